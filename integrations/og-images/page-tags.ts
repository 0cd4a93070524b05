import rehypeParse from 'rehype-parse';
import { unified } from 'unified';
import { visit } from 'unist-util-visit';
import { formatDay, formatMoney, parseMoney } from '#domain';
import type { CardPage } from './card.ts';

/**
 * What a page says of itself in its Open Graph tags; null when it names no share image or no title.
 *
 * @param html the page; only its head is read
 * @param timeZone IANA zone in which `article:published_time` is a day
 */
export function readPageTags(html: string, timeZone: string): PageTags | null {
  const { lang, content } = readHead(html);
  const one = (name: string): string | undefined => content.get(name)?.[0];
  const image = URL.parse(one('og:image') ?? '');
  const title = plainText(one('og:title') ?? '');
  if (image === null || title === '') return null;
  const page = {
    lang,
    title,
    description: plainText(one('og:description') ?? one('description') ?? ''),
    siteName: plainText(one('og:site_name') ?? image.hostname),
    host: image.host,
    author: nonEmpty(plainText(one('author') ?? '')),
    day: readDay(one('article:published_time'), lang, timeZone),
    tags: (content.get('article:tag') ?? []).map(plainText).filter((tag) => tag !== ''),
    price: readPrice(one('product:price:amount'), one('product:price:currency'), lang),
  };
  return { image, type: one('og:type') ?? 'website', page };
}

/**
 * Text as it can be set: one line, NFC, no invisible characters, no emoji (the fonts draw none), and an
 * apostrophe inside a Latin word as the narrow one, since a Chinese font's `’` is as wide as a Han character.
 */
export function plainText(text: string): string {
  return text
    .normalize('NFC')
    .replace(/\p{RGI_Emoji}/gv, ' ')
    .replace(/\p{Cf}|\p{Variation_Selector}/gu, '')
    .replace(/(?<=\p{Script=Latin})’(?=\p{Script=Latin})/gu, "'")
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim();
}

function readHead(html: string): Head {
  const content = new Map<string, string[]>();
  let lang = 'en';
  const [head = ''] = html.split(/<\/head>/i, 1);
  visit(unified().use(rehypeParse).parse(head), 'element', ({ tagName, properties }) => {
    if (tagName === 'html' && properties['lang']) lang = String(properties['lang']);
    if (tagName !== 'meta') return;
    const name = String(properties['property'] ?? properties['name'] ?? '');
    content.set(name, [...(content.get(name) ?? []), String(properties['content'] ?? '')]);
  });
  return { lang, content };
}

function readDay(published: string | undefined, lang: string, timeZone: string): string | undefined {
  const moment = Date.parse(published ?? '');
  return Number.isNaN(moment) ? undefined : formatDay(moment, lang, timeZone);
}

function readPrice(amount = '', currency = '', lang: string): string | undefined {
  const money = parseMoney(`${amount} ${currency}`);
  return money === null ? undefined : formatMoney(money, lang);
}

function nonEmpty(text: string): string | undefined {
  return text === '' ? undefined : text;
}

/** A page's tags, read. */
export interface PageTags {
  /** `og:image`. */
  readonly image: URL;
  /** `og:type`. */
  readonly type: string;
  readonly page: CardPage;
}

interface Head {
  readonly lang: string;
  /** `property` or `name` of a meta tag → its contents, in order. */
  readonly content: ReadonlyMap<string, readonly string[]>;
}
