import { createServer } from 'node:http';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import type { FeedItem, Publication } from '#domain';
import { checkChannels } from '../../integrations/syndication/channels/check-channels.ts';
import { loadPlatforms, openChannels } from '../../integrations/syndication/channels/settings.ts';
import { recordByHand } from '../../integrations/syndication/kit/kit.ts';
import { plan } from '../../integrations/syndication/plan/plan.ts';
import type { Effects } from '../../integrations/syndication/publish/effects.ts';
import { publish } from '../../integrations/syndication/publish/publish.ts';
import {
  type Bridge,
  type BridgePatience,
  createBridge,
} from '../../integrations/syndication/wechatsync/bridge.ts';
import { throughWechatsync } from '../../integrations/syndication/wechatsync/index.ts';
import { freePort } from '../free-port.ts';
import {
  EXTENSION,
  type ExtensionStandIn,
  type Fault,
  startExtension,
} from '../servers/wechatsync-extension.ts';
import { calmEffects, journalInMemory, ledgerInMemory } from './books-in-memory.ts';
import { feedItem } from './feed-item.ts';

const TOKEN = 'a-token-of-the-author';
const platforms = await loadPlatforms();
const all = openChannels(
  {
    dev: { platform: 'dev', form: 'full' },
    zhihu: { platform: 'zhihu', form: 'full' },
    juejin: { platform: 'juejin', form: 'full' },
    toutiao: { platform: 'toutiao', form: 'full' },
    bilibili: { platform: 'bilibili', form: 'full' },
    infoq: { platform: 'infoq', form: 'full' },
  },
  { platforms, env: {}, timeZone: 'UTC' },
);

let port: number;
let bridge: Bridge;
let extension: ExtensionStandIn | undefined;
let books: Pick<Effects, 'ledger' | 'journal'>;
let waited: string[];

beforeEach(async () => {
  port = await freePort();
  books = { ledger: ledgerInMemory(), journal: journalInMemory() };
  waited = [];
  bridge = bridgeWith({});
});

afterEach(async () => {
  extension?.stop();
  extension = undefined;
  await bridge.close();
});

function bridgeWith(patience: Partial<BridgePatience>): Bridge {
  return createBridge({ token: TOKEN, port, patience, onWaiting: (address) => waited.push(address) });
}

function startBrowser(changes: Partial<Parameters<typeof startExtension>[0]> = {}): ExtensionStandIn {
  extension = startExtension({ address: `ws://localhost:${port}`, token: TOKEN, ...changes });
  return extension;
}

function planned(
  to: readonly string[],
  items: readonly FeedItem[] = [feedItem()],
  by: Bridge | undefined = bridge,
) {
  return plan({
    items,
    channels: throughWechatsync(all, by),
    ledger: books.ledger.lines(),
    intents: books.journal.intents(),
    only: { channels: to },
    now: Date.now(),
  });
}

const send = (to: readonly string[], items?: readonly FeedItem[], changes: Partial<Effects> = {}) =>
  publish(planned(to, items), calmEffects(books, { ...noNetwork, ...changes }));

/** The extension is the only way out. */
const noNetwork: Partial<Effects> = { sendFor: () => ({}) as ReturnType<Effects['sendFor']> };

const line = (channel: string): Publication | undefined => books.ledger.line('hello', channel);

describe('drafts by the extension in the author’s browser', () => {
  test('each platform gets its own edition in both forms, with its tagged links and uploaded pictures', async () => {
    const { drafts, pictures } = startBrowser();
    const item = feedItem({
      content_html:
        '<p>See <a href="https://site.example/projects/">what I make</a>.</p><p><img src="https://site.example/a.png" alt="A"></p>',
    });
    const results = await send(['zhihu', 'juejin', 'toutiao'], [item]);
    expect(results.map(({ outcome, what }) => [outcome, what])).toEqual(
      Array(3).fill(['done', 'created as a draft']),
    );
    expect(
      drafts()
        .map(({ platform }) => platform)
        .toSorted(),
    ).toEqual(['juejin', 'toutiao', 'zhihu']);
    for (const { platform, title, markdown = '', content = '', cover = '' } of drafts()) {
      expect(title).toBe('Hello & <world>');
      for (const body of [markdown, content]) {
        expect(body).toContain(`utm_source=${platform}`);
        expect(body).toContain(`https://pic.${platform}.example/`);
        expect(body).not.toContain('https://site.example/a.png');
      }
      expect(markdown).toMatch(/\[what I make\]\(/);
      expect(content).toMatch(/<a href="[^"]+">what I make<\/a>/);
      expect(cover).toContain(`https://pic.${platform}.example/`);
    }
    expect(pictures().every(({ type, bytes }) => type === 'image/png' && bytes.byteLength > 0)).toBe(true);
    expect(line('zhihu')).toMatchObject({
      state: 'draft',
      url: expect.stringMatching(/zhihu\.example\/drafts\//),
    });
    expect(books.journal.intents()).toEqual([]);
  });

  test('who is logged in is asked once, before anything else', async () => {
    const { asked } = startBrowser();
    await send(['zhihu', 'juejin']);
    expect(asked().filter((method) => method === 'listPlatforms')).toHaveLength(1);
    expect(asked()[0]).toBe('listPlatforms');
  });

  test('channels check says who is logged in where, and makes nothing', async () => {
    const { drafts, asked } = startBrowser({ logins: { zhihu: 'lin' } });
    const checked = await checkChannels(throughWechatsync(all, bridge), calmEffects(books, noNetwork));
    expect(checked.map(({ channel, isReady, what }) => [channel, isReady, what])).toEqual([
      ['zhihu', true, 'logged in as lin'],
      ['juejin', false, 'you are not logged in to 掘金 in the browser that has Wechatsync (未登录)'],
      ['toutiao', false, 'you are not logged in to 今日头条 in the browser that has Wechatsync (未登录)'],
      ['bilibili', false, 'this Wechatsync does not know B站专栏 (“bilibili”)'],
    ]);
    expect([drafts(), asked()]).toEqual([[], ['listPlatforms']]);
  });

  test('a platform where nobody is logged in gets nothing; the others go on', async () => {
    const { drafts } = startBrowser({ logins: { zhihu: 'lin' } });
    const results = await send(['zhihu', 'juejin']);
    expect(Object.fromEntries(results.map(({ channel, outcome }) => [channel, outcome]))).toEqual({
      zhihu: 'done',
      juejin: 'setup',
    });
    expect(results.find(({ channel }) => channel === 'juejin')?.hint).toMatch(/Log in to 掘金/);
    expect(drafts()).toHaveLength(1);
    expect(line('juejin')).toBeUndefined();
  });

  test('a draft is made once: the next run leaves it, and an edit is made by hand', async () => {
    const { drafts } = startBrowser();
    await send(['zhihu']);
    expect(planned(['zhihu'])).toMatchObject([{ action: 'unchanged' }]);
    const edited = feedItem({ title: 'Edited' });
    expect(planned(['zhihu'], [edited])).toMatchObject([
      { action: 'by-hand', why: [expect.stringMatching(/edited since/)] },
    ]);
    await send(['zhihu'], [edited]);
    expect(drafts()).toHaveLength(1);
  });

  test('published by its author, the draft becomes a copy of what it was made from', async () => {
    startBrowser();
    await send(['zhihu']);
    const draft = line('zhihu');
    const edited = feedItem({ title: 'Edited' });
    const [step] = planned(['zhihu'], [edited]);
    if (step === undefined) throw new Error('no step');
    await recordByHand(step, 'https://zhuanlan.zhihu.com/p/42', { ...books, now: Date.now });
    expect(line('zhihu')).toMatchObject({ state: 'published', id: '42', source: draft?.source, by: 'hand' });
    expect(planned(['zhihu'], [edited])).toMatchObject([{ action: 'by-hand' }]);
    expect(planned(['zhihu'])).toMatchObject([{ action: 'unchanged' }]);
  });

  test('a post waits at home where it is over a limit of the platform', async () => {
    const { asked } = startBrowser();
    const steps = planned(['toutiao'], [feedItem({ title: '长'.repeat(31) })]);
    expect(steps).toMatchObject([
      { action: 'blocked', why: [expect.stringMatching(/今日头条 takes 30 at most/)] },
    ]);
    expect(asked()).toEqual([]);
  });
});

describe('what goes wrong with the extension', () => {
  test.each<[Fault, RegExp]>([
    ['dies', /connection to Wechatsync was lost.*a draft may be at 知乎/],
    ['error', /Extension context invalidated; a draft may be at 知乎/],
    ['nonsense', /did not say what became of it; a draft may be at 知乎/],
  ])('after “%s” the draft is uncertain, and waits for its author', async (fault, what) => {
    const browser = startBrowser();
    browser.fail(fault);
    const [result] = await send(['zhihu']);
    expect(result).toMatchObject({ outcome: 'uncertain', what: expect.stringMatching(what) });
    expect(result?.hint).toMatch(/npx byline published hello <its address> --to zhihu/);
    expect(line('zhihu')).toMatchObject({ state: 'uncertain' });
    const made = browser.drafts().length;
    browser.fail(undefined);
    expect(await send(['zhihu'])).toMatchObject([{ outcome: 'uncertain' }]);
    expect(browser.drafts()).toHaveLength(made);
    expect(
      await send(['zhihu'], undefined, { consent: async ({ about }) => about === 'again' }),
    ).toMatchObject([{ outcome: 'done' }]);
    expect(browser.drafts()).toHaveLength(made + 1);
  });

  test('without --via, an uncertain draft is still uncertain, and its author can say where it is', async () => {
    startBrowser().fail('dies');
    await send(['zhihu']);
    const at = (items = [feedItem()]) =>
      plan({
        items,
        channels: all,
        ledger: books.ledger.lines(),
        intents: books.journal.intents(),
        only: { channels: ['zhihu'] },
        now: Date.now(),
      });
    const [step] = at();
    expect(step).toMatchObject({
      action: 'uncertain',
      why: [expect.stringMatching(/a draft may be at 知乎/)],
    });
    if (step === undefined) throw new Error('no step');
    await recordByHand(step, 'https://zhuanlan.zhihu.com/p/42', { ...books, now: Date.now });
    expect(at()).toMatchObject([{ action: 'unchanged' }]);
    expect(books.journal.intents()).toEqual([]);
  });

  test('an answer that comes too late leaves the draft uncertain, and changes nothing afterwards', async () => {
    bridge = bridgeWith({ answer: 5_000 });
    const browser = startBrowser();
    browser.fail('late');
    const hurried: Bridge = {
      ask: (method, params, how) => bridge.ask(method, params, how?.writes ? { ...how, most: 50 } : how),
      close: () => bridge.close(),
    };
    const steps = planned(['zhihu'], undefined, hurried);
    const results = await publish(steps, calmEffects(books, noNetwork));
    expect(results).toMatchObject([
      { outcome: 'uncertain', what: expect.stringMatching(/did not answer within 0.05 s/) },
    ]);
    browser.release();
    expect(await bridge.ask('listPlatforms', {})).toHaveLength(8);
    expect(line('zhihu')).toMatchObject({ state: 'uncertain' });
  });

  test('an answer that comes twice is one draft', async () => {
    const browser = startBrowser();
    browser.fail('twice');
    expect(await send(['zhihu', 'juejin'])).toMatchObject([{ outcome: 'done' }, { outcome: 'done' }]);
    expect(browser.drafts()).toHaveLength(2);
  });

  test('an older version answers with the list alone', async () => {
    startBrowser().fail('old');
    expect(await send(['zhihu'])).toMatchObject([{ outcome: 'done', url: 'https://zhihu.example/drafts/1' }]);
  });

  test.each<[Fault, RegExp]>([
    ['picture', /picture .* could not be brought to 知乎: .*图片上传失败/],
    ['refuses', /知乎: 标题太长/],
  ])('“%s” makes no draft, and says why', async (fault, what) => {
    const browser = startBrowser();
    browser.fail(fault);
    expect(await send(['zhihu'])).toMatchObject([{ outcome: 'refused', what: expect.stringMatching(what) }]);
    expect(browser.drafts()).toEqual([]);
    expect([line('zhihu'), books.journal.intents()]).toEqual([undefined, []]);
  });

  test('a wrong token is said to be one, and nothing is sent', async () => {
    const browser = startBrowser({ token: 'another token' });
    const results = await send(['zhihu', 'juejin']);
    expect(results.map(({ outcome }) => outcome)).toEqual(['setup', 'setup']);
    expect(results[0]).toMatchObject({
      what: expect.stringMatching(/refused the token/),
      hint: expect.stringMatching(/WECHATSYNC_TOKEN/),
    });
    expect(JSON.stringify(results)).not.toContain(TOKEN);
    expect(browser.asked()).toEqual(['listPlatforms']);
  });

  test('without a token each channel says what it lacks', () => {
    const steps = plan({
      items: [feedItem()],
      channels: throughWechatsync(all, undefined),
      ledger: [],
      only: { channels: ['zhihu'] },
      now: 0,
    });
    expect(steps).toMatchObject([
      { action: 'blocked', why: [expect.stringMatching(/WECHATSYNC_TOKEN is not set/)] },
    ]);
  });

  test('where no extension comes, it is said with what to do, and waited for once', async () => {
    bridge = bridgeWith({ connect: 50 });
    const results = await send(['zhihu', 'juejin', 'toutiao']);
    expect(results.map(({ outcome }) => outcome)).toEqual(['setup', 'setup', 'setup']);
    expect(results[0]).toMatchObject({
      what: expect.stringMatching(
        /Wechatsync does not answer: no extension connected to ws:\/\/localhost:\d+/,
      ),
      hint: expect.stringMatching(/turn 同步桥接 on/),
    });
    expect(waited).toEqual([`ws://localhost:${port}`]);
  });

  test('a port that another program holds is named, with what to do', async () => {
    const other = createServer().listen(port, '127.0.0.1');
    await expect(bridge.ask('listPlatforms', {})).rejects.toMatchObject({
      message: expect.stringMatching(/cannot be taken/),
      hint: expect.stringMatching(/WECHATSYNC_PORT/),
    });
    await new Promise((closed) => other.close(closed));
  });
});

describe('who is let in', () => {
  const knock = (origin: string | undefined, host = `localhost:${port}`): Promise<number | 'in'> =>
    new Promise((resolve) => {
      const headers = { Host: host };
      const socket = new WebSocket(`ws://127.0.0.1:${port}`, {
        headers,
        ...(origin === undefined ? {} : { origin }),
      });
      socket.on('unexpected-response', (_, response) => resolve(response.statusCode ?? 0));
      socket.on('open', () => {
        socket.close();
        resolve('in');
      });
      socket.on('error', () => {});
    });

  test('the extension alone: no page of the web, no other program, no other extension', async () => {
    const { asked } = startBrowser();
    await bridge.ask('listPlatforms', {});
    const statuses = await Promise.all([
      knock('https://evil.example'),
      knock('http://localhost:4321'),
      knock('null'),
      knock(undefined),
      knock('chrome-extension://too-short'),
      knock('chrome-extension://pppppppppppppppppppppppppppppppp'),
      knock(EXTENSION, 'evil.example'),
    ]);
    expect(statuses).toEqual(Array(7).fill(401));
    const answer = await fetch(`http://127.0.0.1:${port}/`, { headers: { Origin: 'https://evil.example' } });
    expect([answer.status, answer.headers.get('access-control-allow-origin')]).toEqual([426, null]);
    expect(await bridge.ask('listPlatforms', {})).toHaveLength(8);
    expect(asked()).toEqual(['listPlatforms', 'listPlatforms']);
  });

  test('a stranger that knocked while nobody else came is named', async () => {
    bridge = bridgeWith({ connect: 400 });
    const asked = bridge.ask('listPlatforms', {}).catch((error: Error) => error.message);
    await expect.poll(() => waited.length).toBe(1);
    expect(await knock('https://evil.example')).toBe(401);
    expect(await asked).toMatch(/https:\/\/evil\.example knocked, and was not let in/);
  });

  test('an extension that was put to sleep connects anew, and is asked from then on', async () => {
    startBrowser().stop();
    const { asked } = startBrowser();
    const listed = (): Promise<unknown> => bridge.ask('listPlatforms', {}).catch(() => undefined);
    await expect.poll(listed).toHaveLength(8);
    expect(asked()).toContain('listPlatforms');
  });

  test('no port is taken before something is asked', async () => {
    const other = createServer().listen(port, '127.0.0.1');
    planned(['zhihu']);
    await new Promise((closed) => other.close(closed));
    expect(waited).toEqual([]);
  });
});
