import type { Keys } from '../importer.ts';
import { isRecord } from './matter.ts';
import { withoutSecrets } from './secrets.ts';
import { isOff, isOn, readVisibility } from './visibility.ts';

/** How one source writes what others write differently. */
export interface Habits {
  /** Jekyll: `tags: a b` are two. @default false */
  readonly spacesPartTags?: boolean;
  /** Keys that hide a post on this blog, beside those every blog knows. @default [] */
  readonly switches?: readonly string[];
}

/** Front matter → our keys. What has no place among them is in `kept`, as it was, without its secrets. */
export function readKeys(data: Readonly<Record<string, unknown>>, habits: Habits = {}): Keys {
  const { hidden, noindex, expires, rest } = readVisibility(data, habits.switches);
  const { data: kept, names: secrets } = withoutSecrets(rest);
  const take = takeFrom(kept);
  const part = habits.spacesPartTags ? /[\s,]+/ : /[,，]\s*/;
  const plural = (value: unknown) => words(value, part);
  const categories = [...(take(['categories'], plural) ?? []), ...(take(['category'], words) ?? [])];
  const tags = [...(take(['tags', 'tag'], plural) ?? []), ...(take(['keywords'], plural) ?? [])];
  return {
    title: take(['title'], text),
    description: take(['description', 'excerpt', 'summary', 'subtitle'], text),
    date: take(['date'], (value) => value) ?? take(DATES, dated),
    updated: take(UPDATES, dated) ?? take(['last_update'], lastUpdate),
    publishAt: take(['publishDate', 'publishdate', 'pubdate', 'published'], dated),
    expires,
    tags: unique([...categories, ...tags]),
    categories,
    hidden,
    secrets,
    pinned: take(['pinned', 'pin', 'sticky', 'top'], switched) ?? false,
    noindex,
    lang: take(['lang', 'language', 'locale'], text),
    cover: take(COVERS, pictureOf),
    canonical: take(['canonical', 'canonical_url', 'canonicalURL', 'canonicalUrl'], address),
    series: readSeries(kept),
    aliases: ['aliases', 'alias', 'redirect_from'].flatMap((name) => take([name], words) ?? []),
    kept,
  };
}

/** When a post was written, as Astro's and Next's blogs call it. */
const DATES = [
  'pubDate',
  'pubDatetime',
  'publishedAt',
  'published_at',
  'publishedDate',
  'publishedTime',
  'publish_date',
  'createdAt',
  'created_at',
  'created',
  'createTime',
];

const UPDATES = [
  'updated',
  'lastmod',
  'last_modified_at',
  'last_modified',
  'modified',
  'updatedDate',
  'updatedAt',
  'updated_at',
  'modDatetime',
  'modifiedTime',
  'dateModified',
  'lastUpdated',
  'lastModified',
  'updateTime',
];

const COVERS = [
  'cover',
  'image',
  'featured_image',
  'featuredImage',
  'thumbnail',
  'banner',
  'index_img',
  'heroImage',
  'hero',
  'coverImage',
  'cover_image',
  'coverUrl',
  'ogImage',
  'socialImage',
  'images',
  'img',
];

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
  return text(value['image'] ?? value['src'] ?? value['path'] ?? value['url'] ?? value['relative']);
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

function switched(value: unknown): boolean | undefined {
  return isOn(value) ? true : isOff(value) || typeof value === 'number' ? false : undefined;
}

/** Docusaurus: `last_update: {date, author}`. */
function lastUpdate(value: unknown): unknown {
  return isRecord(value) ? value['date'] : undefined;
}

/** A value with digits in it may be a date; `published: true` is none. */
function dated(value: unknown): unknown {
  return /\d{4}/.test(String(value)) ? value : undefined;
}

/** Without those that differ in case alone. */
function unique(names: readonly string[]): string[] {
  const first = new Map<string, string>();
  for (const name of names) if (!first.has(name.toLowerCase())) first.set(name.toLowerCase(), name);
  return [...first.values()];
}
