import { describe, expect, test } from 'vitest';
import type { z } from 'zod';
import { describeMisfits, offerSchema, pageSchema, postSchema, siteSchema } from '#domain';

const post = { title: 'T', description: 'D', date: '2026-11-01' };
const consulting = { kind: 'consulting', title: 'T', description: 'D' };
const said = (schema: z.ZodType, input: unknown) => {
  const { error } = schema.safeParse(input);
  return error === undefined ? [] : describeMisfits(error, input, schema);
};

describe('a key that is not there says what to write', () => {
  test.each<[z.ZodType, unknown, string, string]>([
    [postSchema, { ...post, title: undefined }, 'title is missing', 'Add “title: …”: some text.'],
    [postSchema, { ...post, title: null }, 'title is empty', 'Fill in “title: …”: some text.'],
    [postSchema, { ...post, date: '' }, 'date is empty', 'Fill in “date: …”: a day (2026-11-01)'],
    [
      postSchema,
      { ...post, series: { name: 'S' } },
      'series.order is missing',
      'Add “order: …” below series: a number.',
    ],
    [
      offerSchema,
      {},
      'kind is missing',
      'Add “kind: …”: "ad", "course", "product", "membership", "consulting" or "training".',
    ],
    [
      offerSchema,
      { ...consulting, kind: 'course', url: 'https://a.example/' },
      'price is missing',
      'such as “1999.00 CNY”',
    ],
    [
      offerSchema,
      { ...consulting, faq: [{ question: 'Q' }] },
      'faq.0.answer is missing',
      'Add “answer: …” below faq.0: some text.',
    ],
    [
      pageSchema,
      { title: 'T', description: 'D', mediaKit: {} },
      'mediaKit.formats is missing',
      'Add “formats: …” below mediaKit: a list.',
    ],
  ])('%#', (schema, input, text, hint) => {
    const found = said(schema, input);
    expect(found.map((misfit) => misfit.text)).toEqual([text]);
    expect(found[0]?.hint).toContain(hint);
  });

  test('settings say what kind of text they take', () => {
    const hints = said(siteSchema, {}).map(({ text, hint }) => `${text}: ${hint}`);
    expect(hints).toContain(
      'url is missing: Add “url: …”: an address such as https://example.com or https://example.com/blog/.',
    );
    expect(hints).toContain(
      'timeZone is missing: Add “timeZone: …”: an IANA time zone such as Asia/Shanghai.',
    );
  });

  test('one nobody knows is answered with those there are', () => {
    const [found] = said(offerSchema, {
      ...consulting,
      kind: 'ad',
      sponsor: 'S',
      url: 'https://a.example/',
      zzz: 1,
    });
    expect(found).toMatchObject({
      text: 'zzz: unknown key',
      hint: expect.stringMatching(/^Known: title, .*sponsor, url, flights\.$/),
    });
  });

  test('one that is misspelt is not missing too', () => {
    const found = said(postSchema, { titel: 'T', description: 'D', date: '2026-11-01' });
    expect(found.map(({ text }) => text)).toEqual(['titel: unknown key; did you mean “title”?']);
  });
});

test.each<[z.ZodType, unknown, string]>([
  [
    postSchema,
    { ...post, cover: './a.png' },
    'cover: expected keys with values: src, alt, received "./a.png"',
  ],
  [
    postSchema,
    { ...post, canonical: 'x' },
    'canonical: expected an address such as https://example.com/, received "x"',
  ],
  [
    postSchema,
    { ...post, publishAt: '2026-12-01' },
    'publishAt: expected a moment with its zone (2026-12-01T09:00+08:00), received "2026-12-01"',
  ],
  [
    postSchema,
    { ...post, series: { name: 'S', order: 0 } },
    'series.order: expected more than 0, received 0',
  ],
  [
    offerSchema,
    { ...consulting, price: 9800 },
    'price: expected money with its currency, such as “1999.00 CNY”, received 9800',
  ],
  [offerSchema, { ...consulting, featurd: true }, 'featurd: unknown key; did you mean “featured”?'],
  [
    offerSchema,
    { ...consulting, url: 'https://a.example/' },
    'url: a key for kind “ad” or “course” or “product” or “membership” only',
  ],
])('what is there and does not fit: %#', (schema, input, text) =>
  expect(said(schema, input).map((misfit) => misfit.text)).toEqual([text]),
);
