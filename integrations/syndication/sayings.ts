import type { Limit, Part } from './editions/limit.ts';
import type { TextUnit } from './render/text/measure.ts';

/**
 * What the engine says of plans, results and looks: a name and the values in it, so that each page says it in its own
 * language. The command line and the assistant say it in English, by {@link inEnglish}.
 */
export const english = {
  /** What somebody else said: a platform, or the file of one. */
  quoted: (text: string) => text,
  upToDate: () => 'up to date',
  takenBack: () => 'you took it back',
  staysDeleted: () => 'it was deleted there, and stays so',
  editedThere: () => 'it was edited there by hand',
  scheduled: (delay: string) => `it goes there ${delay} after its publication`,
  askedToWait: (platform: string) => `${platform} asked to wait`,
  lookThere: (platform: string, channel: string, post: string) =>
    `it may be on ${platform} already, and ${platform} cannot be asked: look there. If it is there: npx byline adopt ${post} --to ${channel} <its address>. If it is not, publish it by name with --yes`,
  draftMayBe: (platform: string, hint: string) =>
    `a draft may be at ${platform}, and ${platform} cannot be asked. ${hint}`,
  editedSince: (platform: string) => `it was edited since: bring the copy on ${platform} up to date by hand`,
  noWayIn: (platform: string) => `${platform} can neither be written to nor be written on by hand`,
  byHand: (kit: string) => kit,
  byHandOrBrowser: (kit: string, browser: string) => `${kit}, or a draft by your browser: ${browser}`,
  strangeText: (platform: string, channel: string) =>
    `text: ${platform} takes a post and no short text: take channels.${channel}.text out`,
  strangeSlug: (platform: string, channel: string) =>
    `slug: ${platform} makes the addresses of its posts itself: take channels.${channel}.slug out`,
  overLimit: ({ part, unit, most }: Limit, count: number, platform: string, channel: string) =>
    `${part === 'tags' ? 'tags' : `${units[unit]} in the ${part}`}: ${count}, ${platform} takes ${most} at most: ${remedies(channel)[part]}`,
  renamed: (was: string, is: string) =>
    `“${was}” was published and is not in the site any more: is “${is}” its new name? Then write id: ${was} into its front matter. If “${was}” is deleted, take its copies back: npx byline unpublish ${was}`,
  diagramsShown: (count: number, platform: string) =>
    `${diagrams(count)}: ${platform} shows the source, since nothing draws it on the way there. Put a picture of each in its place: a screenshot of the page at home will do`,
  diagramsByBrowser: (count: number, platform: string) =>
    `${diagrams(count)}: pasted by hand, ${platform} shows the source. Let your browser make the draft, which has them as pictures, or put a screenshot of each in its place`,
  diagramsRefused: (count: number, platform: string) =>
    `${diagrams(count)}: ${platform} needs a picture of each, and this machine has no browser to draw it, so the post will be refused. Publish from x64 Linux, or put pictures of them into the post`,
  sent: (what: Sent, isDraft: boolean, isWaiting: boolean) =>
    `${sentWords[what]}${isDraft ? ' as a draft' : ''}${isWaiting ? ', and is being worked on there' : ''}`,
  adopted: () => 'adopted',
  recorded: () => 'recorded',
  editedSinceSent: () => 'it was edited there by hand since it was sent',
  goneThere: () => 'the copy was deleted there; it stays deleted',
  hiddenDraft: (id: string) => `it is not public there, but a draft (id ${id})`,
  doubtful: (title: string, address: string) =>
    `a post there, “${title}” (${address}), links home as the copy of this one would; it may be the copy, or a post of yours that quotes it`,
  notAnswered: () => 'it was sent and no answer came, and a slow server may still be at it',
  notShownYet: () => 'the platform took it and does not show it yet; it may still be at it',
  twice: (younger: string) => `it is there twice; the younger copy is ${younger}`,
  onlyByHand: () => 'the copy that is there can only be edited by hand',
  asSent: () => 'as it was sent',
  deletedThere: () => 'it was deleted there',
  draftThere: () => 'it is a draft there, and not public',
  cannotAsk: (platform: string) => `${platform} cannot be asked about it: look there`,
  doesNotSay: (platform: string) => `${platform} does not say what became of it`,
  deleted: () => 'deleted there',
  hidden: () => 'hidden there: readers do not see it any more',
  notThere: () => 'it is not there any more',
  deleteByHand: (platform: string, place: string) =>
    `${platform} deletes nothing for a program: delete it there (${place || 'look among your posts'})`,
} as const;

/** The sentences in one language. A language that lacks one does not compile. */
export type Sayings = {
  readonly [Name in SayingName]: (...values: Parameters<(typeof english)[Name]>) => string;
};

export type SayingName = keyof typeof english;

/** One sentence, in no language yet. */
export interface Said<Name extends SayingName = SayingName> {
  readonly name: Name;
  readonly values: Parameters<(typeof english)[Name]>;
}

/** How a copy got to where it is. */
export type Sent = 'created' | 'updated' | 'found';

/**
 * A sentence with its values.
 *
 * @example say('askedToWait', 'DEV') // in English “DEV asked to wait”
 */
export function say<Name extends SayingName>(name: Name, ...values: Said<Name>['values']): Said<Name> {
  return { name, values };
}

/** A sentence in the language of some words. */
export function sayIn(sayings: Sayings, { name, values }: Said): string {
  const sentence: (...values: never[]) => string = sayings[name];
  return sentence(...(values as never[]));
}

/** Sentences as the command line prints them. */
export function inEnglish(said: readonly Said[]): string {
  return said.map((one) => sayIn(english, one)).join('; ');
}

const sentWords: Readonly<Record<Sent, string>> = {
  created: 'created',
  updated: 'updated',
  found: 'found: it had arrived',
};

/** The name of a unit after a number: `4 bytes`. */
export const units: Readonly<Record<TextUnit, string>> = {
  characters: 'characters',
  graphemes: 'characters',
  mastodon: 'characters',
  utf16: 'UTF-16 units',
  utf8: 'bytes',
  weighted: 'weighted characters',
};

function remedies(channel: string): Record<Part, string> {
  return {
    title: `shorten it, or give it another with channels: { ${channel}: { title: … } }`,
    description: 'shorten it',
    tags: `remove some, or choose with channels: { ${channel}: { tags: [ … ] } }`,
    body: `set channels.${channel}.form to summary in content/site.ts, or in the post's front matter`,
  };
}

function diagrams(count: number): string {
  return `${count === 1 ? 'a diagram' : `${count} diagrams`} in Mermaid`;
}
