import { XMLParser } from 'fast-xml-parser';
import { SyntaxValidator } from 'fast-xml-validator';
import type { Element } from 'hast';
import { fromHtml } from 'hast-util-from-html';
import { visit } from 'unist-util-visit';
import { z } from 'zod';

/**
 * The rules of the W3C's feed validator for what we write: RFC 4287, RSS 2.0 with its advisory board's profile,
 * the `content`, `dc` and `atom` modules, JSON Feed 1.1. Each fault is a line; a valid feed has none.
 */
export const faultsIn = { rss: rssFaults, atom: atomFaults, json: jsonFaults };

/** What a feed's items are once an aggregator has read them. */
export function itemsIn(xml: string): { link: string; html: string | undefined; summary: string }[] {
  const document = parse(xml);
  const rss = rssSchema.safeParse(document).data?.rss.channel.item ?? [];
  const atom = atomSchema.safeParse(document).data?.feed.entry ?? [];
  return [
    ...rss.map((item) => ({ link: item.link, html: item['content:encoded'], summary: item.description })),
    ...atom.map(({ link, content, summary }) => ({ link: link['@href'], html: content?.['#text'], summary })),
  ];
}

function rssFaults(xml: string, self: string): string[] {
  const found = checked(xml, rssSchema);
  if ('faults' in found) return found.faults;
  const { channel } = found.data.rss;
  return [
    ...unless(
      channel['atom:link']['@href'] === self,
      `the link to itself is ${channel['atom:link']['@href']}`,
    ),
    ...unless(distinct(channel.item.map(({ guid }) => guid['#text'])), 'a guid stands twice'),
    ...channel.item.flatMap(({ guid, link }) => unless(guid['#text'] === link, `${link} has another guid`)),
    ...['atom', 'content', 'dc'].flatMap((name) =>
      unless(xml.includes(`xmlns:${name}="http`), `no xmlns:${name}`),
    ),
  ];
}

function atomFaults(xml: string, self: string): string[] {
  const found = checked(xml, atomSchema);
  if ('faults' in found) return found.faults;
  const { feed } = found.data;
  const links = Map.groupBy(feed.link, (link) => link['@rel']);
  return [
    ...unless(
      links
        .get('self')
        ?.map((link) => link['@href'])
        .join() === self,
      'it does not link to itself once',
    ),
    ...unless(links.get('alternate')?.length === 1, 'it has not one alternate'),
    ...unless(distinct(feed.entry.map(({ id }) => id)), 'an id stands twice'),
    ...feed.entry.flatMap(({ id, updated, published }) =>
      unless(Date.parse(updated) >= Date.parse(published), `${id} was updated before it was published`),
    ),
  ];
}

function jsonFaults(text: string, self: string): string[] {
  const found = jsonSchema.safeParse(JSON.parse(text));
  if (!found.success) return lines(found.error);
  const { feed_url, items } = found.data;
  return [
    ...unless(feed_url === self, `feed_url is ${feed_url}`),
    ...unless(distinct(items.map(({ id }) => id)), 'an id stands twice'),
  ];
}

function checked<Schema extends z.ZodType>(
  xml: string,
  schema: Schema,
): { data: z.output<Schema> } | { faults: string[] } {
  const illegal = /[^\t\n\r\x20-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u.exec(xml);
  const faults = [
    ...syntaxFaults(xml),
    ...unless(illegal === null, `no character of XML: ${illegal?.[0].codePointAt(0)}`),
    ...unless(xml.startsWith('<?xml version="1.0" encoding="utf-8"?>'), 'no XML declaration'),
  ];
  if (faults.length > 0) return { faults };
  const parsed = schema.safeParse(parse(xml));
  return parsed.success ? { data: parsed.data } : { faults: lines(parsed.error) };
}

function syntaxFaults(xml: string): string[] {
  const invalidCharSequence = { comment: true, tagValue: true, attrLt: true };
  try {
    const result = SyntaxValidator.validate(xml, { invalidCharSequence });
    return unless(result === true, `not well formed: ${JSON.stringify(result)}`);
  } catch (error) {
    return [`not well formed: ${error}`];
  }
}

function parse(xml: string): unknown {
  const lists = [
    'rss.channel.item',
    'rss.channel.item.category',
    'feed.entry',
    'feed.link',
    'feed.entry.category',
  ];
  return new XMLParser({
    ignoreAttributes: false,
    attributeNamePrefix: '@',
    parseTagValue: false,
    isArray: (_, path) => lists.includes(String(path)),
    processEntities: { enabled: true, maxTotalExpansions: 1_000_000, maxExpandedLength: 10_000_000 },
  }).parse(xml);
}

const text = z.string().trim().min(1);
const whole = z.url({ protocol: /^https?$/ });
const language = z.string().regex(/^[a-z]{2,3}(-[A-Z][A-Za-z]+)?$/);
const rfc3339 = z.iso.datetime({ offset: true });
const rfc822 = z
  .string()
  .refine((date) => new Date(date).toUTCString() === date, { error: 'no RFC 822 date' });

/** Nothing an aggregator would drop, and no address that leads nowhere from there. */
const content = z
  .string()
  .trim()
  .min(1)
  .superRefine((html, context) => {
    visit(fromHtml(html, { fragment: true }), 'element', (node) => {
      for (const message of elementFaults(node)) context.addIssue({ code: 'custom', message, input: html });
    });
  });

function elementFaults({ tagName, properties }: Element): string[] {
  const addresses = [properties['href'], properties['src']].filter((value) => value !== undefined);
  return [
    ...unless(!dropped.test(tagName), `an aggregator drops <${tagName}>`),
    ...Object.keys(properties).flatMap((name) =>
      unless(!/^(on|data)[A-Z]|^(style|id)$/.test(name), `an aggregator drops ${name}`),
    ),
    ...addresses.flatMap((address) =>
      unless(/^(https?:\/\/|mailto:)/.test(String(address)), `${address} is not a whole address`),
    ),
  ];
}

const dropped = /^(script|style|iframe|object|embed|form|svg|math|link|meta|span)$/;

const rssSchema = z.object({
  rss: z.object({
    '@version': z.literal('2.0'),
    channel: z.strictObject({
      title: text,
      link: whole,
      description: text,
      language,
      copyright: text.optional(),
      generator: text,
      'atom:link': z.strictObject({
        '@rel': z.literal('self'),
        '@type': z.literal('application/rss+xml'),
        '@href': whole,
      }),
      item: z
        .array(
          z.strictObject({
            title: text,
            link: whole,
            guid: z.strictObject({ '@isPermaLink': z.literal('true'), '#text': whole }),
            pubDate: rfc822,
            'dc:creator': text,
            category: z.array(text).optional(),
            description: text,
            'content:encoded': content.optional(),
          }),
        )
        .default([]),
    }),
  }),
});

const link = z.strictObject({ '@rel': z.enum(['self', 'alternate']), '@type': text, '@href': whole });

const atomSchema = z.object({
  feed: z.strictObject({
    '@xmlns': z.literal('http://www.w3.org/2005/Atom'),
    '@xml:lang': language,
    id: whole,
    title: text,
    subtitle: text,
    updated: rfc3339,
    generator: text,
    rights: text.optional(),
    author: z.strictObject({ name: text, uri: whole }),
    link: z.array(link),
    entry: z
      .array(
        z.strictObject({
          title: text,
          id: whole,
          link,
          published: rfc3339,
          updated: rfc3339,
          category: z.array(z.strictObject({ '@term': text })).optional(),
          summary: text,
          content: z.strictObject({ '@type': z.literal('html'), '#text': content }).optional(),
        }),
      )
      .default([]),
  }),
});

const jsonSchema = z.strictObject({
  version: z.literal('https://jsonfeed.org/version/1.1'),
  title: text,
  description: text,
  home_page_url: whole,
  feed_url: whole,
  language,
  authors: z.array(z.strictObject({ name: text, url: whole })).min(1),
  items: z.array(
    z
      .strictObject({
        id: text,
        url: whole,
        title: text,
        summary: text,
        content_html: content.optional(),
        content_text: text.optional(),
        date_published: rfc3339,
        date_modified: rfc3339.optional(),
        tags: z.array(text),
        image: whole,
        language,
      })
      .refine((item) => (item.content_html === undefined) !== (item.content_text === undefined), {
        error: 'an item has one text',
      }),
  ),
});

function lines(error: z.ZodError): string[] {
  return error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
}

function distinct(ids: readonly string[]): boolean {
  return new Set(ids).size === ids.length;
}

function unless(holds: boolean, fault: string): string[] {
  return holds ? [] : [fault];
}
