import type { Limit } from '../editions/limit.ts';
import { Failure } from '../failure.ts';
import { openAccount } from '../publish/account.ts';
import type { Effects } from '../publish/effects.ts';
import { units } from '../sayings.ts';
import type { OpenChannel } from './settings.ts';

/** Logs in to every channel and reads who it is and what it takes. Writes nothing there. */
export function checkChannels(
  channels: readonly OpenChannel[],
  effects: Pick<Effects, 'journal' | 'now' | 'sleep' | 'sendFor'>,
): Promise<Checkup[]> {
  return Promise.all(channels.map((channel) => checkChannel(channel, effects)));
}

async function checkChannel(
  channel: OpenChannel,
  effects: Pick<Effects, 'journal' | 'now' | 'sleep' | 'sendFor'>,
): Promise<Checkup> {
  const { api, limits, name } = channel.platform;
  const about = { channel: channel.id, platform: name, url: channel.url };
  if (channel.lacks.length > 0)
    return { ...about, isReady: false, what: channel.lacks.join('; '), limits: sayLimits(limits) };
  if (api === undefined)
    return { ...about, isReady: true, what: 'by hand: npx byline kit', limits: sayLimits(limits) };
  const account = openAccount(channel, effects);
  try {
    const { who } = api;
    const name = who === undefined ? undefined : await account.reach((to) => who.call(api, to));
    const own = await account.limits();
    const what = name === undefined ? 'nothing to ask without writing' : `logged in as ${name}`;
    return { ...about, isReady: true, what, limits: sayLimits([...limits, ...own]) };
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return { ...about, isReady: false, what: error.message, hint: error.hint, limits: sayLimits(limits) };
  }
}

function sayLimits(limits: readonly Limit[]): string[] {
  return limits.map(({ part, most, unit }) => `${part} ≤ ${most}${part === 'tags' ? '' : ` ${units[unit]}`}`);
}

/** What is known of a channel without writing on it. */
export interface Checkup {
  readonly channel: string;
  readonly platform: string;
  readonly url: string;
  readonly isReady: boolean;
  /** Who the secrets belong to, or what is wrong. */
  readonly what: string;
  readonly hint?: string | undefined;
  readonly limits: readonly string[];
}
