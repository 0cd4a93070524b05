import { describe, expect, test } from 'vitest';
import type { Publication } from '#domain';
import type { Platform } from '../../integrations/syndication/platform.ts';
import { feedItem } from './feed-item.ts';
import { NOW, openStudio } from './studio-desk.ts';

const env = {
  DEV_API_KEY: 'key-of-dev',
  X_API_KEY: 'k',
  X_API_SECRET: 's',
  X_ACCESS_TOKEN: 't',
  X_ACCESS_SECRET: 'u',
};
const channels = {
  dev: { platform: 'dev', form: 'full' },
  zhihu: { platform: 'zhihu', form: 'full' },
  medium: { platform: 'medium', form: 'full' },
} as const;
type Api = NonNullable<Platform['api']>;

const taking = (changes: Partial<Api> = {}): Api => ({
  find: async () => [],
  create: async ({ post }) => ({ id: post, url: `https://dev.to/lin/${post}` }),
  update: async (id) => ({ id }),
  remove: async () => 'deleted',
  who: async () => 'lin',
  ...changes,
});

const live: Publication = {
  post: 'hello',
  channel: 'dev',
  state: 'published',
  id: '1',
  url: 'https://dev.to/lin/hello',
  source: '0'.repeat(64),
  at: '2026-11-01T00:00:00.000Z',
};

type Studio = ReturnType<typeof openStudio>;

const ask = async ({ app }: Studio, path: string): Promise<string> =>
  (await app.request(`/studio/publishing${path}`)).text();

/** The fields of the form on a page whose button says something, as a browser would send them. */
async function fieldsOf(studio: Studio, path: string, button: string): Promise<URLSearchParams> {
  const forms = (await ask(studio, path)).split('<form').slice(1);
  const form = forms.find((one) => one.split('</form>')[0]?.includes(`>${button}</button>`));
  if (form === undefined) throw new Error(`${path} has no button “${button}”`);
  const hidden = form.split('</form>')[0]?.matchAll(/name="(\w+)" value="([^"]*)"/g) ?? [];
  return new URLSearchParams([...hidden].map(([, name = '', value = '']) => [name, value]));
}

const post = ({ app }: Studio, body: URLSearchParams) =>
  app.request('/studio/publishing/runs?lang=en', { method: 'POST', body });

/** Presses a button and waits until its run is over. @returns the page of the run, as text */
async function press(
  studio: Studio,
  path: string,
  button: string,
  more: Record<string, string> = {},
): Promise<string> {
  const fields = await fieldsOf(studio, path, button);
  for (const [name, value] of Object.entries(more)) fields.set(name, value);
  const answer = await post(studio, fields);
  expect(answer.status).toBe(303);
  return settled(studio, answer.headers.get('Location') ?? '');
}

/** Where the link of a page leads that asks once more. @param about what its address has */
function confirmPathOf(page: string, about = 'confirm?'): string {
  const links = [...page.matchAll(/href="\/studio\/publishing(\/confirm\?[^"]*)"/g)].map(([, path = '']) =>
    path.replaceAll('&amp;', '&'),
  );
  return links.find((path) => path.includes(about)) ?? '';
}

async function settled({ app }: Studio, location: string): Promise<string> {
  const read = async () => (await app.request(location)).text();
  await expect.poll(read).not.toContain('data-going');
  return read();
}

describe('where every post is', () => {
  test('the overview says it by titles and names of platforms, in both languages', async () => {
    const studio = openStudio({ channels, env, lines: [live] });
    const en = await ask(studio, '?lang=en');
    for (const text of ['Hello &amp; &lt;world&gt;', 'DEV', '知乎', 'edited since', 'by hand', live.url])
      expect(en).toContain(text);
    const zh = await ask(studio, '?lang=zh');
    for (const text of ['有新修改', '手动发', '0 篇待发，1 篇待更新']) expect(zh).toContain(text);
    expect(zh).toContain('aria-current="page"');
  });

  test('a post that is blocked is counted, and is not called up to date', async () => {
    const studio = openStudio({ channels: { dev: channels.dev } });
    const page = await ask(studio, '?lang=en');
    expect(page).toContain('1 blocked: something has to be put right first');
    expect(page).not.toContain('up to date');
  });

  test('of many posts the newest are shown first, and all where they are asked for', async () => {
    const items = Array.from({ length: 60 }, (_, index) =>
      feedItem({ id: `p${index}`, url: `https://site.example/posts/p${index}/`, title: `Post ${index}.` }),
    );
    const studio = openStudio({ channels: { zhihu: channels.zhihu }, items });
    const count = (page: string) => page.split('<th scope="row">').length - 1;
    expect(count(await ask(studio, '?lang=en'))).toBe(50);
    expect(await ask(studio, '?lang=en')).toContain('The newest 50 of 60 posts.');
    expect(count(await ask(studio, '?lang=en&all=1'))).toBe(60);
  });

  test('a site without channels is told how to add one', async () => {
    expect(await ask(openStudio({ channels: {} }), '?lang=en')).toContain(
      'Add one to channels in content/site.ts',
    );
  });

  test('the channels say which secrets this server lacks, and no secret', async () => {
    const studio = openStudio({ channels });
    expect(await ask(studio, '/channels?lang=en')).toContain('DEV_API_KEY is not set');
    const page = await ask(openStudio({ channels, env }), '/channels?lang=en');
    expect(page).toContain('Its secrets are set.');
    expect(page).not.toContain('key-of-dev');
  });
});

describe('what a button does', () => {
  test('publish sends the post once, though the form is sent twice and its page is loaded again', async () => {
    let created = 0;
    const create: Api['create'] = async ({ post: id }) => {
      created += 1;
      return { id, url: `https://dev.to/lin/${id}` };
    };
    const studio = openStudio({ channels, env, apis: { dev: taking({ create }) } });
    const fields = await fieldsOf(studio, '/posts/hello?lang=en', 'Publish');
    const [one, two] = [await post(studio, fields), await post(studio, fields)];
    expect([one.status, two.status]).toEqual([303, 303]);
    const location = one.headers.get('Location') ?? '';
    expect(two.headers.get('Location')).toBe(location);
    const page = await settled(studio, location);
    expect(page).toContain('https://dev.to/lin/hello');
    expect(await settled(studio, location)).toBe(page);
    expect(created).toBe(1);
    expect(studio.books.ledger.line('hello', 'dev')).toMatchObject({ state: 'published' });
    expect(studio.keptIds).toEqual(['hello']);
    expect(await ask(studio, '/posts/hello?lang=en')).not.toContain('>Publish</button>');
  });

  test('while it runs, its page follows it and says what is being sent; a second run waits its turn', async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    const create: Api['create'] = async ({ post: id }) => {
      await promise;
      return { id };
    };
    const studio = openStudio({ channels, env, apis: { dev: taking({ create }) } });
    const started = await post(studio, await fieldsOf(studio, '/posts/hello?lang=en', 'Publish'));
    const location = started.headers.get('Location') ?? '';
    await expect
      .poll(async () => (await studio.app.request(location)).text())
      .toContain('Being sent: Hello &amp; &lt;world&gt; → DEV');
    const page = await (await studio.app.request(location)).text();
    expect(page).toContain('<noscript><meta http-equiv="refresh" content="2"></noscript>');
    expect(page).toContain('0 of 1');
    expect(await ask(studio, '?lang=en')).toContain('A run is under way');
    const second = await post(studio, await fieldsOf(studio, '?lang=en', 'Look at every copy'));
    expect(second.headers.get('Location')).toBe(`${location}&busy=1`);
    expect(await (await studio.app.request(`${location}&busy=1`)).text()).toContain('was not started');
    resolve();
    expect(await settled(studio, location)).toContain('Done. One result.');
  });

  test('results that are alike are told once, with the posts they are about', async () => {
    const items = ['one', 'two'].map((id) =>
      feedItem({ id, url: `https://site.example/posts/${id}/`, title: `Post ${id}` }),
    );
    const studio = openStudio({ channels, items });
    const page = await press(studio, '?lang=en', 'Drafts by my browser');
    expect(page.split('DEV_API_KEY is not set')).toHaveLength(2);
    expect(page).toMatch(/Post one<\/a><\/li>\s*<li><a [^>]*>Post two/);
  });

  test('verify, check, adopt and published do what the commands do', async () => {
    const look: Api['look'] = async (id) => ({ id, state: 'gone' });
    const seen = { id: '7', url: 'https://dev.to/lin/seven', state: 'live' } as const;
    const found = openStudio({ channels, env, apis: { dev: taking({ look: async () => seen }) } });
    const adopted = await press(found, '/posts/hello?lang=en', 'Adopt', { address: '7' });
    expect(adopted).toContain('https://dev.to/lin/seven');
    expect(found.books.ledger.line('hello', 'dev')).toMatchObject({ id: '7', state: 'published' });
    const studio = openStudio({ channels, env, lines: [live], apis: { dev: taking({ look }) } });
    expect(await press(studio, '?lang=en', 'Look at every copy')).toContain('it was deleted there');
    expect(studio.books.ledger.line('hello', 'dev')).toMatchObject({ state: 'gone' });
    expect(await press(studio, '/channels?lang=en', 'Log in and look')).toContain('logged in as lin');
    const address = 'https://zhuanlan.zhihu.com/p/42';
    await press(studio, '/posts/hello/zhihu/kit?lang=en', 'I published it', { address });
    expect(studio.books.ledger.line('hello', 'zhihu')).toMatchObject({ by: 'hand', url: address, id: '42' });
  });

  test('an address that is none is named, and nothing is kept', async () => {
    const studio = openStudio({ channels, env });
    const page = await press(studio, '/posts/hello/zhihu/kit?lang=en', 'I published it', {
      address: 'javascript:alert(1)',
    });
    expect(page).toContain('“javascript:alert(1)” is not an address of a page');
    expect(studio.books.ledger.lines()).toEqual([]);
  });

  test('taking a copy back is asked once more, and never done by the first form alone', async () => {
    const studio = openStudio({ channels, env, lines: [live], apis: { dev: taking() } });
    const [first] = [await ask(studio, '/posts/hello?lang=en')];
    const confirm =
      /href="(\/studio\/publishing\/confirm\?[^"]*unpublish[^"]*)"/.exec(first ?? '')?.[1] ?? '';
    const path = confirm.replaceAll('&amp;', '&').replace('/studio/publishing', '');
    expect(await ask(studio, path)).toContain('The copy is deleted or hidden there.');
    const bare = await fieldsOf(studio, path, 'Yes, take it back');
    bare.delete('agree');
    expect((await post(studio, bare)).headers.get('Location')).toContain('/publishing/confirm?');
    expect(studio.books.ledger.line('hello', 'dev')).toMatchObject({ state: 'published' });
    expect(await press(studio, path, 'Yes, take it back')).toContain('deleted there');
    expect(studio.books.ledger.line('hello', 'dev')).toMatchObject({ state: 'removed' });
  });

  test('of two copies the younger is taken back, from the run that found it, and the ledger keeps the other', async () => {
    const removed: string[] = [];
    const remove: Api['remove'] = async (id) => {
      removed.push(id);
      return 'deleted';
    };
    const body = `<p><a href="https://site.example/posts/hello/?utm_source=dev&amp;utm_medium=syndication&amp;utm_campaign=hello">Source</a></p>`;
    const twins = ['1', '2'].map((id) => ({
      id,
      title: 'Hello & <world>',
      body,
      state: 'live' as const,
      url: `https://dev.to/${id}`,
    }));
    let isOut = false;
    const api = taking({
      remove,
      find: async () => (isOut ? twins : []),
      create: async () => {
        isOut = true;
        return { id: '1', url: 'https://dev.to/1' };
      },
    });
    const studio = openStudio({ channels: { dev: channels.dev }, env, apis: { dev: api } });
    const run = await press(studio, '/posts/hello?lang=zh', '发布');
    expect(run).toContain('it is there twice');
    const path = confirmPathOf(run);
    expect(await ask(studio, path)).toContain('The copy with the id 2 is meant');
    const bare = await fieldsOf(studio, path, 'Yes, take it back');
    bare.delete('agree');
    expect((await post(studio, bare)).headers.get('Location')).toContain('/publishing/confirm?');
    expect(removed).toEqual([]);
    await press(studio, path, 'Yes, take it back');
    expect(removed).toEqual(['2']);
    expect(studio.books.ledger.line('hello', 'dev')).toMatchObject({ state: 'published', id: '1' });
  });

  test('the page of a post has a form for another copy, which does nothing by itself', async () => {
    const studio = openStudio({ channels, env, lines: [live], apis: { dev: taking() } });
    const page = await ask(studio, '/posts/hello?lang=zh');
    expect(page).toMatch(/<form method="get" action="\/studio\/publishing\/confirm\?lang=zh"/);
    expect(page).toMatch(/name="lang" value="zh"[\s\S]*name="copy"/);
    expect(await ask(studio, '/confirm?lang=zh&deed=unpublish&post=hello&to=dev&copy=9')).toContain(
      '撤回的是 id 为 9 的那份',
    );
    expect(studio.books.ledger.lines()).toEqual([live]);
  });

  test.each([
    ['one copy', '/posts/hello?lang=en'],
    ['every copy', '?lang=en'],
  ])('%s of an earlier version is sent again only after it is asked once more', async (_, from) => {
    const updated: string[] = [];
    const update: Api['update'] = async (id) => {
      updated.push(id);
      return { id };
    };
    const studio = openStudio({ channels, env, apis: { dev: taking({ update }) } });
    await press(studio, '/posts/hello?lang=en', 'Publish');
    expect(await ask(studio, from)).not.toContain('refresh=yes');
    const [line] = studio.books.ledger.lines();
    if (line === undefined) return expect.fail('nothing was published');
    await studio.books.ledger.write({ ...line, recipe: 'dev@0' });
    const path = confirmPathOf(await ask(studio, from), 'refresh=yes');
    const fields = await fieldsOf(studio, path, 'Yes, send it again');
    fields.delete('agree');
    expect((await post(studio, fields)).headers.get('Location')).toContain('/publishing/confirm?');
    expect(updated).toEqual([]);
    await press(studio, path, 'Yes, send it again');
    expect(updated).toEqual(['hello']);
    expect(await ask(studio, from)).not.toContain('refresh=yes');
  });

  test('what costs is asked each time: for one post on one channel, with what it costs', async () => {
    const create: Api['create'] = async () => ({ id: '1', url: 'https://x.com/lin/status/1' });
    const setting = {
      channels: { x: { platform: 'x', form: 'summary' } as const },
      env,
      apis: { x: taking({ create }) },
    };
    const studio = openStudio(setting);
    const everything = await press(studio, '?lang=en', 'Publish all of it');
    expect(everything).toContain('Decide…');
    expect(studio.books.ledger.lines()).toEqual([]);
    const path = '/confirm?lang=en&deed=publish&post=hello&to=x&agree=cost';
    expect(await ask(studio, path)).toMatch(/It costs money, or cannot be taken back\.[\s\S]*\$0\.2/);
    await press(studio, path, 'Yes, publish it');
    expect(studio.books.ledger.line('hello', 'x')).toMatchObject({ state: 'published' });
    const another = openStudio(setting);
    const fields = await fieldsOf(another, path, 'Yes, publish it');
    fields.delete('to');
    await settled(another, (await post(another, fields)).headers.get('Location') ?? '');
    expect(another.books.ledger.lines()).toEqual([]);
  });

  test('a copy that was edited there is replaced on the owner’s word alone', async () => {
    const studio = openStudio({
      channels,
      env,
      lines: [{ ...live, state: 'changed' }],
      apis: { dev: taking({ look: async (id) => ({ id, state: 'live', body: 'by hand' }) }) },
    });
    await press(studio, '?lang=en', 'Look at every copy');
    expect(await ask(studio, '/posts/hello?lang=en')).toContain('Replace with mine…');
    const path = '/confirm?lang=en&deed=publish&post=hello&to=dev&agree=overwrite';
    await press(studio, path, 'Yes, replace it');
    expect(studio.books.ledger.line('hello', 'dev')).toMatchObject({ state: 'published' });
  });

  test('a fault is told to the server, and to the owner in a sentence without its inside', async () => {
    const who: Api['who'] = async () => {
      throw new TypeError('inside of a function');
    };
    const studio = openStudio({ channels, env, apis: { dev: taking({ who }) } });
    const page = await press(studio, '/channels?lang=en', 'Log in and look');
    expect(page).toContain('Something unexpected happened.');
    expect(page).not.toContain('inside of a function');
    expect(studio.faults).toHaveLength(1);
  });
});

describe('what the engine says', () => {
  const inChinese = async (studio: Studio, path = '/posts/hello?lang=zh') => {
    const page = await ask(studio, path);
    return page.slice(page.indexOf('<main>'));
  };

  test.each<[string, Partial<Publication>, string]>([
    ['edited there', { state: 'changed' }, '在那边被手动改过'],
    ['deleted there', { state: 'gone' }, '已在那边删除，不会再发'],
    ['taken back', { state: 'removed' }, '你已经撤回了它'],
  ])('of a copy that was %s is Chinese on a Chinese page', async (_, changes, said) => {
    const studio = openStudio({
      channels: { dev: channels.dev },
      env,
      lines: [{ ...live, ...changes }],
      apis: { dev: taking() },
    });
    expect(await inChinese(studio)).toContain(said);
  });

  test.each([
    ['a title that is too long', feedItem({ title: 'x'.repeat(200) }), '标题有 200 字，DEV 最多 128：请缩短'],
    [
      'a short text where posts are whole',
      feedItem({ _byline: { offers: [], channels: { dev: { text: 'Read.' } } } }),
      'DEV 发的是全文，用不上短文案',
    ],
  ])('of %s is Chinese on a Chinese page, and English on an English one', async (_, item, said) => {
    const studio = openStudio({ channels: { dev: channels.dev }, env, items: [item] });
    expect(await inChinese(studio)).toContain(said);
    expect(await ask(studio, '/posts/hello?lang=en')).not.toMatch(/[请最多]/);
  });

  test('of a post with diagrams is a warning beside the button, in the language of the page', async () => {
    const item = feedItem({ _byline: { offers: [], channels: {}, diagrams: 2 } });
    const studio = openStudio({ channels, env, items: [item] });
    expect(await inChinese(studio)).toContain('文中有 2 个 Mermaid 图：手动粘贴时，知乎只会显示源码');
    expect(await ask(studio, '/posts/hello?lang=en')).toContain(
      '2 diagrams in Mermaid: pasted by hand, 知乎 shows the source',
    );
  });

  test('of results is in the language of the page', async () => {
    const studio = openStudio({ channels: { dev: channels.dev }, env, apis: { dev: taking() } });
    const fields = await fieldsOf(studio, '/posts/hello?lang=zh', '发布');
    const answer = await post(studio, fields);
    const path = (answer.headers.get('Location') ?? '').replace('lang=en', 'lang=zh');
    expect(await settled(studio, path)).toContain('已创建');
    expect(await settled(studio, path.replace('lang=zh', 'lang=en'))).toContain('created');
  });
});

describe('who may press a button', () => {
  test.each([
    ['no token', () => ''],
    ['a token of another server', () => `${NOW}.nonce.c2lnbmF0dXJl`],
    ['a token that was changed', (token: string) => token.replace(/^\d+/, String(NOW + 1))],
  ])('a form with %s does nothing', async (_, change) => {
    const studio = openStudio({ channels, env, apis: { dev: taking() } });
    const fields = await fieldsOf(studio, '/posts/hello?lang=en', 'Publish');
    fields.set('token', change(fields.get('token') ?? ''));
    const answer = await post(studio, fields);
    expect([answer.status, await answer.text()]).toEqual([403, expect.stringContaining('nothing was done')]);
    expect(studio.books.ledger.lines()).toEqual([]);
  });

  test('a form that was open for half a day does nothing', async () => {
    const studio = openStudio({ channels, env, apis: { dev: taking() } });
    const fields = await fieldsOf(studio, '/posts/hello?lang=en', 'Publish');
    studio.clock.now += 12 * 3_600_000;
    expect((await post(studio, fields)).status).toBe(403);
  });

  test('a form that asks for nothing known does nothing', async () => {
    const studio = openStudio({ channels, env });
    const fields = await fieldsOf(studio, '/posts/hello?lang=en', 'Publish');
    fields.set('deed', 'delete-everything');
    expect((await post(studio, fields)).status).toBe(422);
  });

  test('nothing is done by loading a page', async () => {
    const studio = openStudio({ channels, env, apis: { dev: taking() } });
    expect((await studio.app.request('/studio/publishing/runs?deed=publish')).status).toBe(404);
    expect(studio.books.ledger.lines()).toEqual([]);
  });
});

describe('an edition and its kit', () => {
  test('the edition stands in a frame of its own, where nothing runs', async () => {
    const item = feedItem({ content_html: '<p>Text</p><script>alert(1)</script>' });
    const studio = openStudio({ channels, env, items: [item] });
    const page = await ask(studio, '/posts/hello/dev?lang=en');
    expect(page).toContain('src="/studio/publishing/posts/hello/dev/frame?lang=en"');
    expect(page).toContain('15 of 128');
    expect(page).toContain('utm_source=dev');
    const frame = await studio.app.request('/studio/publishing/posts/hello/dev/frame');
    expect(frame.headers.get('Content-Security-Policy')).toMatch(
      /default-src 'none'.*frame-ancestors 'self'; sandbox$/,
    );
    expect(await frame.text()).not.toContain('alert(1)');
  });

  test('the kit has the editor, the answers and the pictures; a platform with an API alone has none', async () => {
    const studio = openStudio({ channels, env });
    const kit = await ask(studio, '/posts/hello/zhihu/kit?lang=en');
    for (const text of [
      'https://zhuanlan.zhihu.com/write',
      'Node.js，C++',
      'https://site.example/og/hello.png',
      'utm_source=zhihu',
    ])
      expect(kit).toContain(text);
    expect((await studio.app.request('/studio/publishing/posts/hello/dev/kit')).status).toBe(404);
  });

  test('a post that is not there is said to be so', async () => {
    const studio = openStudio({ channels, env });
    const answer = await studio.app.request('/studio/publishing/posts/nowhere?lang=en');
    expect([answer.status, await answer.text()]).toEqual([
      404,
      expect.stringContaining('goes to no channel'),
    ]);
  });

  test('drafts by the browser are offered where a platform lets no program in', async () => {
    const page = await ask(openStudio({ channels, env, isBrowserKnown: true }), '?lang=en');
    expect(page).toContain('name="via" value="wechatsync"');
    expect(page).toContain('makes drafts on 知乎.');
    expect(await ask(openStudio({ channels: { dev: channels.dev } }), '?lang=en')).not.toContain(
      'wechatsync',
    );
    expect(await ask(openStudio({ channels }), '/channels?lang=en')).toContain('WECHATSYNC_TOKEN is not set');
  });
});
