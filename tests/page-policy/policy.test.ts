import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  headersAt,
  LONGEST_LINE,
  readRules,
  writeRules,
} from '../../integrations/page-policy/headers-file.ts';
import { readNeeds } from '../../integrations/page-policy/needs.ts';
import { policyOf } from '../../integrations/page-policy/policy.ts';
import { scanHtml } from '../../integrations/page-policy/scan-html.ts';
import { writePolicies } from '../../integrations/page-policy/write-policies.ts';

const own = 'https://site.example';
const sha = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** Directives of a page that has this in it, which an empty page does not have. */
function added(html: string, collector?: string): string[] {
  const usual = policyOf(new Map()).split('; ');
  return policyOf(readNeeds(scanHtml(html), own), collector)
    .split('; ')
    .filter((directive) => !usual.includes(directive));
}

describe('a page’s policy', () => {
  test('lets an empty page load its own files and nothing else', () => {
    expect(policyOf(new Map()).split('; ')).toEqual([
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self'",
      "img-src 'self' data:",
      "font-src 'self'",
      "connect-src 'self'",
      "manifest-src 'self'",
      "form-action 'self'",
      "base-uri 'none'",
      "object-src 'none'",
    ]);
  });

  test.each<[string, string, string[]]>([
    [
      'its own files',
      '<script type="module" src="/a.js"></script><img src="/a.png"><link rel="stylesheet" href="/a.css">',
      [],
    ],
    ['a script of this page', '<script>go(1 < 2)</script>', [`script-src 'self' ${sha('go(1 < 2)')}`]],
    ['data for machines', '<script type="application/ld+json">{"a":"<script>"}</script>', []],
    [
      'a script in a comment or in code',
      '<!-- <script>a</script> --><code>&lt;script&gt;a&lt;/script&gt;</code>',
      [],
    ],
    [
      'a script another site has',
      '<script src="https://w.example/a.js"></script>',
      ["script-src 'self' https://w.example"],
    ],
    [
      'a style sheet of this page',
      '<style>p { margin: 0 }</style>',
      [`style-src 'self' ${sha('p { margin: 0 }')}`],
    ],
    [
      'a style of one element',
      '<p style="font: &quot;A&#34; &#x26; b">',
      [`style-src-attr 'unsafe-hashes' ${sha('font: "A" & b')}`],
    ],
    [
      'pictures of another site',
      '<img src="https://i.example/a.png" srcset="https://j.example/b.png 2x, /c.png 1x">',
      ["img-src 'self' data: https://i.example https://j.example"],
    ],
    ['the site’s own address', `<img src="${own}/a.png">`, []],
    [
      'a video',
      '<video src="/a.mp4" poster="https://i.example/p.png"></video>',
      ["img-src 'self' data: https://i.example", "media-src 'self'"],
    ],
    [
      'a frame that opens later',
      "<figure data-frame='https://v.example/1'></figure>",
      ['frame-src https://v.example'],
    ],
    [
      'a form that goes elsewhere',
      '<form action="https://f.example/send"></form>',
      ["form-action 'self' https://f.example"],
    ],
    [
      'WebAssembly',
      '<div data-needs="wasm"></div>',
      ["script-src 'self' 'wasm-unsafe-eval'", "worker-src 'self'"],
    ],
    [
      'style sheets that scripts write, which hashes would forbid',
      '<style>a</style><p style="b"></p><figure data-needs="inline-style"></figure>',
      ["style-src 'self' 'unsafe-inline'"],
    ],
  ])('%s', (_, html, directives) => expect(added(html)).toEqual(directives));

  test('names the collector where it is elsewhere', () => {
    expect(added('', 'https://c.example')).toEqual([
      "connect-src 'self' https://c.example",
      "form-action 'self' https://c.example",
    ]);
  });
});

describe('a built site', () => {
  let dist: string;
  beforeEach(async () => {
    dist = await mkdtemp(join(tmpdir(), 'byline-'));
    await mkdir(join(dist, 'old.html'));
  });
  afterEach(() => rm(dist, { recursive: true }));
  const write = (files: Record<string, string>) =>
    Promise.all(Object.entries(files).map(([name, text]) => writeFile(join(dist, name), text)));
  const read = (name: string) => readFile(join(dist, name), 'utf8');
  const run = () =>
    writePolicies(dist, { site: { url: `${own}/` }, collector: undefined, memory: `${dist}.json` });
  const meta = /<meta http-equiv="Content-Security-Policy"/;

  test.each([
    [
      'after its charset',
      '<!doctype html><html><head><meta charset="utf-8"><script>a</script>',
      /charset="utf-8"><meta http-equiv.*<script>/,
    ],
    [
      'first in its head',
      '<!doctype html><html><head><script>a</script>',
      /<head><meta http-equiv.*<script>/,
    ],
    [
      'first of all where there is no head',
      '<!doctype html><title>Gone</title>',
      /^<!doctype html><meta http-equiv.*<title>/,
    ],
  ])('each page has its policy %s', async (_, html, expected) => {
    await write({ 'index.html': html });
    await run();
    expect(await read('index.html')).toMatch(expected);
  });

  test('once: a page that has one keeps it', async () => {
    const html = '<head><meta http-equiv="content-security-policy" content="default-src *"></head>';
    const onlySays = `<head></head><script>const csp = '<meta http-equiv="content-security-policy">'</script>`;
    await write({ 'index.html': html, 'a.html': '<head></head>', 'b.html': onlySays });
    await run();
    await run();
    expect(await read('index.html')).toBe(html);
    expect(await read('b.html')).toMatch(/^<head><meta http-equiv="Content-Security-Policy"/);
    expect((await read('a.html')).match(new RegExp(meta, 'g'))).toHaveLength(1);
  });

  test('pages with handlers that will not run are named', async () => {
    await write({ 'a.html': '<a onclick="b()">', 'b.html': '<a title="onclick=">' });
    expect((await run()).handlers).toEqual(['a.html']);
  });

  test('the host is told what holds for all pages, and that nobody may frame them', async () => {
    await write({
      'a.html': '<script>a</script>',
      'b.html': '<img src="https://i.example/a.png">',
      _headers: '/mine\n  X-Mine: yes\n',
    });
    await run();
    const rules = readRules(await read('_headers'));
    const policy = headersAt(rules, '/a/')['Content-Security-Policy'];
    expect(policy).toContain(`script-src 'self' ${sha('a')};`);
    expect(policy).toContain("img-src 'self' data: https://i.example;");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(headersAt(rules, '/mine')).toMatchObject({ 'X-Mine': 'yes', 'X-Content-Type-Options': 'nosniff' });
    expect(headersAt(rules, '/_astro/a.js')['Cache-Control']).toContain('immutable');
    expect(headersAt(rules, '/a/')['Cache-Control']).toBeUndefined();
  });

  test('no line is longer than hosts read', async () => {
    const many = Array.from(
      { length: 60 },
      (_, index) => `<img src="https://i${index}.long-name.example/a.png">`,
    );
    await write({ 'a.html': many.join('') });
    await run();
    const text = await read('_headers');
    expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThan(LONGEST_LINE);
    expect(text).toContain("object-src 'none'; frame-ancestors 'none'");
    expect(await read('a.html')).toContain('https://i59.long-name.example');
  });
});

test('rules are read as they were written', () => {
  const rules = [
    { path: '/*', headers: { 'X-A': 'b: c' } },
    { path: '/x/*.js', headers: { 'X-B': 'd' } },
  ];
  expect(readRules(`# ours\n\n${writeRules(rules)}`)).toEqual(rules);
  expect(headersAt(rules, '/x/y.js')).toEqual({ 'X-A': 'b: c', 'X-B': 'd' });
  expect(headersAt(rules, '/x/y.css')).toEqual({ 'X-A': 'b: c' });
});
