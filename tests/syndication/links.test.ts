import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import decodeQR from 'qr/decode.js';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  defineSite,
  type Lang,
  offerSchema,
  type Post,
  placedLink,
  postSchema,
  readContentName,
  readTag,
  tagWord,
  toOffer,
  toPost,
} from '#domain';
import { readSource } from '../../integrations/attribution/collector/source.ts';
import { createNaming } from '../../integrations/attribution/collector/sources.ts';
import { qrPng, qrSvg, qrText } from '../../integrations/syndication/links/draw-qr.ts';
import { findTarget } from '../../integrations/syndication/links/find-target.ts';
import { submitLink } from '../../integrations/syndication/links/submit-link.ts';
import { type Checkout, checkOut, settings } from '../checkout.ts';

describe('a word of a tag', () => {
  test.each([
    ['talk', 'talk'],
    ['Stack Overflow', 'stack-overflow'],
    ['码市', '码市'],
    ['  开源众包 ', '开源众包'],
    ['ＱＣｏｎ 2026', 'qcon-2026'],
    ['me@example.com', 'me-example.com'],
    ['<script>', 'script'],
    ['a&utm_source=b', 'a-utm_source-b'],
    ['__.hidden', 'hidden'],
    ['🎤', ''],
    ['あ'.repeat(100), 'あ'.repeat(64)],
    [`${'x'.repeat(63)}𠀀`, 'x'.repeat(63)],
  ])('of “%s” is “%s”', (text, word) => expect(tagWord(text)).toBe(word));
});

describe('a link that was placed by hand', () => {
  const naming = createNaming({ dev: {} });
  const arrive = (address: string, referrer = '') =>
    readSource(`${referrer} ${new URL(address).search}`, {
      agent: 'Mozilla/5.0',
      page: 'https://me.example',
      isOwn: () => false,
    });

  test.each(['码市', '开源众包', 'Stack Overflow', 'talk', 'QCon 2026', 'x'.repeat(90)])(
    'on “%s” is recognised by the collector',
    (place) => {
      const channel = tagWord(place);
      const source = arrive(
        placedLink('https://me.example/posts/a/?page=2#part', { channel }),
        'https://t.co/',
      );
      expect(source).toBe(channel);
      expect(naming.channelOf(source ?? '')).toBe(channel);
    },
  );

  test('in a place whose name is known counts with the readers who came from there before', () => {
    const source = arrive(placedLink('https://me.example/', { channel: 'stackoverflow' })) ?? '';
    expect(naming.isKnown(source)).toBe(true);
    expect(naming.channelOf(arrive(placedLink('https://me.example/', { channel: 'hn' })) ?? '')).toBe(
      'hackernews',
    );
  });

  test('names its campaign, and no post: it stands in no edition', () => {
    const link = placedLink('https://me.example/', { channel: 'talk', campaign: 'qcon-2026' });
    expect(readTag(new URL(link).searchParams)).toEqual({
      channel: 'talk',
      post: undefined,
      campaign: 'qcon-2026',
    });
    expect(arrive(link)).toBe('talk#qcon-2026');
  });
});

describe('the page a name means', () => {
  const site = defineSite(settings);
  const postOf = (file: string, changes: object = {}): Post =>
    toPost(
      postSchema.parse({ title: file, description: 'A post.', date: '2026-01-01', ...changes }),
      readContentName(file, site.languages),
      site,
    );
  const offer = toOffer(
    offerSchema.parse({ kind: 'consulting', title: 'Review', description: 'A review.' }),
    readContentName('review', site.languages),
    site,
  );
  const posts = [
    postOf('hello'),
    postOf('hello.en'),
    postOf('renamed', { id: 'old' }),
    postOf('later', { draft: true }),
  ];
  const find = (name: string, lang?: Lang) =>
    findTarget(name, { posts, offers: [offer] }, { site, lang, now: Date.parse('2026-11-01') });

  test.each([
    ['home', undefined, ''],
    ['home', 'en', 'en/'],
    ['hello', undefined, 'posts/hello/'],
    ['hello', 'en', 'en/posts/hello/'],
    ['old', undefined, 'posts/renamed/'],
    ['review', 'en', 'services/review/'],
    ['/about/#cv', undefined, 'about/#cv'],
    ['https://fixture.example/tags/?x=1', undefined, 'tags/?x=1'],
  ] as const)('“%s” in %s is /%s', (name, lang, path) =>
    expect(find(name, lang)).toMatchObject({ url: `https://fixture.example/${path}`, isOut: true }),
  );

  test('may not be open to readers yet', () => expect(find('later').isOut).toBe(false));

  test.each(['helo', 'https://other.example/', '//fixture.example/'])('“%s” is no page', (name) =>
    expect(() => find(name)).toThrow('no post and no offer is called'),
  );
});

describe('a form of a site that takes links', () => {
  const target = { url: 'https://me.example/posts/重试/', title: '重试 & C++: 100% “工作”？', isOut: true };
  const fields = (asked: string) => {
    const { form } = submitLink(asked, target);
    const { origin, pathname, searchParams } = new URL(form);
    return { at: origin + pathname, ...Object.fromEntries(searchParams) };
  };

  test('of Hacker News and Lobsters has the title and the bare address', () => {
    const { url, title } = target;
    expect(fields('hn')).toEqual({ at: 'https://news.ycombinator.com/submitlink', u: url, t: title });
    expect(fields('lobsters')).toEqual({ at: 'https://lobste.rs/stories/new', url, title });
  });

  test('of Reddit has the tagged address, and the subreddit', () => {
    const url = placedLink(target.url, { channel: 'reddit' });
    expect(fields('reddit')).toEqual({ at: 'https://www.reddit.com/submit', url, title: target.title });
    expect(fields('reddit:programming')['at']).toBe('https://www.reddit.com/r/programming/submit');
  });

  test('of V2EX opens at the node, with the text to paste', () => {
    expect(fields('v2ex:create')).toEqual({ at: 'https://www.v2ex.com/write', node: 'create' });
    expect(submitLink('v2ex', target)).toMatchObject({
      isPasted: true,
      link: placedLink(target.url, { channel: 'v2ex' }),
    });
  });

  test('says that the title is too long', () => {
    const title = '长'.repeat(81);
    expect(submitLink('hn', { ...target, title }).note).toBe(
      'the title has 81 characters; Hacker News takes 80',
    );
    expect(submitLink('lobsters', { ...target, title }).note).toBeUndefined();
  });

  test.each(['hnn', 'constructor', 'hn:programming', 'reddit:'])('does not take “%s”', (asked) =>
    expect(() => submitLink(asked, target)).toThrow(),
  );
});

describe('a QR code', () => {
  const link = placedLink('https://me.example/posts/重试让一次抖动变成雪崩/', { channel: '码市' });

  /** What a reader's camera makes of a picture. */
  async function readBack(picture: Parameters<typeof sharp>[0]): Promise<string> {
    const { data, info } = await sharp(picture).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
    return decodeQR({ width: info.width, height: info.height, data });
  }

  test('in a file leads where the link does', async () => {
    expect(await readBack(Buffer.from(await qrPng(link)))).toBe(link);
    const svg = await sharp(Buffer.from(qrSvg(link)), { density: 600 })
      .flatten({ background: 'white' })
      .toBuffer();
    expect(await readBack(svg)).toBe(link);
  });

  test('in the terminal leads there too', async () => {
    const rows = qrText(link)
      .split('\n')
      .flatMap((line) => [
        [...line].map((one) => '█▀'.includes(one)),
        [...line].map((one) => '█▄'.includes(one)),
      ]);
    const [width, height] = [rows[0]?.length ?? 0, rows.length];
    const pixels = Buffer.from(rows.flat().map((isLight) => (isLight ? 255 : 0)));
    const picture = sharp(pixels, { raw: { width, height, channels: 1 } }).resize(width * 8, height * 8, {
      kernel: 'nearest',
    });
    expect(
      await readBack(
        await picture
          .extend({ top: 32, bottom: 32, left: 32, right: 32, background: 'white' })
          .png()
          .toBuffer(),
      ),
    ).toBe(link);
  });
});

describe('byline link', { timeout: 60_000 }, () => {
  let checkout: Checkout;
  let scratch: string;

  beforeAll(async () => {
    [checkout, scratch] = await Promise.all([checkOut('thread'), mkdtemp(join(tmpdir(), 'byline-link-'))]);
    await checkout.write('content/posts/hello.md', post('Hello'));
    await checkout.write('content/posts/hello.en.md', post('Hello, in English'));
    await checkout.write('content/posts/waiting.md', post('Waiting', 'draft: true\n'));
  });

  afterAll(async () => {
    await Promise.all([checkout?.remove(), rm(scratch, { recursive: true, force: true })]);
  });

  const run = (...words: string[]) => checkout.byline(['link', ...words]);

  test('prints the link alone, and says how the channel is called', async () => {
    const { code, stdout, stderr } = await run('--to', 'hello', '--channel', 'Stack Overflow');
    expect({ code, stdout, stderr }).toEqual({
      code: 0,
      stdout: 'https://fixture.example/posts/hello/?utm_source=stack-overflow&utm_medium=link\n',
      stderr: 'the report calls “Stack Overflow” stack-overflow\n',
    });
  });

  test('says that readers cannot open a draft', async () => {
    expect(await run('--to', 'waiting', '--channel', 'talk')).toMatchObject({
      code: 0,
      stderr: 'readers cannot open “waiting” yet\n',
    });
  });

  test('names the post that was meant', async () => {
    expect(await run('--to', 'helo', '--channel', 'talk')).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/no post and no offer is called “helo”\n.*Did you mean “hello”\?/),
    });
  });

  test('writes a QR code, and forms, and JSON', async () => {
    const file = join(scratch, 'talk.svg');
    const { code, stdout } = await run(
      '--to',
      'hello',
      '--channel',
      'talk',
      '--qr',
      file,
      '--submit',
      'hn,v2ex',
      '--json',
    );
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      link: 'https://fixture.example/posts/hello/?utm_source=talk&utm_medium=link',
      submit: [{ site: 'Hacker News' }, { site: 'V2EX', isPasted: true }],
    });
    expect(await readFile(file, 'utf8')).toMatch(/^<svg|^<\?xml/);
  });

  test.each([
    [['--to', 'hello'], 'it is not said where you put the link'],
    [['--channel', '!!!'], 'has no letter and no digit'],
    [['--submit'], 'a form needs a title'],
  ])('%j is answered with what to do', async (words, said) => {
    const { code, stderr } = await run(...words);
    expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringContaining(said) });
  });
});

function post(title: string, more = ''): string {
  return `---\ntitle: ${title}\ndescription: A post.\ndate: 2026-01-01\n${more}---\n\nText.\n`;
}
