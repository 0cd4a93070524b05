import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { defineSite, type SiteSettings } from '#domain';
import { settingsLine } from '../integrations/author-files/settings-lines.ts';
import { settingsProblems } from '../scripts/read-settings.ts';
import { settings } from './checkout.ts';

let root: string;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'byline-'));
  await mkdir(join(root, 'content'));
  await mkdir(join(root, 'public'));
});
afterEach(() => rm(root, { recursive: true, force: true }));

/** What is said of settings, with its line in a file that has them one key a line, from line 3 on. */
async function said(changes: object): Promise<string[]> {
  const site = { ...settings, ...changes } as SiteSettings;
  const text = `\n\nexport default defineSite(${JSON.stringify(site, null, 2)});\n`;
  await writeFile(join(root, 'content/site.ts'), text);
  const found = await settingsProblems(root, async () => ({ default: defineSite(site) }));
  const lines = text.split('\n');
  return found.map(({ message, place }) => `${lines[(place?.line ?? 0) - 1]?.trim()} ${message}`);
}

describe('settings', () => {
  test('that fit are let pass', async () => {
    await writeFile(join(root, 'public/me.png'), onePixel);
    const author = { ...settings.author, avatar: '/me.png' };
    const channels = { dev: { platform: 'dev' }, blog: { platform: 'cnblogs', account: 'me' } };
    expect(await said({ author, channels })).toEqual([]);
  });

  test.each([
    [
      'a platform there is none of',
      { channels: { blog: { platform: 'weibo' } } },
      ['"platform": "weibo" channels.blog.platform: there is no platform “weibo”'],
    ],
    [
      'a channel without an account where one is needed',
      { channels: { blog: { platform: 'cnblogs' } } },
      ['"blog": { channels.blog.account is missing'],
    ],
    [
      'a form the platform does not take',
      { channels: { blog: { platform: 'dev', format: 'html' } } },
      ['"format": "html" channels.blog.format: DEV takes no html'],
    ],
    [
      'a picture of the author that is not there',
      { author: { ...settings.author, avatar: '/none.jpg' } },
      ['"avatar": "/none.jpg" author.avatar: there is no picture public/none.jpg'],
    ],
    [
      'a language the site has not, and none of those it has',
      { title: { zh: '一', fr: 'un' } },
      ['"fr": "un" title.fr: “fr” is no language of the site', '"title": { title.en is missing'],
    ],
    [
      'a language missing in a text further in',
      { availability: { open: true, note: { en: 'two' } } },
      ['"note": { availability.note.zh is missing'],
    ],
    [
      'a channel for a language the site has not',
      { channels: { blog: { platform: 'dev', languages: ['fr'] } } },
      ['"languages": [ channels.blog.languages.fr: “fr” is no language of the site'],
    ],
    [
      'a QR code that is not there',
      { contact: { wechat: { id: 'me', qr: '/none.png' } } },
      ['"qr": "/none.png" contact.wechat.qr: there is no picture public/none.png'],
    ],
    [
      'a language missing in a label of the navigation',
      { navigation: { top: ['posts', { to: 'projects', label: { zh: '案例' } }] } },
      ['"label": { navigation.top.1.label.en is missing'],
    ],
    [
      'two comment systems at once',
      { comments: { waline: { server: 'https://a.example' }, twikoo: { envId: 'https://b.example' } } },
      [
        '"comments": { comments: expected one of giscus, waline or twikoo, received {"waline":{"server":"https://a.example"},"twikoo":{"envId…',
      ],
    ],
    [
      'a comment system there is none of',
      { comments: { wailne: { server: 'https://a.example' } } },
      ['"wailne": { comments.wailne: unknown key; did you mean “waline”?'],
    ],
    [
      'a part of the home page there is none of',
      { home: ['project'] },
      [
        '"project" home.0: expected "numbers", "posts", "projects", "testimonials" or "offers", received "project"',
      ],
    ],
    [
      'a number that is none of the ministry’s',
      { icp: { number: '12345678' } },
      ['"number": "12345678" icp.number: expected a number such as 京ICP备12345678号-1, received "12345678"'],
    ],
    ['a key nobody knows', { titel: 'x' }, ['"titel": "x" titel: unknown key; did you mean “title”?']],
  ])('with %s are named with their line', async (_, changes, expected) =>
    expect(await said(changes)).toEqual(expected),
  );

  test('with a picture of the author that is none are told', async () => {
    await writeFile(join(root, 'public/me.jpg'), 'no picture');
    expect(await said({ author: { ...settings.author, avatar: '/me.jpg' } })).toEqual([
      '"avatar": "/me.jpg" author.avatar: public/me.jpg is not a picture',
    ]);
  });
});

describe('the line of a key', () => {
  const text = `// 设置 😀 defineSite({ title: 'not here' })
import { defineSite, type SiteSettings } from '#domain';

const said = "about: 'a text' // channels:";
const channels = {
  dev: { platform: 'dev', form: 'full' }, 'my-blog': {
    platform: 'cnblogs', // form: 'full'
  },
} satisfies SiteSettings['channels'];
export default defineSite({
  title: 'about: me', description: \`
    author: nobody
  \`,
  author: {
    about: said,
  },
  channels,
  languages: ['zh', 'en'] as const,
});
`;

  test.each([
    [['title'], 11],
    [['description'], 11],
    [['author'], 14],
    [['author', 'about'], 15],
    [['author', 'email'], 14],
    [['channels', 'dev', 'form'], 6],
    [['channels', 'my-blog', 'platform'], 7],
    [['channels', 'my-blog', 'form'], 6],
    [['languages', 'fr'], 18],
    [['license'], 10],
  ])('%j is %i', async (keys, line) => expect(await settingsLine(text, keys)).toBe(line));

  test.each([
    ['settings given a name', "const site = defineSite({\n  title: 'x',\n});\nexport default site;", 2],
    ['settings that are a call of something else', 'export default other({ title: 1 });', 0],
    ['text that is no program', 'export default {{', 0],
  ])('in %s is found as far as it can be', async (_, code, line) =>
    expect(await settingsLine(code, ['title'])).toBe(line),
  );
});

const onePixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
