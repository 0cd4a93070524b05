import { XMLParser } from 'fast-xml-parser';
import { SyntaxValidator } from 'fast-xml-validator';
import { Problem } from '#domain';
import { isRecord } from './matter/matter.ts';

/** A WordPress export, as far as it is read. */
export interface WordPress {
  readonly url: string | undefined;
  readonly items: readonly Item[];
  readonly attachments: readonly { readonly id: string; readonly url: string }[];
  /** Category or tag → how its address spells it. */
  readonly terms: ReadonlyMap<string, Term>;
  /** How many there are; they are not read. */
  readonly comments: number;
}

/** A category (`category`) or a tag (`post_tag`). */
export interface Term {
  readonly domain: string;
  readonly name: string;
  readonly nicename: string;
}

export interface Item {
  readonly id: string;
  /** 1-based line of the file. */
  readonly line: number;
  readonly type: string;
  readonly status: string;
  readonly title: string;
  /** Its slug, percent-encoded. */
  readonly name: string;
  readonly link: string;
  readonly content: string;
  readonly excerpt: string;
  readonly password: string;
  readonly sticky: boolean;
  /** With the zone the two clocks of the export give; undefined for a draft without one. */
  readonly date: string | undefined;
  readonly updated: string | undefined;
  /** Categories, then tags. */
  readonly tags: readonly string[];
  readonly meta: Readonly<Record<string, string>>;
  /** Address of the picture above the text. */
  readonly thumbnail: string | undefined;
}

/**
 * Reads an export (WXR). Null when the XML is something else; throws a Problem on XML that is broken or
 * declares entities, which no export does and which can grow without end.
 */
export function readExport(file: string, xml: string): WordPress | null {
  const declared = /<!(?:DOCTYPE|ENTITY)/i.exec(xml.slice(0, xml.search(/<(rss|channel)\b/)));
  if (declared !== null || /<!ENTITY/i.test(xml.slice(0, 100_000))) {
    throw new Problem('the file declares a document type or entities, which WordPress never does', {
      place: { file, line: lineAt(xml, declared?.index ?? 0) },
      hint: 'It was not read. Export it again from WordPress.',
    });
  }
  const channel = at(parse(file, xml), 'rss', 'channel');
  if (!isRecord(channel)) return null;
  const raw = list(channel['item']).filter(isRecord);
  const attachments = raw.flatMap((item) => {
    const url = text(item['wp:attachment_url']);
    return url === '' ? [] : [{ id: text(item['wp:post_id']), url }];
  });
  const lineOf = lineCounter(xml);
  return {
    url: text(channel['wp:base_blog_url']) || text(channel['link']) || undefined,
    items: raw.map((item) => readItem(item, attachments, lineOf)),
    attachments,
    terms: new Map(raw.flatMap(termsOf).map((term) => [term.name, term])),
    comments: raw.reduce((sum, item) => sum + list(item['wp:comment']).length, 0),
  };
}

function parse(file: string, xml: string): unknown {
  const parser = new XMLParser({
    captureMetaData: true,
    ignoreAttributes: false,
    attributeNamePrefix: '@',
    parseTagValue: false,
    trimValues: false,
    isArray: (name) => ['item', 'category', 'wp:postmeta', 'wp:comment'].includes(name),
  });
  try {
    SyntaxValidator.validate(xml);
  } catch (error) {
    const { message, line = 1 } = error as Error & { line?: number };
    throw new Problem(`the export is not sound XML: ${message}`, {
      place: { file, line },
      hint: 'Export it again; a download that broke off ends in the middle.',
      cause: error,
    });
  }
  return parser.parse(xml);
}

function readItem(
  item: Record<string, unknown>,
  attachments: WordPress['attachments'],
  lineOf: (offset: number) => number,
): Item {
  const meta = metaOf(item);
  const start = at(item, XMLParser.getMetaDataSymbol().valueOf(), 'startIndex');
  return {
    id: text(item['wp:post_id']),
    line: lineOf(typeof start === 'number' ? start : 0),
    type: text(item['wp:post_type']),
    status: text(item['wp:status']),
    title: text(item['title']).trim(),
    name: text(item['wp:post_name']),
    link: text(item['link']).trim(),
    content: text(item['content:encoded']),
    excerpt: text(item['excerpt:encoded']),
    password: text(item['wp:post_password']),
    sticky: text(item['wp:is_sticky']) === '1',
    date: moment(text(item['wp:post_date']), text(item['wp:post_date_gmt'])),
    updated: moment(text(item['wp:post_modified']), text(item['wp:post_modified_gmt'])),
    tags: tagsOf(item),
    meta,
    thumbnail: attachments.find(({ id }) => id === meta['_thumbnail_id'])?.url,
  };
}

function metaOf(item: Record<string, unknown>): Record<string, string> {
  const pairs = list(item['wp:postmeta']).filter(isRecord);
  return Object.fromEntries(pairs.map((pair) => [text(pair['wp:meta_key']), text(pair['wp:meta_value'])]));
}

function termsOf(item: Record<string, unknown>): Term[] {
  return list(item['category'])
    .filter(isRecord)
    .map((tag) => ({
      domain: text(tag['@domain']),
      name: text(tag).trim(),
      nicename: text(tag['@nicename']),
    }));
}

function tagsOf(item: Record<string, unknown>): string[] {
  const named = list(item['category']).filter(isRecord);
  const of = (domain: string) =>
    named.filter((tag) => tag['@domain'] === domain).map((tag) => text(tag).trim());
  const found = [...of('category'), ...of('post_tag')];
  return [...new Set(found.filter((name) => name !== '' && name !== 'Uncategorized' && name !== '未分类'))];
}

/** Local time, with how far it is ahead of the other clock. */
function moment(local: string, gmt: string): string | undefined {
  const [here, there] = [Date.parse(`${local.replace(' ', 'T')}Z`), Date.parse(`${gmt.replace(' ', 'T')}Z`)];
  if (Number.isNaN(here) || local.startsWith('0000')) return undefined;
  if (Number.isNaN(there) || gmt.startsWith('0000')) return local;
  const minutes = Math.round((here - there) / 60_000);
  const size = Math.abs(minutes);
  const two = (part: number) => String(part).padStart(2, '0');
  return `${local}${minutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}

function text(value: unknown): string {
  if (typeof value === 'string') return value;
  return isRecord(value) && typeof value['#text'] === 'string' ? value['#text'] : '';
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function at(value: unknown, ...path: readonly (string | symbol)[]): unknown {
  return path.reduce<unknown>(
    (inner, key) => (isRecord(inner) ? (inner as Record<string | symbol, unknown>)[key] : undefined),
    value,
  );
}

function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}

/** Lines of offsets that only grow, without counting from the start each time. */
function lineCounter(text: string): (offset: number) => number {
  let [line, seen] = [1, 0];
  return (offset) => {
    for (let next = text.indexOf('\n', seen); next >= 0 && next < offset; next = text.indexOf('\n', seen)) {
      line += 1;
      seen = next + 1;
    }
    return line;
  };
}
