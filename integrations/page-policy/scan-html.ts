/** An element as a page has it. */
export interface Tag {
  readonly name: string;
  /** Read when they are asked for: of a page's elements, most colour a word of code. */
  readonly attributes: ReadonlyMap<string, string>;
  /** The attributes as they are written. */
  readonly written: string;
  /** What is in a `<script>` or a `<style>`; empty for others. */
  readonly text: string;
}

/**
 * Every element of a page we built, in order. Not a parser: it reads tags, which is a hundredth of the work,
 * and knows what is no tag: comments, and the text of elements that hold text alone.
 */
export function scanHtml(html: string): Tag[] {
  return Array.from(html.matchAll(TAG), ({ groups = {} }) => toTag(groups)).filter(({ name }) => name !== '');
}

function toTag(groups: Readonly<Record<string, string | undefined>>): Tag {
  const written = groups['rawAttributes'] ?? groups['attributes'] ?? '';
  let read: Map<string, string> | undefined;
  return {
    name: (groups['raw'] ?? groups['name'] ?? '').toLowerCase(),
    get attributes() {
      read ??= readAttributes(written);
      return read;
    },
    written,
    text: groups['text'] ?? '',
  };
}

const ATTRIBUTES = /(?:"[^"]*"|'[^']*'|[^'">])*/.source;
const RAW = `<(?<raw>script|style|textarea|title|xmp)(?=[\\s>/])(?<rawAttributes>${ATTRIBUTES})>(?<text>.*?)</\\k<raw>\\s*>`;
const TAG = new RegExp(`<!--.*?-->|${RAW}|<(?<name>[a-z][^\\s>/]*)(?<attributes>${ATTRIBUTES})>`, 'gis');
const ATTRIBUTE =
  /(?<name>[^\s"'=<>/]+)(?:\s*=\s*(?:"(?<double>[^"]*)"|'(?<single>[^']*)'|(?<bare>[^\s"'>]+)))?/g;

function readAttributes(text: string): Map<string, string> {
  const pairs = Array.from(text.matchAll(ATTRIBUTE), ({ groups = {} }) => {
    const value = groups['double'] ?? groups['single'] ?? groups['bare'] ?? '';
    return [(groups['name'] ?? '').toLowerCase(), decode(value)] as const;
  });
  return new Map(pairs);
}

/** What Astro and our pipeline escape in an attribute. */
function decode(value: string): string {
  return value.replace(/&(?:#x([\da-f]+)|#(\d+)|(amp|lt|gt|quot|apos));/gi, (whole, hex, decimal, name) => {
    if (name !== undefined) return named[name.toLowerCase()] ?? whole;
    return String.fromCodePoint(hex === undefined ? Number(decimal) : Number.parseInt(hex, 16));
  });
}

const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
