import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { unpublish } from '../../../integrations/syndication/copies/unpublish.ts';
import { verify } from '../../../integrations/syndication/copies/verify.ts';
import startWeChat from '../../servers/wechat-stand-in.ts';
import { feedItem } from '../feed-item.ts';
import { openRig, yes } from './rig.ts';

const open = async (options: Record<string, unknown> = {}) =>
  openRig('wechat', await startWeChat(), { options });

/** A picture of one colour that nobody has compressed. */
function flat(format: 'png' | 'webp', side: number): Promise<Uint8Array> {
  const create = { width: side, height: side, channels: 3, background: '#0a7' } as const;
  const picture = sharp({ create });
  return (format === 'png' ? picture.png({ compressionLevel: 0 }) : picture.webp()).toBuffer();
}

const svg =
  '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><circle cx="9" cy="9" r="8"/></svg>';

const pictured = feedItem({
  content_html: ['a.webp', 'b.svg', 'c.png']
    .map((name) => `<p><img src="https://site.example/${name}" alt="${name}"></p>`)
    .join(''),
});

async function readPicture(url: string): Promise<Uint8Array> {
  if (url.endsWith('.svg')) return new TextEncoder().encode(svg);
  if (url.endsWith('.webp')) return flat('webp', 60);
  return flat('png', 800);
}

describe('C14: pictures', () => {
  test('WebP, SVG, a PNG of more than a megabyte and the cover go as WeChat takes them', async () => {
    expect((await flat('png', 800)).length).toBeGreaterThan(1024 * 1024);
    const { run, server } = await open();
    expect(await run([pictured], { readPicture })).toMatchObject([{ outcome: 'done' }]);
    const { pictures } = server.box;
    expect(pictures.map(({ use }) => use)).toEqual(['body', 'body', 'body', 'cover']);
    for (const { bytes } of pictures) expect(bytes).toBeLessThan(1024 * 1024);
    for (const { type } of pictures) expect(type).toMatch(/^image\/(?:png|jpeg)$/);
    expect(server.copies()[0]?.body.match(/<img[^>]+mmbiz\.qpic\.cn/g)).toHaveLength(3);
  });

  test('one picture that is refused leaves no draft', async () => {
    const { run, server } = await open();
    server.box.pictureFault = { errcode: 40009, errmsg: 'invalid image size' };
    expect(await run([pictured], { readPicture })).toMatchObject([{ outcome: 'refused' }]);
    expect(server.copies()).toEqual([]);
  });

  test('a picture of two posts is uploaded once, and once more as a cover', async () => {
    const { run, server } = await open();
    const bytes = await flat('png', 20);
    const other = { ...pictured, id: 'other', url: 'https://site.example/posts/other/', title: 'Other' };
    await run([pictured, other], { readPicture: async () => bytes });
    expect(server.box.pictures.map(({ use }) => use)).toEqual(['body', 'cover']);
  });

  test('a post without a picture of any kind is refused with what to do', async () => {
    const { run } = await open();
    const { image: _, ...bare } = feedItem();
    expect(await run([bare])).toMatchObject([
      { outcome: 'refused', hint: expect.stringContaining('cover:') },
    ]);
  });
});

describe('C15: what WeChat does not take', () => {
  const odd = feedItem({
    content_html:
      '<h2 id="a" class="title">A</h2><p class="x" data-y="z" style="position:fixed">To <a href="#a">A</a>, ' +
      '<a href="https://elsewhere.example/b">elsewhere</a>.</p><style>p { color: red }</style>',
  });

  test('no class, no id, no link that leads nowhere is sent, and outside links are notes', async () => {
    const { run, server } = await open();
    expect(await run([odd])).toMatchObject([{ outcome: 'done' }]);
    const body = server.copies()[0]?.body ?? '';
    expect(body).not.toMatch(/<a\b|\bclass=|\bid=|\bdata-|position|<style/);
    expect(body).toContain('https://elsewhere.example/b');
  });

  test('45166 all the same is refused with the rule', async () => {
    const { run, server } = await open();
    server.box.draftFault = { errcode: 45166, errmsg: 'invalid content hint: [x]' };
    expect(await run([odd])).toMatchObject([
      {
        outcome: 'refused',
        what: expect.stringContaining('45166'),
        hint: expect.stringContaining('no class'),
      },
    ]);
    expect(server.copies()).toEqual([]);
  });
});

test('C16: an address that is not on the list stops the channel, and the hint names it', async () => {
  const { run, server, proxy } = await open();
  server.box.fault = {
    errcode: 40164,
    errmsg: 'invalid ip 203.0.113.7 ipv6 ::ffff:203.0.113.7, not in whitelist rid: 1',
  };
  const second = feedItem({ id: 'second', url: 'https://site.example/posts/second/' });
  expect(await run([feedItem(), second])).toMatchObject([
    { outcome: 'setup', hint: expect.stringMatching(/^Add 203\.0\.113\.7 at .+白名单/) },
    { outcome: 'setup' },
  ]);
  expect(proxy.log()).toHaveLength(1);
});

test('C17: lists within lists go flat, without an empty line or a second dot', async () => {
  const { run, server } = await open();
  const nested =
    '<ul><li>One<ul><li>Two<ul><li>Three</li></ul></li></ul></li><li><p>Four</p><ol><li>Five</li></ol></li></ul>';
  await run([feedItem({ content_html: nested })]);
  const body = server.copies()[0]?.body ?? '';
  expect(body).not.toMatch(/<(?:ul|ol|li)\b/);
  const lines = body.replaceAll(/<\/p>|<\/section>/g, '\n').replaceAll(/<[^>]*>/g, '');
  for (const word of ['One', 'Two', 'Three', 'Four', 'Five'])
    expect(lines, word).toMatch(new RegExp(`^\\s*(?:[•◦▪–·]|\\d\\.)[\\s\u00a0]*${word}\\s*$`, 'm'));
  expect(lines).not.toMatch(/^\s*[•◦▪–·][\s\u00a0]*(?:[•◦▪–·]|$)/m);
});

describe('the options of the channel', () => {
  test('theme, author and comments', async () => {
    const [plain, paper] = await Promise.all([
      open(),
      open({ theme: 'paper', author: '林衍', comments: 'fans' }),
    ]);
    await Promise.all([plain.run([feedItem()]), paper.run([feedItem()])]);
    expect(paper.server.copies()[0]?.body).not.toBe(plain.server.copies()[0]?.body);
    expect(paper.server.box.shelf.items[0]?.sent).toMatchObject({
      author: '林衍',
      need_open_comment: 1,
      only_fans_can_comment: 1,
    });
    expect(plain.server.box.shelf.items[0]?.sent).toMatchObject({
      need_open_comment: 0,
      only_fans_can_comment: 0,
      content_source_url: expect.stringContaining('utm_source=out'),
    });
    expect(paper.books.ledger.line('hello', 'out')?.recipe).toMatch(/^wechat-paper@/);
  });

  test.each([
    [{ theem: 'paper' }, 'channels.out.options.theem: unknown key; did you mean “theme”?', /微信公众号/],
    [{ theme: 'papper' }, 'channels.out.options.theme: expected', /paper/],
    [{ author: '一二三四五六七八九十一二三四五六七' }, 'channels.out.options.author', /./],
  ])('%o is not taken', async (options, message, hint) => {
    await expect(open(options)).rejects.toMatchObject({
      message: expect.stringContaining(message),
      hint: expect.stringMatching(hint),
    });
  });
});

describe('publishing the draft', () => {
  test('is asked for each time, and is over when WeChat says so', async () => {
    const { run, server, books, channels, effects, later } = await open({ publish: true });
    expect(await run([feedItem()])).toMatchObject([{ outcome: 'blocked', what: /published at once/ }]);
    expect(await run([feedItem()], yes)).toMatchObject([
      { outcome: 'done', what: 'created, and is being worked on there' },
    ]);
    const id = books.ledger.line('hello', 'out')?.id ?? '';
    server.box.publish(id);
    expect(await verify(channels, effects({}))).toMatchObject([{ state: 'live' }]);
    later(60);
    const edited = feedItem({ title: 'Hello again' });
    expect(await run([edited], yes)).toMatchObject([
      { outcome: 'refused', hint: expect.stringContaining('by hand') },
    ]);
    expect(await unpublish('hello', channels, effects({}))).toMatchObject([{ outcome: 'done' }]);
    expect(server.box.published).toEqual([]);
  });

  test('a draft its author published is found though the ledger is lost, and not sent again', async () => {
    const server = await startWeChat();
    const { run, books } = await openRig('wechat', server);
    await run([feedItem()]);
    server.box.publish(books.ledger.line('hello', 'out')?.id ?? '');
    const { run: runAnew } = await openRig('wechat', server);
    expect(await runAnew([feedItem()])).toMatchObject([{ outcome: 'refused' }]);
    expect([server.copies().length, server.box.published.length]).toEqual([0, 1]);
  });

  test('an account that may not publish is told so, and its draft is found afterwards', async () => {
    const server = await startWeChat();
    server.box.isVerified = false;
    const wanting = await openRig('wechat', server, { options: { publish: true } });
    expect(await wanting.run([feedItem()], yes)).toMatchObject([
      { outcome: 'setup', hint: expect.stringContaining('`publish`') },
    ]);
    const { run } = await openRig('wechat', server);
    expect(await run([feedItem()])).toMatchObject([{ outcome: 'done', what: 'updated as a draft' }]);
    expect(server.copies()).toHaveLength(1);
  });

  test('of a draft that left the box of an account that may list nothing, nothing is claimed', async () => {
    const { run, server, books, channels, effects } = await open();
    server.box.isVerified = false;
    await run([feedItem()]);
    server.box.publish(books.ledger.line('hello', 'out')?.id ?? '');
    expect(await verify(channels, effects({}))).toMatchObject([{ state: 'unknown' }]);
    expect(books.ledger.line('hello', 'out')?.state).toBe('draft');
  });
});

test('a day’s calls that are used up are waited for', async () => {
  const { run, server, proxy } = await open();
  server.limit();
  expect(await run([feedItem()])).toMatchObject([{ outcome: 'later', at: Date.UTC(2026, 10, 1, 1) }]);
  const requests = proxy.log().length;
  expect(await run([feedItem()])).toMatchObject([{ outcome: 'later' }]);
  expect(proxy.log()).toHaveLength(requests);
});
