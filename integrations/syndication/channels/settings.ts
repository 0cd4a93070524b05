import { z } from 'zod';
import {
  authoredMoment,
  type Channel,
  describeMisfits,
  gather,
  type Millis,
  Problem,
  suggest,
} from '#domain';
import { loadFolder } from '../../load-folder.ts';
import { formatsOf } from '../editions/edition.ts';
import { sha256 } from '../editions/source-hash.ts';
import type { Platform } from '../platform.ts';

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

/** What is wrong with channels, each beginning with its key: no such platform, or a setting it needs or does not take. */
export function channelProblems(
  channels: Readonly<Record<string, Channel>>,
  platforms: ReadonlyMap<string, Pick<Platform, Checked>>,
): Problem[] {
  return Object.entries(channels).flatMap(([id, channel]) => {
    const platform = platforms.get(channel.platform);
    if (platform === undefined) return unknownPlatform(id, channel.platform, [...platforms.keys()]);
    const problems = [
      lackingUrl(id, channel, platform),
      lackingAccount(id, channel, platform),
      lackingSince(id, channel, platform),
      foreignFormat(id, channel, platform),
    ];
    const own = problems.filter((problem) => problem !== undefined);
    return [...own, ...strangeOptions(id, channel, platform)];
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
  const secrets: Record<string, string> = {};
  const lacks: string[] = [];
  for (const [secret, howToGet] of Object.entries(platform.secrets)) {
    const variable = secretVariable(id, secret);
    const value = env[variable]?.trim();
    if (value) secrets[secret] = value;
    else lacks.push(`${variable} is not set in .env: ${howToGet}`);
  }
  const since = settings.since === undefined ? undefined : authoredMoment(settings.since, timeZone);
  const url = addressOf(settings, platform);
  const account = accountOf(settings, url, secrets);
  const options = optionsSchemaOf(platform).parse(settings.options ?? {});
  return { id, settings, platform, options, url, account, since, secrets, lacks };
}

/** Two channels with one server and one login are one account, whatever they are called. */
function accountOf(
  { platform, account = '' }: Channel,
  url: string,
  secrets: Readonly<Record<string, string>>,
): string {
  return `${platform}-${sha256(JSON.stringify([url, account, secrets])).slice(0, 16)}`;
}

function addressOf({ url, account }: Channel, platform: Platform): string {
  const address = url ?? platform.url ?? '';
  return address.replaceAll('{account}', encodeURIComponent(account ?? '')).replace(/\/+$/, '');
}

function unknownPlatform(id: string, platform: string, known: readonly string[]): Problem {
  return new Problem(`channels.${id}.platform: there is no platform “${platform}”`, {
    place: { file: SETTINGS },
    hint: `${suggest(platform, known)} A new one is a file in integrations/syndication/platforms/.`,
  });
}

function lackingUrl(
  id: string,
  channel: Channel,
  { name, url, api }: Pick<Platform, 'name' | 'url' | 'api'>,
) {
  if (api === undefined || url !== undefined || channel.url !== undefined) return undefined;
  return new Problem(`channels.${id}.url is missing`, {
    place: { file: SETTINGS },
    hint: `${name} runs on many servers: write the address of yours.`,
  });
}

function lackingAccount(id: string, channel: Channel, { name, account }: Pick<Platform, 'name' | 'account'>) {
  if (account === undefined || channel.account?.trim()) return undefined;
  return new Problem(`channels.${id}.account is ${channel.account === undefined ? 'missing' : 'empty'}`, {
    place: { file: SETTINGS },
    hint: `${name} needs it: ${account}.`,
  });
}

function lackingSince(id: string, { since }: Channel, { needsSince }: Pick<Platform, 'needsSince'>) {
  if (needsSince === undefined || since !== undefined) return undefined;
  return new Problem(`channels.${id}.since is missing`, {
    place: { file: SETTINGS },
    hint: `${needsSince} Write the first day whose posts go there: since: '2026-11-30'.`,
  });
}

function foreignFormat(id: string, { format }: Channel, platform: Pick<Platform, 'name' | 'render'>) {
  const formats = formatsOf(platform);
  if (format === undefined || formats.includes(format)) return undefined;
  const { name } = platform;
  return new Problem(`channels.${id}.format: ${name} takes no ${format}`, {
    place: { file: SETTINGS },
    hint:
      formats.length === 0
        ? 'Leave it out.'
        : `Write ${formats.map((known) => `'${known}'`).join(' or ')}, or leave it out.`,
  });
}

function strangeOptions(
  id: string,
  { options = {} }: Channel,
  platform: Pick<Platform, 'name' | 'options'>,
): Problem[] {
  const schema = optionsSchemaOf(platform);
  const parsed = schema.safeParse(options);
  if (parsed.success) return [];
  const [place, hint] = [{ file: SETTINGS }, optionsHint(platform)];
  return describeMisfits(parsed.error, options, schema).map(
    (misfit) => new Problem(`channels.${id}.options.${misfit.text}`, { place, hint: misfit.hint ?? hint }),
  );
}

function optionsHint({ name, options }: Pick<Platform, 'name' | 'options'>): string {
  return options === undefined
    ? `${name} has no options: leave it out.`
    : `The options of ${name} are listed in its file in integrations/syndication/platforms/.`;
}

/** A platform that declares no options takes none. */
function optionsSchemaOf({ options }: Pick<Platform, 'options'>): z.ZodType {
  return options ?? z.strictObject({});
}

const SETTINGS = 'content/site.ts';

/** What of a platform says whether a channel fits it. */
type Checked = 'name' | 'url' | 'api' | 'account' | 'render' | 'options' | 'needsSince';

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
  /** Posts published before this moment stay at home; undefined where every post goes. */
  readonly since: Millis | undefined;
  readonly secrets: Readonly<Record<string, string>>;
  /** What is missing, a sentence each: secrets with how to get them. */
  readonly lacks: readonly string[];
}
