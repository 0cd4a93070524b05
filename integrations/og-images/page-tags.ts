import rehypeParse from 'rehype-parse';
import { unified } from 'unified';
import { visit } from 'unist-util-visit';
import { formatDay, formatMoney, parseMoney } from '#domain';
import type { CardPage, SeriesPart } from './card.ts';

/**
 * What a page says of itself in its Open Graph tags; null when it names no share image or no title.
 *
 * @param html the page; only its head is read
 * @param timeZone IANA zone in which `article:published_time` is a day
 */
export function readPageTags(html: string, timeZone: string): PageTags | null {
  const { lang, content } = readHead(html);
  const one = (name: string): string | undefined => content.get(name)?.[0];
  const all = (name: string) => (content.get(name) ?? []).map(plainText).filter((text) => text !== '');
  const words = (name: string): string | undefined => all(name)[0];
  const title = words('byline:title') ?? words('og:title') ?? '';
  const image = URL.parse(one('og:image') ?? '');
  if (image === null || title === '') return null;
  const page = {
    lang,
    title,
    description: plainText(one('og:description') ?? one('description') ?? ''),
    siteName: plainText(one('og:site_name') ?? image.hostname),
    host: image.host,
    author: words('author'),
    day: readDay(one('article:published_time'), lang, timeZone),
    label: words('byline:label'),
    reading: words('byline:reading'),
    count: words('byline:count'),
    tags: all('article:tag'),
    stack: all('byline:stack'),
    series: readSeries(one('byline:series')),
    price: readPrice(one('product:price:amount'), one('product:price:currency'), {
      lang,
      per: words('byline:per'),
    }),
  };
  return { image, kind: one('byline:card') ?? kinds[one('og:type') ?? ''] ?? 'page', page };
}

/**
 * Text as it can be set: one line, NFC, no invisible characters but those that join an emoji, and an
 * apostrophe inside a Latin word as the narrow one, since a Chinese font's `’` is as wide as a Han character.
 */
export function plainText(text: string): string {
  return text
    .normalize('NFC')
    .replace(/(\p{RGI_Emoji})|\p{Cf}|\p{Variation_Selector}/gv, '$1')
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

function readPrice(
  amount = '',
  currency = '',
  { lang, per = '' }: { lang: string; per: string | undefined },
): string | undefined {
  const money = parseMoney(`${amount} ${currency}`);
  // In some languages it has spaces that no font here draws. What costs nothing is no price to show.
  return money === null || money.amount === 0 ? undefined : plainText(`${formatMoney(money, lang)} ${per}`);
}

/** `name;part;total`; a name may have semicolons of its own. */
function readSeries(text = ''): SeriesPart | undefined {
  const [, name = '', part = '', total = ''] = /^(.+);(\d+);(\d+)$/.exec(plainText(text)) ?? [];
  return name === '' ? undefined : { name: name.trim(), part: Number(part), total: Number(total) };
}

/** The card of a page that does not name one, by its `og:type`. */
const kinds: Readonly<Record<string, string>> = { article: 'post', product: 'offer' };

/** A page's tags, read. */
export interface PageTags {
  /** `og:image`. */
  readonly image: URL;
  /** The card it asks for: `byline:card`. */
  readonly kind: string;
  readonly page: CardPage;
}

interface Head {
  readonly lang: string;
  /** `property` or `name` of a meta tag → its contents, in order. */
  readonly content: ReadonlyMap<string, readonly string[]>;
}
