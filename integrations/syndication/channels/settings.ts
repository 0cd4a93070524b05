import { authoredMoment, type Channel, gather, type Millis } from '#domain';
import { hashText } from '../../build-cache/hash.ts';
import { loadFolder } from '../../foundation/load-folder.ts';
import type { HttpProxy } from '../network/through-proxy.ts';
import type { Platform } from '../platform.ts';
import { channelProblems, optionsSchemaOf } from './channel-problems.ts';

/** Every platform in the folder, by id. */
export function loadPlatforms(): Promise<Map<string, Platform>> {
  return loadFolder<Platform>(new URL('../platforms/', import.meta.url));
}

/**
 * Joins the channels of the settings with their platforms and the secrets in the environment.
 *
 * @param surroundings `timeZone` is the author's, in which `since` is written
 * @throws {Problem} for each thing wrong with a channel, as {@link channelProblems} finds it
 */
export function openChannels(
  channels: Readonly<Record<string, Channel>>,
  { platforms, env, timeZone }: Surroundings,
): OpenChannel[] {
  const problems = channelProblems(channels, platforms);
  if (problems.length > 0) throw gather(problems);
  return Object.entries(channels).flatMap(([id, settings]) => {
    const platform = platforms.get(settings.platform);
    return platform === undefined ? [] : [openChannel(id, settings, platform, { env, timeZone })];
  });
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
  const { secrets, lacks } = secretsOf(id, platform, env);
  const url = addressOf(settings, platform);
  return {
    id,
    settings,
    platform,
    options: optionsSchemaOf(platform).parse(settings.options ?? {}),
    url,
    account: accountOf(settings, url, secrets),
    proxy: proxyOf(id, settings, env),
    since: settings.since === undefined ? undefined : authoredMoment(settings.since, timeZone),
    secrets,
    lacks,
  };
}

function secretsOf(id: string, platform: Platform, env: Environment) {
  const secrets: Record<string, string> = {};
  const lacks: string[] = [];
  for (const [secret, howToGet] of Object.entries(platform.secrets)) {
    const variable = secretVariable(id, secret);
    const value = env[variable]?.trim();
    if (value) secrets[secret] = value;
    else lacks.push(`${variable} is not set in .env: ${howToGet}`);
  }
  return { secrets, lacks };
}

/** The proxy of a channel, with its login from the environment where it wants one. */
function proxyOf(id: string, { proxy }: Channel, env: Environment): HttpProxy | undefined {
  if (proxy === undefined) return undefined;
  const loginVariable = secretVariable(id, 'proxyLogin');
  return { url: proxy, login: env[loginVariable]?.trim() || undefined, loginVariable };
}

/** Two channels with one server and one login are one account, whatever they are called. */
function accountOf(
  { platform, account = '' }: Channel,
  url: string,
  secrets: Readonly<Record<string, string>>,
): string {
  return `${platform}-${hashText(JSON.stringify([url, account, secrets])).slice(0, 16)}`;
}

function addressOf({ url, account }: Channel, platform: Platform): string {
  const address = url ?? platform.url ?? '';
  return address.replaceAll('{account}', encodeURIComponent(account ?? '')).replace(/\/+$/, '');
}

type Environment = Readonly<Record<string, string | undefined>>;

interface Surroundings {
  readonly platforms: ReadonlyMap<string, Platform>;
  readonly env: Environment;
  readonly timeZone: string;
}

/** A channel with its platform and what it takes to reach it. */
export interface OpenChannel {
  readonly id: string;
  readonly settings: Channel;
  readonly platform: Platform;
  /** The channel's `options`, checked and filled in by the platform's schema. */
  readonly options: unknown;
  /** The API's address, without a trailing slash. */
  readonly url: string;
  /** Who writes there: the same for two channels of one account. Says nothing secret. */
  readonly account: string;
  /** What its requests go through; undefined where they go straight. */
  readonly proxy: HttpProxy | undefined;
  /** Posts published before this moment stay at home; undefined where every post goes. */
  readonly since: Millis | undefined;
  readonly secrets: Readonly<Record<string, string>>;
  /** What is missing, a sentence each: secrets with how to get them. */
  readonly lacks: readonly string[];
}
