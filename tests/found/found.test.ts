import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Hono } from 'hono';
import { HtmlValidate } from 'html-validate';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { staticSite } from '../../scripts/static-site.ts';
import { type Checkout, checkOut } from '../checkout.ts';
import { faultsIn, itemsIn } from './feed-rules.ts';
import { graphIn, idFaults, ruleFaults } from './graph-rules.ts';

const origin = 'https://fixture.example';
let checkout: Checkout;
const dist = (path = '') => join(checkout.root, 'dist', path);
const read = (path: string) => readFileSync(dist(path), 'utf8');

beforeAll(async () => {
  checkout = await checkOut('found', {
    webmention: 'https://mentions.example/endpoint',
    twitter: '@linyan',
    indexNow: { key: 'fixture-key-1234' },
    robots: { '*': ['/old/'], GPTBot: ['/'] },
    license: { name: 'CC BY 4.0', url: 'https://creativecommons.org/licenses/by/4.0/' },
    availability: { open: true, note: 'two places' },
    author: {
      name: { zh: '林衍', en: 'Lin Yan' },
      about: { zh: '后端工程师', en: 'Engineer' },
      role: { zh: '独立后端工程师', en: 'Independent engineer' },
      email: 'lin@fixture.example',
      links: { Git: 'https://git.example/lin' },
    },
  });
  // A control character no XML may hold, and the end of a CDATA section, twice.
  await checkout.write('content/posts/odd.md', odd);
  const { code, stderr } = await checkout.byline(['build']);
  if (code !== 0) throw new Error(stderr);
});
afterAll(() => checkout.remove());

const odd = `---
title: 怪字符 \u200B ]]> & <b>
description: 控制符与 ]]>。
date: 2026-06-01
tags: [a<b & "c"]
series: { name: 写作, order: 2 }
---

一个\u0008控制符，\`]]>\` 和 \`]]>\`。
`;

/** Every page search engines may know, and those they may not, by path in \`dist/\`. */
function pages(): string[] {
  const paths = readdirSync(dist(), { recursive: true, encoding: 'utf8' });
  return paths.filter((path) => path.endsWith('index.html') && !read(path).includes('http-equiv="refresh"'));
}

const isIndexed = (path: string) => !read(path).includes('name="robots" content="noindex"');
const addressOf = (path: string) => new URL(path.replace(/index\.html$/, ''), `${origin}/`).href;
const attribute = (tag: string, name: string) => new RegExp(` ${name}="([^"]*)"`).exec(tag)?.[1] ?? '';
const linksIn = (path: string, rel: string) =>
  (read(path).match(/<link [^>]*>/g) ?? []).filter((tag) => attribute(tag, 'rel') === rel);

describe('feeds', () => {
  test.each([
    ['rss', 'rss.xml'],
    ['atom', 'atom.xml'],
    ['json', 'posts/feed.json'],
    ['rss', 'en/rss.xml'],
    ['atom', 'en/atom.xml'],
    ['json', 'en/posts/feed.json'],
    ['rss', 'tags/排版/rss.xml'],
    ['atom', 'tags/排版/atom.xml'],
    ['json', 'tags/排版/feed.json'],
    ['rss', 'tags/a-b-c/rss.xml'],
    ['atom', 'tags/a-b-c/atom.xml'],
    ['rss', 'en/tags/cpp/rss.xml'],
    ['rss', 'series/写作/rss.xml'],
    ['atom', 'series/写作/atom.xml'],
    ['json', 'series/写作/feed.json'],
    ['atom', 'en/series/on-writing/atom.xml'],
  ] as const)('%s at %s is valid', (format, path) => {
    expect(faultsIn[format](read(path), new URL(path, origin).href)).toEqual([]);
  });

  test.each([
    ['rss.xml', ['rich', 'plain', 'hidden', 'odd']],
    ['en/rss.xml', ['rich', 'elsewhere']],
    ['tags/cpp/atom.xml', ['rich']],
    ['en/tags/cpp/atom.xml', ['rich']],
    ['tags/排版/rss.xml', ['rich', 'plain']],
    ['series/写作/rss.xml', ['rich', 'odd']],
    ['en/series/on-writing/atom.xml', ['rich']],
  ])('%s has the posts of its language, tag or series, newest first', (path, slugs) => {
    const posts = itemsIn(read(path)).map(({ link }) => link.split('/').at(-2));
    expect(posts).toEqual(slugs);
  });

  test.each(['rss.xml', 'atom.xml'])('%s carries the same whole text as the JSON Feed', (path) => {
    const { items } = JSON.parse(read('posts/feed.json'));
    const texts = new Map<string, string>(
      items.map(({ url, content_html }: { url: string; content_html: string }) => [url, content_html]),
    );
    const carried = itemsIn(read(path)).map(({ link, html }) => [link, html]);
    const legal = [...texts].map(([link, html]) => [link, html.replaceAll('\u0008', '').trim()]);
    expect(carried).toEqual(legal);
  });

  test.each(['tags/排版/rss.xml', 'tags/cpp/atom.xml', 'series/写作/rss.xml'])(
    '%s carries descriptions and no whole text',
    (path) => {
      const items = itemsIn(read(path));
      expect(items.map(({ html }) => html)).toEqual(items.map(() => undefined));
      expect(items.map(({ summary }) => summary).join('')).not.toBe('');
    },
  );

  test('the JSON Feed of a tag gives each description as its text', () => {
    const { items } = JSON.parse(read('tags/排版/feed.json'));
    expect(items.length).toBeGreaterThan(0);
    for (const item of items) expect(item.content_text).toBe(item.summary);
  });

  test('show an aggregator formulas as TeX, code without styles, and callouts with their edges', () => {
    const [rich] = itemsIn(read('rss.xml'));
    expect(rich?.html).toContain('<p>$$\\begin{pmatrix} a &#x26; b \\\\ c &#x26; d \\end{pmatrix}$$</p>');
    expect(rich?.html).toContain(
      '<pre><code class="language-ts">const end = a[b[0]]> 1 &#x26;&#x26; c[d[0]]> 2;',
    );
    expect(rich?.html).toMatch(/<blockquote><p><strong>注意<\/strong><\/p><p>小心 <em>两个<\/em> 字。/);
    expect(rich?.html).toMatch(/<img [^>]*src="https:\/\/fixture\.example\/_astro\/sequence\.[^"]+"/);
  });

  test.each([
    ['tags', 'cpp'],
    ['series', '写作'],
  ])('of one of the %s are told in its page’s head and shown on it', (section, name) => {
    const page = `${section}/${name}/index.html`;
    const beside = `/${section}/${encodeURIComponent(name)}`;
    const feeds = linksIn(page, 'alternate').filter((tag) => tag.includes('type="application/'));
    expect(feeds.map((tag) => `${attribute(tag, 'type')} ${attribute(tag, 'href')}`)).toEqual([
      'application/rss+xml /rss.xml',
      'application/atom+xml /atom.xml',
      'application/feed+json /posts/feed.json',
      `application/rss+xml ${beside}/rss.xml`,
      `application/atom+xml ${beside}/atom.xml`,
      `application/feed+json ${beside}/feed.json`,
    ]);
    expect(read(page)).toContain(`<a href="${beside}/rss.xml">RSS</a>`);
  });
});

describe('the rules of feeds', () => {
  const rss = () => read('rss.xml');
  test.each([
    ['a second guid', (xml: string) => xml.replaceAll('/posts/plain/', '/posts/rich/')],
    ['a date of another kind', (xml: string) => xml.replace(/<pubDate>[^<]+/, '<pubDate>2026-10-01')],
    ['a relative address', (xml: string) => xml.replace('src=&quot;https://fixture.example', 'src=&quot;')],
    ['a script', (xml: string) => xml.replace('&lt;p&gt;', '&lt;script&gt;')],
    ['a bare ampersand', (xml: string) => xml.replace('&amp;', '&')],
    ['a control character', (xml: string) => xml.replace('<title>', '<title>\u0008')],
    ['an author without an address', (xml: string) => xml.replaceAll('dc:creator', 'author')],
    ['no link to itself', (xml: string) => xml.replace(/<atom:link[^>]*>/, '')],
  ])('notice %s', (_, spoil) => {
    expect(faultsIn.rss(spoil(rss()), `${origin}/rss.xml`)).not.toEqual([]);
  });
});

describe('the sitemap', () => {
  const entries = () =>
    [...read('sitemap.xml').matchAll(/<url>.*?<\/url>/gs)].map(([entry]) => ({
      url: /<loc>(.*?)<\/loc>/.exec(entry)?.[1] ?? '',
      changed: /<lastmod>(.*?)<\/lastmod>/.exec(entry)?.[1],
      versions: [...entry.matchAll(/hreflang="(.*?)" href="(.*?)"/g)].map(
        ([, lang, url]) => `${lang} ${url}`,
      ),
    }));

  test('has every page that is to be found here, and no other', () => {
    const found = pages().filter((path) => isIndexed(path) && canonicalOf(path) === addressOf(path));
    expect(
      entries()
        .map(({ url }) => url)
        .toSorted(),
    ).toEqual(found.map(addressOf).toSorted());
    expect(read('sitemap.xml')).not.toMatch(/hidden|elsewhere|旧|old/);
  });

  test.each([
    ['/', '2026-10-05T04:00:00.000Z'],
    ['/en/', '2026-10-01T16:00:00.000Z'],
    ['/posts/', '2026-10-05T04:00:00.000Z'],
    ['/posts/plain/', '2026-09-01T01:00:00.000Z'],
    ['/tags/', '2026-10-05T04:00:00.000Z'],
    ['/series/', '2026-10-05T04:00:00.000Z'],
    ['/tags/cpp/', '2026-10-05T04:00:00.000Z'],
    ['/courses/sql/', undefined],
  ])('says when %s changed, where that is known', (path, changed) => {
    expect(entries().find(({ url }) => url === origin + path)?.changed).toBe(changed);
  });

  test('tells the same translations as the pages, both ways, and only real ones', () => {
    for (const { url, versions } of entries()) {
      const tags = linksIn(fileOf(url), 'alternate').filter((tag) => tag.includes('hreflang='));
      expect(tags.map((tag) => `${attribute(tag, 'hreflang')} ${attribute(tag, 'href')}`)).toEqual(versions);
      for (const version of versions) {
        const [, other = ''] = version.split(' ');
        expect(entries().find((entry) => entry.url === other)?.versions).toEqual(versions);
      }
    }
    expect(entries().find(({ url }) => url === `${origin}/posts/plain/`)?.versions).toEqual([]);
    expect(entries().find(({ url }) => url === `${origin}/posts/rich/`)?.versions).toEqual([
      `zh-CN ${origin}/posts/rich/`,
      `en ${origin}/en/posts/rich/`,
      `x-default ${origin}/posts/rich/`,
    ]);
  });

  const canonicalOf = (path: string) => attribute(linksIn(path, 'canonical')[0] ?? '', 'href');
  const fileOf = (url: string) => `${decodeURIComponent(new URL(url).pathname).slice(1)}index.html`;
});

describe('what schema.org calls it', () => {
  test('is one graph a page, whole, and fit for rich results', () => {
    const faults = pages()
      .filter(isIndexed)
      .flatMap((path) => {
        const graph = graphIn(read(path));
        return [...idFaults(graph), ...ruleFaults(graph)].map((fault) => `${path}: ${fault}`);
      });
    expect(faults).toEqual([]);
  });

  test.each([
    ['index.html', 'WebSite Person WebPage'],
    ['posts/index.html', 'WebSite Person WebPage BreadcrumbList'],
    ['posts/rich/index.html', 'WebSite Person WebPage BreadcrumbList BlogPosting'],
    ['courses/sql/index.html', 'WebSite Person WebPage BreadcrumbList Course FAQPage'],
    ['en/services/retainer/index.html', 'WebSite Person WebPage BreadcrumbList Service FAQPage'],
    ['sponsors/acme/index.html', 'WebSite Person WebPage BreadcrumbList'],
    ['projects/loadgen/index.html', 'WebSite Person WebPage BreadcrumbList SoftwareSourceCode'],
    ['talks/index.html', 'WebSite Person WebPage BreadcrumbList Event EducationEvent PodcastEpisode'],
  ])('%s is a %s', (path, types) => {
    const graph = graphIn(read(path));
    expect(graph.map((thing) => thing['@type']).join(' ')).toBe(types);
  });

  test.each([
    [
      'posts/rich/index.html',
      { datePublished: '2026-10-01T00:00:00+08:00', keywords: ['C++', 'c++', '排版'] },
    ],
    ['posts/rich/index.html', { license: 'https://creativecommons.org/licenses/by/4.0/' }],
    ['posts/rich/index.html', { workTranslation: [expect.objectContaining({ inLanguage: 'en' })] }],
    ['en/posts/rich/index.html', { translationOfWork: expect.objectContaining({ inLanguage: 'zh-CN' }) }],
    ['en/posts/rich/index.html', { wordCount: 4, timeRequired: 'PT1M' }],
    ['talks/index.html', { '@type': 'Event', startDate: '2026-10-20T19:30:00+08:00' }],
    ['talks/index.html', { location: { '@type': 'Place', name: '杭州', address: '杭州' } }],
    [
      'talks/index.html',
      {
        '@type': 'EducationEvent',
        startDate: '2026-09-01',
        location: { '@type': 'VirtualLocation', url: `${origin}/talks/#lesson` },
      },
    ],
    ['talks/index.html', { partOfSeries: expect.objectContaining({ name: '夜谈' }) }],
    ['en/posts/elsewhere/index.html', { isBasedOn: 'https://elsewhere.example/original/' }],
    [
      'services/review/index.html',
      { offers: [expect.objectContaining({ price: '3000', priceCurrency: 'JPY' })] },
    ],
    [
      'en/services/retainer/index.html',
      {
        offers: ['MON', 'ANN'].map((unitCode) =>
          expect.objectContaining({ priceSpecification: expect.objectContaining({ unitCode }) }),
        ),
      },
    ],
  ])('%s says it all', (path, part) => {
    expect(graphIn(read(path))).toContainEqual(expect.objectContaining(part));
  });

  test('cannot end the script it stands in', () => {
    const block = /<script type="application\/ld\+json">(.*?)<\/script>/s.exec(
      read('en/posts/rich/index.html'),
    )?.[1];
    expect(block).not.toMatch(/[<>\u2028\u2029]/);
    expect(graphIn(read('en/posts/rich/index.html')).at(-1)).toMatchObject({
      headline: 'Formulas </script> & <!-- code',
    });
  });

  test('is not said of pages search engines are kept from', () => {
    expect(read('posts/hidden/index.html')).not.toContain('ld+json');
    expect(read('404.html')).not.toContain('ld+json');
  });
});

describe('cards and links in a page’s head', () => {
  test.each([
    '<meta property="og:image:type" content="image/png">',
    '<meta property="og:image:alt" content="公式、代码 &#38; &lt;表格&gt;">',
    '<meta property="og:locale" content="zh_CN">',
    '<meta property="og:locale:alternate" content="en_US">',
    '<meta property="article:author" content="https://fixture.example/">',
    '<meta property="article:section" content="C++">',
    '<meta name="twitter:card" content="summary_large_image">',
    '<meta name="twitter:site" content="@linyan">',
    '<link rel="me" href="https://git.example/lin">',
    '<link rel="webmention" href="https://mentions.example/endpoint">',
    '<link rel="alternate" type="text/markdown" href="/posts/rich/index.md">',
  ])('%s', (tag) => {
    const parsed = (html: string) =>
      html
        .replaceAll(/&(?:#38|amp);/g, '&')
        .replaceAll(/&lt;/g, '<')
        .replaceAll(/&gt;/g, '>');
    expect(parsed(read('posts/rich/index.html'))).toContain(parsed(tag));
  });
});

describe('for readers that are programs', () => {
  test('llms.txt: a title, a summary, sections of links to what is there', () => {
    const text = read('llms.txt');
    expect(text).toMatch(/^# 测试站\n\n> 用来测试的站点。\n\n[^\n]+\n\n## /);
    expect(text.match(/^## .*$/gm)).toEqual([
      '## 关于',
      '## 文章',
      '## 系列',
      '## 作品',
      '## 服务',
      '## 课程',
      '## Optional',
    ]);
    expect(text).toContain(
      '- [公式、代码 & \\<表格>](https://fixture.example/posts/rich/index.md): 一篇什么都有的文章',
    );
    expect(text).toContain('## 关于\n\n- [演讲与培训](https://fixture.example/talks/)\n');
    expect(text).not.toMatch(/不给搜索引擎看/);
    for (const [, url = ''] of text.matchAll(/\]\((.*?)\)/g)) {
      const { pathname } = new URL(url);
      expect(() =>
        read(decodeURIComponent(pathname.endsWith('/') ? `${pathname}index.html` : pathname)),
      ).not.toThrow();
    }
  });

  test.each([
    ['what it is', /^---\ntitle: 公式、代码 & <表格>\n[\s\S]*?date: 2026-10-01\nupdated: 2026-10-05\n/],
    ['where it belongs', /\ncanonical: https:\/\/fixture\.example\/posts\/rich\/\n/],
    ['its licence', /\nlicense: CC BY 4\.0 https:\/\/creativecommons\.org\/licenses\/by\/4\.0\/\n---\n/],
    ['its title', /\n# 公式、代码 & <表格>\n/],
    ['money and formulas', /价钱是 \\\$5 和 \\\$6，公式是 \$a_b \\\{x\\\} \* y \* z\$。/],
    ['formulas of their own', /\n\$\$\n\\begin\{pmatrix\} a & b \\\\ c & d \\end\{pmatrix\}\n\$\$\n/],
    ['callouts', /\n> \*\*注意\*\*\n>\n> 小心 \*两个\* 字。\n/],
    ['code with its language', /\n```ts\nconst end = a\[b\[0\]\]> 1 && c\[d\[0\]\]> 2; \/\/ <script>\n```\n/],
    ['tables', /\n\| 左 \| 右 \|\n\| - \| -: \|\n/],
    ['footnotes', /脚注\[\^1\]。[\s\S]*\n\[\^1\]: 注在这里。/],
    ['pictures', /!\[时序图\]\(https:\/\/fixture\.example\/_astro\/sequence\.[^)]+\)/],
    ['links', /\[另一篇\]\(https:\/\/fixture\.example\/posts\/plain\/\)/],
  ])('a post’s Markdown keeps %s', (_, part) => {
    expect(read('posts/rich/index.md')).toMatch(part);
  });

  test('robots.txt: each crawler has one group with all that is asked of it', () => {
    expect(read('robots.txt')).toBe(
      [
        'User-agent: *\nDisallow: /studio/\nDisallow: /api/\nDisallow: /old/\n',
        'User-agent: GPTBot\nDisallow: /studio/\nDisallow: /api/\nDisallow: /old/\nDisallow: /\n',
        'Sitemap: https://fixture.example/sitemap.xml\n',
      ].join('\n'),
    );
  });

  test('the IndexNow key stands where engines look', () => {
    expect(read('fixture-key-1234.txt')).toBe('fixture-key-1234');
  });
});

describe('old addresses', () => {
  const validator = new HtmlValidate({
    extends: ['html-validate:recommended'],
    rules: { 'doctype-style': 'off' },
  });

  test('are rules for hosts that read them, one each', () => {
    expect(read('_redirects').trimEnd().split('\n')).toEqual([
      '/en/old-rich/ /en/posts/rich/ 301',
      '/2019/%E6%97%A7%E6%96%87%E7%AB%A0/ /posts/rich/ 301',
      '/old/rich.html /posts/rich/ 301',
      '/archives/a%3Ab%2Ac/ /posts/rich/ 301',
    ]);
  });

  test.each([
    ['2019/旧文章/index.html', 'zh-CN', '这一页搬家了', '/posts/rich/'],
    ['archives/a:b*c/index.html', 'zh-CN', '这一页搬家了', '/posts/rich/'],
    ['en/old-rich/index.html', 'en', 'This page has moved', '/en/posts/rich/'],
  ])('are pages that lead on, in the language of where they lead: %s', async (path, lang, title, to) => {
    const html = read(path);
    expect(html).toContain(`<html lang="${lang}">`);
    expect(html).toContain(`<title>${title}</title>`);
    expect(html).toContain(`<meta http-equiv="refresh" content="0;url=${to}">`);
    expect(html).toContain(`<link rel="canonical" href="${origin}${to}">`);
    expect(html).toContain(`<a href="${to}">${origin}${to}</a>`);
    const { results } = await validator.validateString(html);
    expect(results.flatMap(({ messages }) => messages.map(({ message }) => message))).toEqual([]);
  });

  test.each([
    ['/2019/%E6%97%A7%E6%96%87%E7%AB%A0/', 301, '/posts/rich/'],
    ['/2019/%E6%97%A7%E6%96%87%E7%AB%A0', 301, '/posts/rich/'],
    ['/old/rich.html?from=mail', 301, '/posts/rich/?from=mail'],
    ['/posts/plain', 301, '/posts/plain/'],
    ['/posts/rich/', 200, null],
    ['/posts/rich/index.md', 200, null],
    ['/2019/nothing/', 404, null],
  ])('our own server answers %s with %i', async (path, status, location) => {
    const answer = await new Hono()
      .route('/', staticSite(dist(), { url: 'https://fixture.example/' }))
      .request(path);
    expect([answer.status, answer.headers.get('location')]).toEqual([status, location]);
    if (path.endsWith('.md')) expect(answer.headers.get('content-type')).toBe('text/markdown; charset=utf-8');
  });
});
