import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type FeedPage, feedPageSchema, type SiteSettings } from '#domain';
import { type Checkout, checkOut, type Outcome, settings, settingsIn } from './checkout.ts';

let checkout: Checkout;
let built: Outcome;
const dist = (path = '') => join(checkout.root, 'dist', path);
const read = (path: string) => readFileSync(dist(path), 'utf8');

beforeAll(async () => {
  checkout = await checkOut('thread');
  built = await checkout.byline(['build']);
});
afterAll(() => checkout.remove());

/** Every file of `dist/`, relative to it. */
function shipped(): string[] {
  const paths = readdirSync(dist(), { recursive: true, encoding: 'utf8' });
  return paths.filter((path) => statSync(dist(path)).isFile());
}

describe('a build of a small site', () => {
  test('succeeds', () => expect(built).toMatchObject({ code: 0, stderr: '' }));

  test('says how many pages it rendered, and speaks of others only where there are some', () => {
    expect(built.stdout).toMatch(/ (\d+) of \1 pages rendered$/m);
  });

  test.each([
    'index.html',
    'en/index.html',
    'posts/index.html',
    'posts/timeouts/index.html',
    'en/posts/timeouts/index.html',
    'posts/单元测试/index.html',
    'tags/网络/index.html',
    'services/index.html',
    'services/consulting/index.html',
    'en/services/consulting/index.html',
    'projects/loadgen/index.html',
    '404.html',
    'rss.xml',
    'en/rss.xml',
    'atom.xml',
    'feed.json',
    'sitemap.xml',
    'robots.txt',
    'search/index.html',
    'en/search/index.html',
    'og/index.png',
    'og/posts/timeouts.png',
    'og/posts/单元测试.png',
    'og/services/consulting.png',
    'og/en.png',
  ])('ships %s', (path) => expect(shipped()).toContain(path));

  test('ships nothing of a draft: no text, no picture, no address', () => {
    const leaked = shipped().filter((path) => /secret-plan|绝密|还没写完/.test(path + read(path)));
    expect(leaked).toEqual([]);
  });

  test('ships no path of the machine it was built on', () => {
    const places = [checkout.root, process.cwd(), process.env['HOME'] ?? '/nowhere/at/all'].map(
      (place) => `${place}/`,
    );
    const leaked = shipped().filter((path) => places.some((place) => read(path).includes(place)));
    expect(leaked).toEqual([]);
  });

  test('makes a reader ask nobody else for anything', () => {
    const pages = shipped().filter((path) => path.endsWith('.html'));
    const asked = pages.flatMap((path) => requestsOf(read(path)).map((url) => `${path} asks ${url}`));
    expect(asked).toEqual([]);
    expect(
      shipped()
        .filter((path) => path.endsWith('.css'))
        .flatMap((path) => read(path).match(/url\((?!["']?\/_astro\/)[^)]*|@import/g) ?? []),
    ).toEqual([]);
  });

  test('marks code up in two themes, and emphasis beside Chinese punctuation', () => {
    const page = read('posts/timeouts/index.html');
    expect(page).toMatch(/<strong>注意：<\/strong>后面/);
    expect(page).toContain('data-highlighted-line');
    expect(page).toMatch(/<span class="k">export/);
    expect(page).not.toContain(' style=');
    expect(page).toMatch(/data-rehype-pretty-code-title[^>]*>send\.ts</);
    expect(page).toMatch(/<h2[^>]*id="footnote-label"[^>]*>脚注<\/h2>/);
    expect(read('en/posts/timeouts/index.html')).toMatch(/<h2[^>]*id="footnote-label"[^>]*>Footnotes<\/h2>/);
  });

  test('says where a project’s source is', () => {
    expect(read('projects/loadgen/index.html')).toContain('href="https://git.example/loadgen"');
  });

  test('pairs translations', () => {
    const page = read('posts/timeouts/index.html');
    expect(page).toContain('hreflang="en" href="https://fixture.example/en/posts/timeouts/"');
    expect(page).toContain('hreflang="x-default" href="https://fixture.example/posts/timeouts/"');
    expect(read('posts/单元测试/index.html')).not.toContain('rel="alternate" hreflang');
  });

  test('tells every page’s canonical address and share image, which is there', () => {
    const pages = shipped().filter((path) => path.endsWith('index.html') && !/^(en\/)?search\//.test(path));
    for (const path of pages) {
      const canonical = /<link rel="canonical" href="([^"]+)"/.exec(read(path))?.[1] ?? '';
      expect(decodeURI(new URL(canonical).pathname)).toBe(`/${path.replace(/index\.html$/, '')}`);
      const image = /property="og:image" content="([^"]+)"/.exec(read(path))?.[1] ?? '';
      expect(statSync(dist(decodeURI(new URL(image).pathname))).size).toBeGreaterThan(5000);
    }
  });
});

describe('its feeds', () => {
  const feed = (): FeedPage => feedPageSchema.parse(JSON.parse(read('feed.json')));

  test('JSON Feed has every post, newest first, in both languages', () => {
    expect(feed().items.map(({ id, language }) => `${language} ${id}`)).toEqual([
      'en timeouts-en',
      'zh timeouts',
      'zh 单元测试',
    ]);
  });

  test('their text is clean: whole addresses, plain code, nothing of ours', () => {
    const html = feed().items.find(({ id }) => id === 'timeouts')?.content_html ?? '';
    expect(html).toContain(
      '<pre><code class="language-ts">export async function send(url: string) {\n  return fetch(',
    );
    expect(html).toContain('href="https://fixture.example/posts/%E5%8D%95');
    expect(html).toMatch(/<img alt="时序图[^>]+src="https:\/\/fixture\.example\/_astro\/[^"]+\.svg"/);
    expect(html).toContain('<table>');
    expect(html).not.toMatch(
      /<(span|script|style|figure)\b|\sstyle=|\sdata-|\sid=|href="#|class="(?!language-)/,
    );
  });

  test('RSS and Atom carry the text of one language', () => {
    expect(read('rss.xml').match(/<item>/g)).toHaveLength(2);
    expect(read('en/atom.xml').match(/<entry>/g)).toHaveLength(1);
    expect(read('en/atom.xml')).toContain('Write the intent down before you do.');
  });

  test('the sitemap names every page but the 404 and the search, with translations', () => {
    const addresses = [...read('sitemap.xml').matchAll(/<loc>([^<]+)<\/loc>/g)].map(([, url = '']) =>
      decodeURI(new URL(url).pathname),
    );
    const pages = shipped()
      .filter((path) => path.endsWith('index.html') && !/^(en\/)?search\//.test(path))
      .map((path) => `/${path.replace(/index\.html$/, '')}`);
    expect(addresses.toSorted()).toEqual(pages.toSorted());
    expect(read('sitemap.xml')).toContain('hreflang="x-default"');
  });
});

describe('content that does not fit', () => {
  test('stops the build with every problem in one run, and leaves what was built before', async () => {
    const before = read('feed.json');
    await checkout.write('content/posts/one.md', '---\ntitle: One\ndate: soon\n---\n');
    await checkout.write(
      'content/posts/two.md',
      '---\ntitle: Two\ndescription: D\ndate: 2026-01-01\noffers: [consluting]\n---\n',
    );
    const { code, stderr } = await checkout.byline(['build']);
    expect(code).toBe(1);
    expect(stderr).toContain('content/posts/one.md:3\n  date: expected a day (2026-11-01) or a moment');
    expect(stderr).toContain(
      'content/posts/one.md:2\n  description is missing\n  Add “description: …”: some text.',
    );
    expect(stderr).toContain(
      'content/posts/two.md:5\n  offers: there is no offer “consluting” in content/offers/\n  Did you mean “consulting”?',
    );
    expect(stderr).not.toMatch(/^\s+at /m);
    expect(read('feed.json')).toBe(before);
  });

  test.each([
    [
      'a tag never closed',
      '<Wide>\n\nText',
      /content\/posts\/one\.mdx:7\n {2}Expected a closing tag for `<Wide>`/,
    ],
    [
      'a picture that is not there',
      '![](./no.png)',
      /content\/posts\/one\.mdx:7\n {2}there is no picture “\.\/no\.png”/,
    ],
  ])('%s is named by file and line', async (_, text, said) => {
    const other = await checkOut('thread');
    await other.write(
      'content/posts/one.mdx',
      `---\ntitle: One\ndescription: D\ndate: 2026-01-01\n---\n\n${text}\n`,
    );
    const { code, stderr } = await other.byline(['build', '--quiet']);
    expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringMatching(said) });
    await other.remove();
  });
});

describe('settings that do not fit', () => {
  test.each<[string, Partial<SiteSettings>, RegExp]>([
    [
      'a currency there is none of',
      { currency: 'RMB' },
      /content\/site\.ts:\d+\n.*currency: expected an ISO 4217 currency/s,
    ],
    [
      'a platform nobody knows',
      { channels: { dve: { platform: 'dve' } } },
      /^✗ content\/site\.ts:\d+\n.*“dve”\n.*Did you mean “dev”\?/,
    ],
    [
      'a picture of the author that is not there',
      { author: { ...settings.author, avatar: '/none.jpg' } },
      /^✗ content\/site\.ts:\d+\n.*no picture public\/none\.jpg\n.*leave it out\.\n+$/,
    ],
    [
      'a language without words',
      settingsIn('zh', 'fr'),
      /content\/site\.ts:\d+\n.*no words in “fr”\n.*Add content\/strings\/fr\.ts/s,
    ],
  ])('%s stops the build before it starts, and `check` says the same', async (_, part, said) => {
    const other = await checkOut('thread', part);
    const [built, checked] = [await other.byline(['build', '--quiet']), await other.byline(['check'])];
    expect(built).toEqual({ code: 1, stdout: '', stderr: expect.stringMatching(said) });
    expect(checked).toEqual(built);
    await other.remove();
  });
});

/** What a browser asks other hosts for when it shows a page. */
function requestsOf(html: string): string[] {
  const tags = html.match(/<(script|img|iframe|source|video|audio|object|embed|link)\b[^>]*>/g) ?? [];
  const asking = tags.filter((tag) => !/rel="(canonical|alternate|me)"/.test(tag));
  const urls = asking.flatMap((tag) =>
    [...tag.matchAll(/(?:src|href|srcset|data)="([^"]+)"/g)].map(([, url = '']) => url),
  );
  return urls.filter((url) => new URL(url, settings.url).origin !== settings.url);
}
