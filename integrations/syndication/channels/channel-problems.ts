import { z } from 'zod';
import { type Channel, describeMisfits, fitsRef, Problem, suggest } from '#domain';
import { formatsOf } from '../editions/edition.ts';
import type { Platform } from '../platform.ts';

const SETTINGS = 'content/site.ts';

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
      uselessProxy(id, channel, platform),
      foreignDraft(id, channel, platform),
      foreignTagging(id, channel, platform),
    ];
    const own = problems.filter((problem) => problem !== undefined);
    return [...own, ...strangeOptions(id, channel, platform)];
  });
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

/** An HTTP proxy leads to servers of HTTP alone. */
function uselessProxy(
  id: string,
  { proxy, url: own }: Channel,
  { name, url, api }: Pick<Platform, 'name' | 'url' | 'api'>,
) {
  const isMail = /^smtps?:/.test(own ?? url ?? '');
  if (proxy === undefined || (api !== undefined && !isMail)) return undefined;
  const why = isMail ? `${name} goes out by SMTP` : `nothing is sent to ${name} by a program`;
  return new Problem(`channels.${id}.proxy: ${why}`, {
    place: { file: SETTINGS },
    hint: 'Leave it out.',
  });
}

function foreignDraft(id: string, { draft }: Channel, { name, api }: Pick<Platform, 'name' | 'api'>) {
  if (!draft || api?.draftable || api?.drafts) return undefined;
  const why = api === undefined ? 'you put a post there by hand' : `a program cannot make a draft on ${name}`;
  return new Problem(`channels.${id}.draft: ${why}`, {
    place: { file: SETTINGS },
    hint: `Leave it out. To keep posts away from ${name}, choose them with \`tags\`, \`series\` or \`only\`.`,
  });
}

/** A tag that the platform needs whole, or a `ref` that is shorter than the name of its channel. */
function foreignTagging(
  id: string,
  { tagging = 'utm' }: Channel,
  { name, needsTag }: Pick<Platform, 'name' | 'needsTag'>,
) {
  const place = { file: SETTINGS };
  if (tagging !== 'utm' && needsTag !== undefined)
    return new Problem(`channels.${id}.tagging: ${name} needs the whole tag`, {
      place,
      hint: `${needsTag} Leave the setting out.`,
    });
  if (typeof tagging === 'string' || fitsRef(id, tagging)) return undefined;
  return new Problem(
    `channels.${id}.tagging: “${id}” has ${id.length} characters, and a ref ${tagging.ref} at most`,
    {
      place,
      hint: `Give the channel a shorter id, or write tagging: 'none'.`,
    },
  );
}

/** A platform that declares no options takes none. */
export function optionsSchemaOf({ options }: Pick<Platform, 'options'>): z.ZodType {
  return options ?? z.strictObject({});
}

/** What of a platform says whether a channel fits it. */
type Checked = 'name' | 'url' | 'api' | 'account' | 'render' | 'options' | 'needsSince' | 'needsTag';
