import type { Keys } from './importer.ts';
import { isRecord } from './matter.ts';

/** How one source writes what others write differently. */
export interface Habits {
  /** Jekyll: `tags: a b` are two. @default false */
  readonly spacesPartTags?: boolean;
}

/** Front matter → our keys. What has no place among them is in `kept`, as it was. */
export function readKeys(data: Readonly<Record<string, unknown>>, habits: Habits = {}): Keys {
  const kept = { ...data };
  const take = takeFrom(kept);
  const part = habits.spacesPartTags ? /[\s,]+/ : /[,，]\s*/;
  const plural = (value: unknown) => words(value, part);
  const categories = [...(take(['categories'], plural) ?? []), ...(take(['category'], words) ?? [])];
  const tags = [...(take(['tags', 'tag'], plural) ?? []), ...(take(['keywords'], plural) ?? [])];
  return {
    title: take(['title'], text),
    description: take(['description', 'excerpt', 'summary', 'subtitle'], text),
    date: take(['date'], (value) => value),
    updated: take(['updated', 'lastmod', 'last_modified_at', 'last_modified', 'modified'], (value) => value),
    publishAt: take(['publishDate', 'publishdate'], (value) => value),
    tags: unique([...categories, ...tags]),
    categories,
    draft: [take(['draft'], isOn) ?? false, take(['published'], isOn) === false].includes(true),
    pinned: take(['pinned', 'pin', 'sticky', 'top'], isOn) ?? false,
    noindex: take(['noindex'], isOn) ?? false,
    lang: take(['lang', 'language', 'locale'], text),
    cover: take(COVERS, pictureOf),
    canonical: take(['canonical', 'canonical_url', 'canonicalURL', 'canonicalUrl'], address),
    series: readSeries(kept),
    aliases: ['aliases', 'alias', 'redirect_from'].flatMap((name) => take([name], words) ?? []),
    kept,
  };
}

const COVERS = ['cover', 'image', 'featured_image', 'featuredImage', 'thumbnail', 'banner', 'index_img'];

/** Takes the first of some keys that `read` makes something of; the rest stay where they are. */
type Take = <Value>(
  names: readonly string[],
  read: (value: unknown) => Value | undefined,
) => Value | undefined;

function takeFrom(kept: Record<string, unknown>): Take {
  return (names, read) => {
    for (const name of names) {
      const value = kept[name];
      const found = isNothing(value) ? undefined : read(value);
      if (found !== undefined || isNothing(value)) delete kept[name];
      if (found !== undefined) return found;
    }
    return undefined;
  };
}

function isNothing(value: unknown): boolean {
  return (
    value === null || value === undefined || (Array.isArray(value) && value.length === 0) || value === ''
  );
}

function pictureOf(value: unknown): string | undefined {
  if (!isRecord(value)) return text(Array.isArray(value) ? value[0] : value);
  return text(value['image'] ?? value['src'] ?? value['path'] ?? value['url']);
}

function address(value: unknown): string | undefined {
  const url = text(value);
  return url !== undefined && /^https?:/i.test(url) && URL.canParse(url) ? url : undefined;
}

/** A series that does not say which part this is stays where it was: ours has an order. */
function readSeries(kept: Record<string, unknown>): Keys['series'] {
  const place = ['series_order', 'series_weight', 'seriesOrder'].find((key) => kept[key] !== undefined);
  const name = words(kept['series'])?.[0];
  const order = place === undefined ? 0 : Number(kept[place]);
  if (place === undefined || name === undefined || !Number.isInteger(order) || order < 1) return undefined;
  delete kept[place];
  delete kept['series'];
  return { name, order };
}

/** A word, a list, or Hexo's lists of lists, as one list. */
function words(value: unknown, part?: RegExp): string[] | undefined {
  if (Array.isArray(value)) return value.flatMap((item) => words(item) ?? []);
  const written = text(value);
  if (written === undefined) return undefined;
  return part === undefined ? [written] : written.split(part).filter((word) => word !== '');
}

function text(value: unknown): string | undefined {
  if (typeof value !== 'string' && typeof value !== 'number') return undefined;
  const line = String(value)
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim();
  return line === '' ? undefined : line;
}

function isOn(value: unknown): boolean | undefined {
  if (typeof value === 'number') return value > 0;
  if (typeof value === 'boolean') return value;
  return value === 'true' ? true : value === 'false' ? false : undefined;
}

/** Without those that differ in case alone. */
function unique(names: readonly string[]): string[] {
  const first = new Map<string, string>();
  for (const name of names) if (!first.has(name.toLowerCase())) first.set(name.toLowerCase(), name);
  return [...first.values()];
}
