import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { FeedItem, FeedPage } from '#domain';
import { readFeed } from '../../../integrations/syndication/index.ts';
import gfm from '../../../integrations/syndication/render/recipes/gfm.ts';
import { toSource } from '../../../integrations/syndication/render/to-source.ts';
import { type Checkout, checkOut } from '../../checkout.ts';

const svg =
  '<svg xmlns="http://www.w3.org/2000/svg" width="300" height="100"><rect width="300" height="100"/></svg>';

const whole = `---
title: 全
description: 说明。
date: 2026-10-01
cover: { src: "./封面.svg", alt: 封面 }
summary: 读完会写。
points: [甲, 乙]
---

$a_b$，脚注[^1]。

> [!TIP]
> 技巧。

![图](<./a b.svg>)

<Course id="sql" />

~~~mermaid
graph LR
  A --> B
~~~

> ~~~mermaid
> graph LR
>   C --> D
> ~~~

[^1]: 注。
`;

const program = `---
title: 程序
description: 说明。
date: 2026-10-02
series: { name: 连载, order: 1 }
channels: { news: { text: 自己的话, slug: own, cover: { src: ./d.svg, alt: 频道 } } }
---
import { join } from 'node:path';

![图](./c.svg)

{join('x', 'y')}

$a_b$
`;

describe('the syndicator’s feed', () => {
  let checkout: Checkout;
  let items: FeedItem[];
  const itemOf = (id: string) => {
    const item = items.find((one) => one.id === id);
    if (item === undefined) throw new Error(`there is no ${id}`);
    return item;
  };

  beforeAll(async () => {
    checkout = await checkOut('offers', {
      channels: { news: { platform: 'mastodon', url: 'https://a.example' } },
    });
    await checkout.write('content/posts/whole.mdx', whole);
    await checkout.write('content/posts/program.mdx', program);
    for (const name of ['a b', 'c', 'd', '封面']) await checkout.write(`content/posts/${name}.svg`, svg);
    const { code, stderr } = await checkout.byline(['build']);
    if (code !== 0) throw new Error(stderr);
    items = (JSON.parse(await readFile(join(checkout.root, 'dist/feed.json'), 'utf8')) as FeedPage).items;
    const read = await readFeed(join(checkout.root, 'dist'), () =>
      Promise.reject(new Error('asked the network')),
    );
    expect(read.map(({ content_html }) => content_html)).toEqual(items.map(({ _byline }) => _byline.content));
  }, 120_000);
  afterAll(() => checkout.remove());

  test('carries the marks recipes need, and the readers’ HTML has none', () => {
    const { content_html, _byline } = itemOf('whole');
    for (const mark of [
      'math="inline"',
      'note-number',
      'callout="tip"',
      'offer="course"',
      'price=',
      'notes=',
      'note-back',
    ])
      expect(_byline.content).toContain(`data-byline-${mark}`);
    expect(items.map((item) => item.content_html).join('')).not.toContain('data-byline');
    expect(content_html).toContain('$a_b$');
  });

  test('says how many diagrams a post has, and nothing of one without any', () => {
    expect(itemOf('whole')._byline.diagrams).toBe(2);
    expect(itemOf('program')._byline).not.toHaveProperty('diagrams');
  });

  test('says what the author wrote of a post', () => {
    expect(itemOf('whole')._byline).toMatchObject({
      summary: '读完会写。',
      points: ['甲', '乙'],
      cover: { src: 'https://fixture.example/originals/posts/%E5%B0%81%E9%9D%A2.svg', alt: '封面' },
    });
  });

  test('says what the author wants of one channel', () => {
    const cover = { src: 'https://fixture.example/originals/posts/d.svg', alt: '频道' };
    const item = itemOf('program');
    expect(item._byline).toMatchObject({
      series: '连载',
      channels: { news: { text: '自己的话', slug: 'own', cover } },
    });
    const source = toSource(item, { channel: 'news', form: 'full', site: 'https://fixture.example' });
    expect(source).toMatchObject({ text: '自己的话', cover: { address: cover.src, alt: '频道' } });
  });

  test.each([
    ['whole', 'https://fixture.example/originals/posts/a%20b.svg'],
    ['program', 'https://fixture.example/originals/posts/c.svg'],
  ])('of %s, names the picture its author made, at an address that lasts', (id, address) => {
    const { pictures } = gfm.render(
      toSource(itemOf(id), { channel: 'out', form: 'full', site: 'https://fixture.example' }),
    );
    expect(pictures.map(({ key }) => key)).toEqual([address]);
    expect(itemOf(id).content_html).not.toContain('/originals/');
  });

  test('and the site has those pictures, byte for byte', async () => {
    const folder = join(checkout.root, 'dist/originals/posts');
    expect((await readdir(folder)).sort()).toEqual(['a b.svg', 'c.svg', 'd.svg', '封面.svg']);
    expect(await readFile(join(folder, '封面.svg'), 'utf8')).toBe(svg);
  });

  test('is the same for a text that is a program', () => {
    expect(itemOf('program')._byline.content).toContain('<span data-byline-math="inline">$a_b$</span>');
  });

  test('feeds for readers carry nothing of it', async () => {
    for (const file of ['rss.xml', 'atom.xml', 'posts/feed.json']) {
      const text = await readFile(join(checkout.root, 'dist', file), 'utf8');
      expect(text).not.toMatch(/data-byline|_byline|originals/);
    }
  });
});
