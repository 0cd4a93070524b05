import { authoredMoment, type Channel, gather, type Millis, Problem, suggest } from '#domain';
import { loadFolder } from '../load-folder.ts';
import type { Platform } from './platform.ts';

/** Every platform in the folder, by id. */
export function loadPlatforms(): Promise<Map<string, Platform>> {
  return loadFolder<Platform>(new URL('./platforms/', import.meta.url));
}

/**
 * Joins the channels of the settings with their platforms and the secrets in the environment.
 *
 * @param surroundings `source` is the text of `content/site.ts`, to say at which line an unknown platform stands;
 *   `timeZone` is the author's, in which `since` is written
 * @throws {Problem} naming every channel whose platform is not in the folder
 */
export function openChannels(
  channels: Readonly<Record<string, Channel>>,
  { platforms, env, source, timeZone }: Surroundings,
): OpenChannel[] {
  checkChannels(channels, platforms, source);
  return Object.entries(channels).flatMap(([id, settings]) => {
    const platform = platforms.get(settings.platform);
    return platform === undefined ? [] : [openChannel(id, settings, platform, { env, timeZone })];
  });
}

/** Refuses channels on platforms that are not there. @throws {Problem} */
export function checkChannels(
  channels: Readonly<Record<string, Channel>>,
  platforms: ReadonlyMap<string, unknown>,
  source: string,
): void {
  const unknown = Object.entries(channels).filter(([, { platform }]) => !platforms.has(platform));
  if (unknown.length === 0) return;
  throw gather(
    unknown.map(([id, { platform }]) => unknownPlatform(id, platform, [...platforms.keys()], source)),
  );
}

/** The environment variable a channel's secret is read from: `dev`, `apiKey` → `DEV_API_KEY`. */
export function secretVariable(channel: string, secret: string): string {
  const words = `${channel}_${secret.replaceAll(/(?<=[a-z\d])(?=[A-Z])/g, '_')}`;
  return words.replaceAll('-', '_').toUpperCase();
}

function openChannel(
  id: string,
  settings: Channel,
  platform: Platform,
  { env, timeZone }: Pick<Surroundings, 'env' | 'timeZone'>,
): OpenChannel {
  const secrets: Record<string, string> = {};
  const lacks: string[] = [];
  for (const [secret, howToGet] of Object.entries(platform.secrets)) {
    const variable = secretVariable(id, secret);
    const value = env[variable]?.trim();
    if (value) secrets[secret] = value;
    else lacks.push(`${variable} is not set in .env: ${howToGet}`);
  }
  if (platform.account !== undefined && !settings.account)
    lacks.push(`channels.${id}.account is not set in content/site.ts: ${platform.account}`);
  const since = settings.since === undefined ? undefined : authoredMoment(settings.since, timeZone);
  return { id, settings, platform, url: addressOf(settings, platform), since, secrets, lacks };
}

function addressOf({ url, account }: Channel, platform: Platform): string {
  const address = url ?? platform.url;
  return address.replaceAll('{account}', encodeURIComponent(account ?? '')).replace(/\/+$/, '');
}

function unknownPlatform(id: string, platform: string, known: readonly string[], source: string): Problem {
  const line = lineNaming(platform, source);
  return new Problem(`channel “${id}”: there is no platform “${platform}”`, {
    place: { file: 'content/site.ts', ...(line === undefined ? {} : { line }) },
    hint: `${suggest(platform, known)} A new one is a file in integrations/syndication/platforms/.`,
  });
}

function lineNaming(name: string, source: string): number | undefined {
  const index = source
    .split('\n')
    .findIndex((line) => ["'", '"', '`'].some((q) => line.includes(q + name + q)));
  return index === -1 ? undefined : index + 1;
}

type Environment = Readonly<Record<string, string | undefined>>;

interface Surroundings {
  readonly platforms: ReadonlyMap<string, Platform>;
  readonly env: Environment;
  readonly source: string;
  readonly timeZone: string;
}

/** A channel with its platform and what it takes to reach it. */
export interface OpenChannel {
  readonly id: string;
  readonly settings: Channel;
  readonly platform: Platform;
  /** The API's address, without a trailing slash. */
  readonly url: string;
  /** Posts published before this moment stay at home; undefined where every post goes. */
  readonly since: Millis | undefined;
  readonly secrets: Readonly<Record<string, string>>;
  /** What is missing, a sentence each: secrets with how to get them, the account. */
  readonly lacks: readonly string[];
}
