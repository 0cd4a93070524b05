import type { Edition } from '#domain';

/** What a platform refuses, counted as the platform counts. */
export interface Limit {
  readonly part: Part;
  readonly most: number;
  readonly unit: Unit;
}

/** What is counted. */
export type Part = 'title' | 'description' | 'tags' | 'body';

/** How a platform counts a text. */
export interface Unit {
  /** Its name after a number: `4 bytes`. */
  readonly name: string;
  count(text: string): number;
}

/**
 * A limit of a platform.
 *
 * @example
 * limits: [most('title', 128, points), most('tags', 4), most('body', 800 * 1024, utf8)]
 */
export function most(part: Part, most: number, unit: Unit = points): Limit {
  return { part, most, unit };
}

/** Code points: an emoji of one is one, a letter with a combining accent is two. */
export const points: Unit = { name: 'characters', count: (text) => [...text].length };

/** Bytes of UTF-8. */
export const utf8: Unit = { name: 'bytes', count: (text) => new TextEncoder().encode(text).length };

/** UTF-16 code units, as JavaScript and Telegram count. */
export const utf16: Unit = { name: 'UTF-16 units', count: (text) => text.length };

/** What a reader sees as one character. */
export const graphemes: Unit = {
  name: 'characters',
  count: (text) => [...new Intl.Segmenter().segment(text)].length,
};

/** Graphemes, where each address counts the same however long it is: 23 on Mastodon. */
export function withLinksOf(length: number): Unit {
  return {
    name: 'characters',
    count: (text) => graphemes.count(text.replaceAll(/https?:\/\/\S+/g, 'x'.repeat(length))),
  };
}

/** What of an edition is over a limit, a sentence each with what to do. */
export function misfits(edition: Counted, limits: readonly Limit[], platform: string): string[] {
  return limits.flatMap(({ part, most, unit }) => {
    const value = edition[part];
    if (value === undefined) return [];
    const count = typeof value === 'string' ? unit.count(value) : value.length;
    if (count <= most) return [];
    const what = part === 'tags' ? 'tags' : `${unit.name} in the ${part}`;
    return [`${what}: ${count}, ${platform} takes ${most} at most: ${remedies(edition.channel)[part]}`];
  });
}

/** The least of a platform's limits for a part, in code points or pieces; undefined where it has none in that unit. */
export function leastOf(limits: readonly Limit[], part: Part): number | undefined {
  const own = limits.filter((limit) => limit.part === part && limit.unit === points);
  return own.length === 0 ? undefined : Math.min(...own.map((limit) => limit.most));
}

function remedies(channel: string): Record<Part, string> {
  return {
    title: `shorten it, or give it another with channels: { ${channel}: { title: … } }`,
    description: 'shorten it',
    tags: `remove some, or choose with channels: { ${channel}: { tags: [ … ] } }`,
    body: `set channels.${channel}.form to summary in content/site.ts, or in the post's front matter`,
  };
}

/** An edition as far as it is counted; the body is absent until it is rendered. */
type Counted = Pick<Edition, 'channel' | 'title' | 'description' | 'tags'> & { readonly body?: string };
