import { symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import iconv from 'iconv-lite';
import { afterEach, describe, expect, test } from 'vitest';
import { defineSite } from '#domain';
import {
  type CheckSettings,
  checkContent,
} from '../../../integrations/content-layer/checks/check-content.ts';
import { settings } from '../../checkout.ts';
import { type Folder, folderOf, post } from '../../content/folder.ts';
import { compilerFor } from '../../markdown/compiler.ts';

const site = defineSite({
  ...settings,
  channels: { dev: { platform: 'dev', languages: ['en'] }, cnblogs: { platform: 'cnblogs' } },
});
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNkYAAAAAYAAjCB0C8AAAAASUVORK5CYII=',
  'base64',
);
const now = Date.parse('2026-11-21T00:00:00Z');

let folder: Folder | undefined;
afterEach(() => folder?.remove());

async function check(files: Record<string, string | Uint8Array>, more: Partial<CheckSettings> = {}) {
  folder = await folderOf(files);
  return checkContent({ root: folder.root, site, now: () => now, limits: [], compilerFor, ...more });
}

/** What is said, without what is only information. */
async function said(files: Record<string, string | Uint8Array>, more: Partial<CheckSettings> = {}) {
  const { findings } = await check(files, more);
  return findings
    .filter(({ level }) => level !== 'information')
    .map(({ level, rule, message, place }) => `${level} ${rule} ${place?.file}:${place?.line} ${message}`);
}

const one = (text: string, ...matter: string[]) => ({ 'content/posts/a.md': post(text, ...matter) });
describe('a text', () => {
  test.each([
    ['sound', '## A\n\n[a](#a) [b](/) [c](https://elsewhere.example)\n', []],
    [
      'with a dead link',
      'text\n\ntext\n\n[x](./none.md)',
      ['error dead-link content/posts/a.md:10 there is no file “./none.md”'],
    ],
    [
      'with a dead part',
      '[x](#none)',
      ['error dead-anchor content/posts/a.md:6 this text has no part “#none”'],
    ],
    ['with a dead slug', '- [[none]]', ['error dead-link content/posts/a.md:6 there is no page “none”']],
    [
      'with a dead picture',
      '![x](none.png)',
      ['error dead-picture content/posts/a.md:6 there is no picture “none.png”'],
    ],
    [
      'with a dead picture of public/',
      '![x](/none.png)',
      ['error dead-picture content/posts/a.md:6 there is no picture “/none.png”'],
    ],
    [
      'with a picture in HTML',
      '<p>\n<img src="none.png" alt="x"></p>',
      ['error dead-picture content/posts/a.md:7 there is no picture “none.png”'],
    ],
    [
      'whose code never ends',
      'text\n\n```js\n[x](./none.md)\n',
      [
        'error open-fence content/posts/a.md:8 this block of code is never closed, so all that follows is in it',
      ],
    ],
    ['that links elsewhere', '[x](https://a.example/)', []],
  ])('%s', async (_, text, expected) => expect(await said(one(`${text}`))).toEqual(expected));

  test('with the card of an offer that is not there, as the build says it', async () => {
    const files = { 'content/posts/a.mdx': post('text\n\n<Offer id="none" />\n\n<Course />') };
    expect(await said(files)).toEqual([
      'error offer-id content/posts/a.mdx:8 there is no offer “none” in content/offers/',
      'error offer-id content/posts/a.mdx:10 <Course> needs the id of an offer',
    ]);
  });

  test.each([
    ['a component there is none of', 'text\n\n<Fooo />', 'there is no component <Fooo>'],
    ['a component of the author’s', 'text\n\n<Mine />', null],
    ['two languages that nothing parts', 'text\n\n<Bilingual>\n\nx\n\n</Bilingual>', '---'],
    ['text outside any tab', 'text\n\n:::tabs\nx\n:::', 'tab'],
    ['mathematics that is none', 'text\n\n$$\n\\frac{1}\n$$', ''],
  ])('with %s is as the build finds it, draft or not', async (_, text, words) => {
    const files = {
      'content/posts/a.mdx': post(text),
      'content/posts/b.mdx': post(text, 'draft: true'),
      'content/posts/c.mdx': post(text, 'publishAt: 2026-12-01T09:00+08:00'),
    };
    const found = await said(files);
    const expected = ['a.mdx:8', 'b.mdx:9', 'c.mdx:9'].map((place) =>
      expect.stringMatching(new RegExp(`^(error|warning) text content/posts/${place} .*${words}`)),
    );
    expect(found).toEqual(words === null ? [] : expected);
  });

  test('that imports what is not there', async () => {
    const text = [
      'text',
      '',
      "import Here from '../components/Here.astro';",
      "import Gone from '../components/Gone.astro';",
      "import fs from 'node:fs';",
      "import { x } from './x';",
      '',
      '<Here /><Gone />',
    ];
    const files = { 'content/posts/a.mdx': post(text.join('\n')), 'content/components/Here.astro': '' };
    expect(await said(files)).toEqual([
      'error dead-import content/posts/a.mdx:9 there is no file “../components/Gone.astro” to import',
    ]);
  });

  test('that waits may show the card of an offer that waits, one that is out may not', async () => {
    const files = {
      'content/offers/sql.md': course('100 CNY').replace('---\n', '---\ndraft: true\n'),
      'content/posts/a.mdx': post('<Course id="sql" />', 'draft: true'),
      'content/posts/b.mdx': post('<Course id="sql" />'),
    };
    expect(await said(files)).toEqual([
      'error offer-id content/posts/b.mdx:6 the offer “sql” is a draft: content/offers/sql.md',
    ]);
  });

  test('and its front matter agree about an offer that is a draft', async () => {
    const draft = course('100 CNY').replace('---\n', '---\ndraft: true\n');
    const files = {
      'content/offers/sql.md': draft,
      'content/offers/go.md': draft,
      'content/offers/go.en.md': course('100 CNY'),
      'content/posts/a.mdx': post('', 'offers: [sql]', 'draft: true'),
      'content/posts/b.mdx': post('', 'offers:', '  - go', '  - sql'),
      'content/posts/c.mdx': post('', 'offers: [sql]', 'publishAt: 2026-12-01T09:00+08:00'),
    };
    const reason = 'offers: the offer “sql” is a draft: content/offers/sql.md';
    expect(await said(files)).toEqual([`error offer-id content/posts/b.mdx:7 ${reason}`]);
  });

  test('of MDX that is broken is named by its line, and the others are checked', async () => {
    const files = {
      'content/posts/a.mdx': post('text\n\n<Aside>\n\nnever closed'),
      'content/posts/b.md': post('[x](./none.md)\n\n[y](./a.mdx)'),
    };
    expect(await said(files)).toEqual([
      expect.stringMatching(/^error syntax content\/posts\/a\.mdx:(8|10) .*Aside/),
      'error dead-link content/posts/b.md:6 there is no file “./none.md”',
    ]);
  });

  test('of a kind nobody meant to write does not stop the rest', async () => {
    const files = {
      'content/posts/a.md': post(`${'> '.repeat(3000)}deep`),
      'content/posts/b.md': post(`${'['.repeat(5000)}x`),
      'content/posts/c.md': post('[x](./none.md)'),
    };
    expect(await said(files)).toContain('error dead-link content/posts/c.md:6 there is no file “./none.md”');
  });
});

describe('a picture', () => {
  const picture = async (name: string, content: string | Uint8Array, text = `![x](${name})`) =>
    said({ ...one(text), [`content/posts/${name}`]: content });

  test('that is one', async () => expect(await picture('a.png', png)).toEqual([]));
  test('without a description', async () =>
    expect(await picture('a.png', png, '![](a.png)')).toEqual([
      'warning no-alt content/posts/a.md:6 the picture has no description',
    ]));
  test('that is none', async () =>
    expect(await picture('a.png', '<html>404 Not Found</html>')).toEqual([
      'error no-picture content/posts/a.md:6 “a.png” is not a picture',
    ]));
  test('that is empty', async () =>
    expect(await picture('a.png', '')).toEqual([
      'error no-picture content/posts/a.md:6 “a.png” is not a picture',
    ]));
  test('that is another kind', async () =>
    expect(await picture('a.jpg', png)).toEqual([
      'warning picture-type content/posts/a.md:6 “a.jpg” is a PNG, whatever its name says',
    ]));
  test('that is a cover', async () =>
    expect(await said(one('', 'cover:', '  src: none.png', '  alt: x'))).toEqual([
      'error dead-picture content/posts/a.md:6 there is no picture “none.png”',
    ]));
  test('with a Chinese name, written both ways', async () =>
    expect(await picture('图 一.png', png, '![x](<图 一.png>) ![x](%E5%9B%BE%20%E4%B8%80.png)')).toEqual([]));
});

const course = (price: string) =>
  `---\nkind: course\ntitle: T\ndescription: D\nprice: ${price}\nurl: https://school.example/sql\n---\n`;

describe('texts that nobody reads', () => {
  test('are named, with the folder that was meant', async () => {
    const files = {
      'content/talk/a.md': post(),
      'content/recipes/a.md': post(),
      'content/recipes/b/c.mdx': post(),
      'content/hello.md': post(),
    };
    const { findings } = await check(files);
    expect(findings.map(({ level, message, hint, place }) => [level, place?.file, message, hint])).toEqual([
      ['warning', 'content/hello.md', 'nobody reads this text: it stands in no folder', expect.any(String)],
      [
        'warning',
        'content/recipes/',
        'nobody reads this folder, and there are 2 texts in it',
        expect.stringMatching(/^Known: posts, offers/),
      ],
      [
        'warning',
        'content/talk/',
        'nobody reads this folder, and there is a text in it',
        expect.stringMatching(/^Did you mean content\/talks\/\? Known: /),
      ],
    ]);
  });

  test('are named where only their ending keeps them out, and so are two names that are one on other disks', async () => {
    const files = {
      'content/posts/UPPER.MD': post(),
      'content/posts/a.markdown': post(),
      'content/posts/Case.md': post(),
      'content/posts/case.md': post(),
    };
    const { findings } = await check(files);
    const told = findings.map(({ level, hint, place }) => [level, place?.file, hint]);
    expect(told).toContainEqual(['warning', 'content/posts/UPPER.MD', 'Rename it: UPPER.md']);
    expect(told).toContainEqual(['warning', 'content/posts/a.markdown', 'Rename it: a.md']);
    expect(told).toContainEqual([
      'error',
      'content/posts/case.md',
      expect.stringMatching(/^Rename one of the two/),
    ]);
  });

  test('are fine where they are the author’s own', async () => {
    const own = ['_talk/a.md', '.obsidian/a.md', 'components/a.md', 'pictures/a.svg', 'README.md', '_a.md'];
    expect(await said(Object.fromEntries(own.map((name) => [`content/${name}`, 'x'])))).toEqual([]);
  });
});

describe('what stands between files', () => {
  test.each([
    [
      'two posts that claim one redirect',
      {
        'content/posts/a.md': post('', 'redirects: [/old/]'),
        'content/posts/b.md': post('', 'redirects: [/x/, /old]'),
      },
      ['error content content/posts/b.md:5 redirects: “/old” is also claimed by content/posts/a.md'],
    ],
    [
      'a redirect that is a page',
      { 'content/posts/a.md': post('', 'redirects: [/posts/b/]'), 'content/posts/b.md': post() },
      ['error content content/posts/a.md:5 redirects: “/posts/b/” is the address of content/posts/b.md'],
    ],
    [
      'one place in a series twice',
      {
        'content/posts/a.md': post('', 'series: { name: S, order: 1 }'),
        'content/posts/b.md': post('', 'series: { name: S, order: 1 }'),
      },
      [
        'error content content/posts/b.md:5 its place in a series “zh/S/1” is also that of content/posts/a.md',
      ],
    ],
    [
      'one address twice',
      { 'content/posts/a.md': post(), 'content/posts/a/index.md': post('', 'id: b') },
      ['error content content/posts/a/index.md:2 its address “/posts/a/” is also that of content/posts/a.md'],
    ],
    [
      'a link to a draft',
      { 'content/posts/a.md': post('[x](./b.md)'), 'content/posts/b.md': post('[x](./a.md)', 'draft: true') },
      [
        'warning hidden-target content/posts/a.md:6 readers cannot follow this link yet: content/posts/b.md is a draft or waits for its moment',
      ],
    ],
    [
      'a description nobody wrote',
      { 'content/posts/a.md': post().replace(': D', ': 用一两句话说清这里写了什么。') },
      ['warning unwritten content/posts/a.md:3 description is still what the file was made with'],
    ],
    [
      'a text nobody wrote',
      one('从这里写起。'),
      ['warning unwritten content/posts/a.md:6 the text is still what the file was made with'],
    ],
    [
      'an event nobody named',
      {
        'content/talks/a.md':
          '---\ntitle: T\ndate: 2026-11-01\nevent: The conference, company or show\n---\n',
      },
      ['warning unwritten content/talks/a.md:4 event is still what the file was made with'],
    ],
    [
      'testimonials in which nobody says anything',
      {
        'content/testimonials/a.md': '---\nname: N\ndate: 2026-11-01\n---\n\n<!-- ask her -->\n',
        'content/testimonials/b.md': '---\nname: N\ndate: 2026-11-01\n---',
        'content/testimonials/c.md': '---\nname: N\ndate: 2026-11-01\ndraft: true\n---\n',
        'content/testimonials/d.md': '---\nname: N\ndate: 2026-11-01\n---\nGood.\n',
        'content/testimonials/e.mdx': '---\nname: N\ndate: 2026-11-01\n---\n\n{/* ask {him} */}\n',
        'content/testimonials/f.md': '---\nname: N\ndate: 2026-11-01\n---\n\n`<!-- x -->`\n',
        'content/testimonials/g.md': '---\nname: N\ndate: 2026-11-01\n---\n\n<!-- x --> Good.\n',
      },
      [
        'error content content/testimonials/a.md:4 the testimonial has no text',
        'error content content/testimonials/b.md:4 the testimonial has no text',
        'error content content/testimonials/e.mdx:4 the testimonial has no text',
      ],
    ],
    [
      'a price nobody set, and one that is none',
      {
        'content/offers/a.md': course('0.00 CNY'),
        'content/offers/b.md': course('0 CNY'),
        'content/offers/c.md': course('0.00 USD'),
        'content/offers/d.md': course('10.00 CNY'),
      },
      [
        'warning unwritten content/offers/a.md:5 price is still what the file was made with',
        'warning unwritten content/offers/c.md:5 price is still what the file was made with',
      ],
    ],
    [
      'a day to come',
      {
        'content/posts/a.md': post().replace('2026-11-01', '2026-12-24'),
        'content/posts/today.md': post().replace('2026-11-01', '2026-11-21'),
        'content/posts/draft.md': post('', 'draft: true').replace('2026-11-01', '2026-12-24'),
        'content/posts/waits.md': post('', 'publishAt: 2026-12-24T09:00+08:00').replace(
          '2026-11-01',
          '2026-12-24',
        ),
      },
      [
        'warning future-date content/posts/a.md:4 date: 2026-12-24 is still to come, and it goes out with the next build',
      ],
    ],
    [
      'nothing in the first language',
      {
        'content/posts/a.en.md': post(),
        'content/site.ts': 'export default defineSite({\n  languages: ["zh"],\n});',
      },
      [
        'warning empty-language content/site.ts:2 languages: nothing is out in “zh”, the first language: the home page at / is empty',
      ],
    ],
  ])('%s', async (_, files, expected) => expect(await said(files)).toEqual(expected));

  test.each([
    ['posts', post().replace(': D', ': 用一两句话说清这里写了什么。'), 'Write your own.'],
    ['posts', post('', 'series: { name: 系列的名字, order: 1 }'), 'Write your own, or take it out.'],
    ['talks', '---\ntitle: T\ndate: 2026-11-01\nevent: 会议、公司或节目的名字\n---\n', 'Write your own.'],
    [
      'talks',
      '---\ntitle: T\ndate: 2026-11-01\nevent: E\nplace: 城市，或“线上”\n---\n',
      'Write your own, or take it out.',
    ],
    ['offers', course('1 CNY').replace('school.example/sql', 'course.example/'), 'Write your own.'],
    ['testimonials', '---\nname: N\ndate: 2026-11-01\n---\n\n这里写对方说的话。\n', 'Write your own.'],
  ])('in %s, what must be there is not to be taken out: %j', async (name, text, hint) => {
    const { findings } = await check({ [`content/${name}/a.md`]: text });
    expect(findings.filter(({ rule }) => rule === 'unwritten').map((found) => found.hint)).toEqual([hint]);
  });

  test('a version that cannot be read is not missing', async () => {
    const files = { 'content/posts/a.md': post('', 'drafts: true'), 'content/posts/a.en.md': post() };
    const { findings } = await check(files);
    expect(findings.map(({ rule }) => rule)).not.toContain('no-translation');
  });

  test('what a channel would refuse is a warning, unless the post does not go there', async () => {
    const limits = [
      { channel: 'dev', tags: 1, title: 3 },
      { channel: 'cnblogs', description: 1 },
    ];
    const files = {
      'content/posts/a.en.md': post('', 'tags: [a, b]').replace('title: T', 'title: Long'),
      'content/posts/b.en.md': post('', 'tags: [a, b]', 'channels: { dev: { tags: [a] }, cnblogs: false }'),
      'content/posts/c.md': post('', 'tags: [a, b]').replace('description: D', 'description: 很长'),
      'content/posts/d.en.md': post('', 'tags: [a, b]', 'draft: true'),
    };
    expect(await said(files, { limits })).toEqual([
      'warning channel-limit content/posts/a.en.md:2 title: dev takes 3 characters, this has 4',
      'warning channel-limit content/posts/a.en.md:5 tags: dev takes 1 tags, this has 2',
      'warning channel-limit content/posts/c.md:3 description: cnblogs takes 1 characters, this has 2',
    ]);
  });

  test('missing translations and waiting posts are information', async () => {
    const { findings } = await check({
      'content/posts/a.md': post('', 'publishAt: 2026-12-01T09:00+08:00'),
      'content/posts/b.md': post(),
      'content/posts/b.en.md': post(),
    });
    expect(findings.map(({ level, message, place }) => `${level} ${place?.file} ${message}`)).toEqual([
      'information content/posts/a.md there is no version in en',
      'information content/posts/a.md it comes out on 2026-12-01 at 09:00 (+08:00); build again after that',
    ]);
  });
});

describe('an ad', () => {
  const ad = (...flights: string[]) => ({
    'content/offers/acme.md': `---\nkind: ad\ntitle: Acme\ndescription: D\nsponsor: Acme\nurl: https://acme.example\nflights:\n${flights.map((flight) => `  - { ${flight}, fee: 1 CNY }\n`).join('')}---\n\nText.\n`,
  });

  test('whose last flight is over is told', async () => {
    const flights = ['from: 2026-09-01, to: 2026-09-30', 'from: 2026-11-01, to: 2026-11-20'];
    // It is the 21st where the site is.
    expect(await said(ad(...flights))).toEqual([
      'warning flight-over content/offers/acme.md:7 flights: the last one ended on 2026-11-20, so this ad is shown nowhere',
    ]);
  });

  test.each([
    ['from: 2026-11-01, to: 2026-11-21'],
    ['from: 2027-01-01'],
    ['from: 2026-01-01, to: 2026-01-31', 'from: 2026-11-01'],
  ])('with a flight now or to come is sound: %s', async (...flights) => {
    expect(await said(ad(...flights))).toEqual([]);
  });

  test('whose flight does not fit says what to write, by its line', async () => {
    const [first] = await said({
      'content/offers/acme.md':
        '---\nkind: ad\ntitle: A\ndescription: D\nsponsor: A\nurl: https://a.example\nflights:\n  - from: 2026-11-01\n---\n',
    });
    expect(first).toBe(
      'error content content/offers/acme.md:8 flights.0: expected one price: fee, cpm or cpc, received {"from":"2026-11-01"}',
    );
  });
});

describe('a file that cannot be read', () => {
  const chinese = post('这是一篇用旧编码写的文章，里面有很多汉字，标点也是中文的。');
  test.each([
    ['GBK', iconv.encode(chinese, 'gbk'), 'GB18030'],
    ['GB18030', iconv.encode(`${chinese}𠮷`, 'gb18030'), 'GB18030'],
    [
      'Big5',
      iconv.encode(post('這是一篇用舊編碼寫的文章，裡面有很多漢字，標點也是中文的。'), 'big5'),
      'Big5',
    ],
    ['UTF-16', iconv.encode(chinese, 'utf16le', { addBOM: true }), 'UTF-16LE'],
    ['UTF-16 without its mark', iconv.encode(chinese, 'utf16be'), 'UTF-16BE'],
  ])('in %s is named, and the rest is checked', async (_, bytes, name) => {
    const files = { 'content/posts/a.md': bytes, 'content/posts/b.md': post('[x](./none.md) [y](./a.md)') };
    expect(await said(files)).toEqual([
      `error content content/posts/a.md:1 its encoding is ${name}, not UTF-8`,
      'error dead-link content/posts/b.md:6 there is no file “./none.md”',
    ]);
  });

  test('is told, be it a folder, a link to nothing or a link to itself', async () => {
    folder = await folderOf({ 'content/posts/a.md/x.txt': 'x', 'content/posts/ok.md': post() });
    await symlink('nowhere.md', join(folder.root, 'content/posts/b.md'));
    await symlink('c.md', join(folder.root, 'content/posts/c.md'));
    await symlink('..', join(folder.root, 'content/posts/loop'));
    await writeFile(join(folder.root, 'content/posts/d.md'), Buffer.from([0x89, 0x50, 0, 1, 2, 0, 0xff]));
    const { findings, counts } = await checkContent({
      root: folder.root,
      site,
      now: () => now,
      limits: [],
      compilerFor,
    });
    const errors = findings
      .filter(({ level }) => level === 'error')
      .map(({ place, message }) => `${place?.file} ${message}`);
    expect([counts.posts, ...errors]).toEqual([
      5,
      'content/posts/a.md it cannot be read: it is a folder (EISDIR)',
      'content/posts/b.md it cannot be read: it is a link to a file that is not there (ENOENT)',
      'content/posts/c.md it cannot be read: it is a link that leads back to itself (ELOOP)',
      expect.stringMatching(/^content\/posts\/d\.md it/),
      'content/posts/loop it is a link to a folder, which is not followed',
    ]);
  });
});

test.each([
  ['a post of five megabytes', post(`${'一段话，with words。\n\n'.repeat(200_000)}[x](./none.md)`)],
  [
    'a post with ten thousand links',
    post(Array.from({ length: 10_000 }, (_, n) => `[${n}](./none.md)`).join(' ')),
  ],
])('%s is checked within seconds', async (_, text) => {
  const start = performance.now();
  // How fast texts compile is the pipeline's affair.
  const { findings } = await check(
    { 'content/posts/a.md': text },
    { compilerFor: async () => async () => [] },
  );
  expect(findings.some(({ rule }) => rule === 'dead-link')).toBe(true);
  expect(performance.now() - start).toBeLessThan(15_000);
});
