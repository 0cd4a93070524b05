import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { channelSchema, type FeedItem } from '#domain';
import { openMailer, readMailServer } from '../../integrations/mail/index.ts';
import { checkChannels } from '../../integrations/syndication/channels/check-channels.ts';
import { channelProblems } from '../../integrations/syndication/channels/channel-problems.ts';
import { loadPlatforms, openChannels } from '../../integrations/syndication/channels/settings.ts';
import { createSend } from '../../integrations/syndication/network/send.ts';
import { openMailing } from '../../integrations/syndication/newsletter/open-mailing.ts';
import { readSubscribers } from '../../integrations/syndication/newsletter/subscribers.ts';
import { plan } from '../../integrations/syndication/plan/plan.ts';
import type { Effects } from '../../integrations/syndication/publish/effects.ts';
import { publish } from '../../integrations/syndication/publish/publish.ts';
import { type MailBox, startMailServer } from '../servers/mail-server.ts';
import { calmEffects, journalInMemory, ledgerInMemory } from './books-in-memory.ts';
import { feedItem } from './feed-item.ts';

const platforms = await loadPlatforms();
const readers = ['ann@example.com', 'bob@example.com', 'cyd@example.com', 'dan@example.com'];
const MINUTE = 60_000;

let box: MailBox;
let folder: string;
let now: number;
let said: string[];
let unsubscribe: string | undefined;
let books: Pick<Effects, 'ledger' | 'journal'>;

beforeEach(async () => {
  [box, folder] = await Promise.all([startMailServer(), mkdtemp(join(tmpdir(), 'byline-mail-'))]);
  now = Date.UTC(2026, 10, 2);
  said = [];
  unsubscribe = undefined;
  books = { ledger: ledgerInMemory(), journal: journalInMemory() };
  await subscribe(readers);
});

afterEach(async () => {
  await box.close();
  await rm(folder, { recursive: true, force: true });
});

const list = () => join(folder, 'subscribers.txt');
const subscribe = (addresses: readonly string[]) => writeFile(list(), `${addresses.join('\n')}\n`);

/** @param agrees which questions the author says yes to */
function effects(agrees: readonly string[], url = box.url): Effects {
  const consent: Effects['consent'] = async ({ about }) => agrees.includes(about);
  const mail = openMailing({
    channel: 'news',
    subscribers: async () => (await readSubscribers(list())).map((one) => ({ ...one, unsubscribe })),
    folder: join(folder, 'outbox'),
    from: { name: '林衍', address: 'lin@site.example' },
    perMinute: 600,
    openMailer: () => openMailer(readMailServer({ SMTP_URL: url }), { answer: 2_000 }),
    now: () => now,
    sleep: async (duration) => {
      now += duration;
    },
    mayRepeat: (letter, count) => consent({ about: 'again', what: `${count}`, edition: letter }),
    nameOf: (address) => address,
    tell: (text) => said.push(text),
    progress: () => {},
  });
  return calmEffects(books, { now: () => now, consent, sendFor: () => createSend([], { mail }) });
}

function channels() {
  const channel = channelSchema.parse({ platform: 'newsletter', since: '2026-01-01' });
  return openChannels({ news: channel }, { platforms, env: {}, timeZone: 'UTC' });
}

function run(items: readonly FeedItem[], agrees: readonly string[] = ['cost'], url?: string) {
  const { ledger, journal } = books;
  const held = { until: journal.heldUntil, reason: journal.reasonOfHold };
  const known = { ledger: ledger.lines(), intents: journal.intents(), held, now };
  return publish(plan({ items, channels: channels(), ...known }), effects(agrees, url));
}

const counts = () => readers.map((address) => box.to(address).length);

describe('a newsletter', () => {
  test('goes to nobody before its author agrees', async () => {
    expect(await run([feedItem()], [])).toMatchObject([
      { outcome: 'blocked', what: expect.stringContaining('no mail can be taken back') },
    ]);
    expect(box.mails()).toEqual([]);
  });

  test('reaches each subscriber in a mail of their own, with both forms of the text and a way out', async () => {
    expect(await run([feedItem({ title: '重试 & 退避' })])).toMatchObject([{ outcome: 'done' }]);
    expect(counts()).toEqual([1, 1, 1, 1]);
    const [{ parsed, from } = expect.fail('nothing came')] = box.to('ann@example.com');
    expect(from).toBe('lin@site.example');
    expect(parsed.subject).toBe('重试 & 退避');
    expect(parsed.headers.get('list')).toMatchObject({
      unsubscribe: { mail: expect.stringContaining('lin@site.example') },
    });
    const html = String(parsed.html);
    expect(html).toMatch(/<p style="[^"]+">/);
    expect(html).not.toMatch(/ class=|<script|<style/);
    for (const text of [html.replaceAll('&#x26;', '&').replaceAll('&amp;', '&'), parsed.text ?? ''])
      expect(text).toContain('utm_source=news&utm_medium=syndication');
    expect(parsed.text).toContain('重试 & 退避');
    const ids = box.mails().map((mail) => mail.parsed.messageId);
    expect(new Set(ids).size).toBe(4);
    expect(said).toEqual(['hello → news: 4 of 4 subscribers have it']);
  });

  test('goes out once: not again, not after an edit, not to who comes later', async () => {
    await run([feedItem()]);
    await subscribe([...readers, 'eve@example.com']);
    const edited = feedItem({ content_html: '<p>Another text.</p>', title: 'Another title' });
    expect(await run([feedItem()])).toMatchObject([{ outcome: 'unchanged' }]);
    expect(await run([edited])).toMatchObject([{ outcome: 'unchanged' }]);
    expect(box.mails()).toHaveLength(4);
  });

  test('goes out once, though the ledger and the journal are lost', async () => {
    await run([feedItem()]);
    books = { ledger: ledgerInMemory(), journal: journalInMemory() };
    expect(await run([feedItem()])).toMatchObject([{ outcome: 'done' }]);
    expect(counts()).toEqual([1, 1, 1, 1]);
  });

  test('is kept in an outbox that names nobody', async () => {
    await run([feedItem()]);
    const text = await readFile(join(folder, 'outbox/news.jsonl'), 'utf8');
    expect(text.trim().split('\n')).toHaveLength(8);
    expect(text).not.toContain('example');
  });
});

test('a subscriber of the site’s form leaves by one click of their mail program', async () => {
  unsubscribe = 'https://site.example/api/unsubscribe?id=0f3a';
  await run([feedItem()]);
  const [{ parsed, raw } = expect.fail('nothing came')] = box.to('ann@example.com');
  expect(parsed.headers.get('list')).toMatchObject({
    unsubscribe: { url: unsubscribe, mail: expect.any(String) },
  });
  expect(raw.toString()).toMatch(/^List-Unsubscribe-Post: List-Unsubscribe=One-Click\r$/m);
  expect(parsed.html).toContain(`href="${unsubscribe}"`);
  expect(parsed.text).toContain(unsubscribe);
});

describe('what a server says of one subscriber stops no other', () => {
  test.each(['refused', 'spam'] as const)('%s', async (trouble) => {
    box.spoil('bob@example.com', trouble);
    expect(await run([feedItem()])).toMatchObject([{ outcome: 'done' }]);
    expect(counts()).toEqual([1, 0, 1, 1]);
    expect(said).toEqual([
      expect.stringMatching(/^bob@example\.com: .*55[04]/),
      'hello → news: 3 of 4 subscribers have it; 1 were refused',
    ]);
  });

  test('full: it is tried again, and the others get nothing twice', async () => {
    box.spoil('bob@example.com', 'full');
    expect(await run([feedItem()])).toMatchObject([{ outcome: 'later', what: '1 mailboxes ask to wait' }]);
    box.spoil('bob@example.com', undefined);
    expect(await run([feedItem()])).toMatchObject([{ outcome: 'later' }]);
    now += 16 * MINUTE;
    expect(await run([feedItem()])).toMatchObject([{ outcome: 'done' }]);
    expect(counts()).toEqual([1, 1, 1, 1]);
  });

  test('full for days: it is given up', async () => {
    box.spoil('bob@example.com', 'full');
    await run([feedItem()]);
    now += 4 * 24 * 60 * MINUTE;
    expect(await run([feedItem()])).toMatchObject([{ outcome: 'done' }]);
    expect(said.at(-1)).toContain('1 were refused');
  });

  test.each(['answer-lost', 'silent'] as const)(
    '%s: it may have arrived, and is not sent again',
    async (trouble) => {
      box.spoil('bob@example.com', trouble);
      expect(await run([feedItem()])).toMatchObject([{ outcome: 'done' }]);
      expect(counts()).toEqual([1, 1, 1, 1]);
      expect(said.at(-1)).toContain('it is not known whether it reached bob@example.com');
    },
  );
});

describe('a run that ends early', () => {
  test('because the connection breaks is taken up where it ended', async () => {
    box.spoil('cyd@example.com', 'cut-before');
    expect(await run([feedItem()])).toMatchObject([{ outcome: 'later' }]);
    expect(counts()).toEqual([1, 1, 0, 0]);
    box.spoil('cyd@example.com', undefined);
    now += 16 * MINUTE;
    expect(await run([feedItem()])).toMatchObject([{ outcome: 'done' }]);
    expect(counts()).toEqual([1, 1, 1, 1]);
  });

  test('because the login is wrong now is taken up where it ended, with another key', async () => {
    box.spoil('cyd@example.com', 'cut-before');
    await run([feedItem()]);
    now += 16 * MINUTE;
    const wrong = await startMailServer({ login: { user: 'me', pass: 'right' } });
    expect(await run([feedItem()], ['cost'], wrong.url.replace('right', 'wrong'))).toMatchObject([
      { outcome: 'setup' },
    ]);
    await wrong.close();
    expect(books.journal.intents()).toEqual([]);
    box.spoil('cyd@example.com', undefined);
    expect(await run([feedItem()])).toMatchObject([{ outcome: 'done' }]);
    expect(counts()).toEqual([1, 1, 1, 1]);
  });

  test('with a mail that may have arrived sends it again only by its author’s word, under the same Message-ID', async () => {
    box.spoil('bob@example.com', 'answer-lost');
    box.spoil('cyd@example.com', 'full');
    await run([feedItem()]);
    box.spoil('bob@example.com', undefined);
    now += 16 * MINUTE;
    await run([feedItem()]);
    expect(counts()).toEqual([1, 1, 0, 1]);
    box.spoil('cyd@example.com', undefined);
    now += 16 * MINUTE;
    expect(await run([feedItem()], ['cost', 'again'])).toMatchObject([{ outcome: 'done' }]);
    expect(counts()).toEqual([1, 2, 1, 1]);
    const ids = box.to('bob@example.com').map(({ parsed }) => parsed.messageId);
    expect(ids[0]).toBe(ids[1]);
  });
});

test('a picture travels within the mail, in a form that mail programs draw', async () => {
  const svg = Buffer.from(
    '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><rect width="40" height="20"/></svg>',
  );
  const item = feedItem();
  const content = '<p>See.</p><p><img src="https://site.example/a.svg" alt="A box"></p>';
  const shown = { ...item, content_html: content, _byline: { ...item._byline, content } };
  const base = effects(['cost']);
  const steps = plan({ items: [shown], channels: channels(), ledger: [], now });
  expect(await publish(steps, { ...base, readPicture: async () => svg })).toMatchObject([
    { outcome: 'done' },
  ]);
  const [{ parsed } = expect.fail('nothing came')] = box.to('ann@example.com');
  const [picture] = parsed.attachments;
  expect(picture).toMatchObject({ contentType: 'image/png', related: true });
  expect(parsed.html).toContain('alt="A box"');
  expect(await sharp(picture?.content).metadata()).toMatchObject({ format: 'png' });
});

test('the mails keep to the pace', async () => {
  const start = now;
  await run([feedItem()]);
  expect(now - start).toBe(3 * 100);
});

test('channels check logs in, counts the subscribers and mails nobody', async () => {
  expect(await checkChannels(channels(), { ...effects([]), journal: books.journal })).toMatchObject([
    {
      isReady: true,
      what: expect.stringMatching(/lin@site\.example at 127\.0\.0\.1:\d+, with 4 subscribers/),
    },
  ]);
  await rm(list());
  expect(await checkChannels(channels(), { ...effects([]), journal: books.journal })).toMatchObject([
    {
      isReady: false,
      what: expect.stringContaining('there is no list of subscribers'),
      hint: expect.any(String),
    },
  ]);
  expect(box.mails()).toEqual([]);
});

test('a channel names the first day whose posts are mailed', () => {
  const channel = channelSchema.parse({ platform: 'newsletter' });
  expect(channelProblems({ news: channel }, platforms)).toMatchObject([
    {
      message: 'channels.news.since is missing',
      hint: expect.stringContaining('every post there is would be mailed'),
    },
  ]);
});

describe('the list of subscribers', () => {
  test('has each mailbox once', async () => {
    await subscribe(['# friends', 'Ann@example.com', '', '  bob@example.com ', 'ann@example.com\r']);
    expect((await readSubscribers(list())).map(({ address }) => address)).toEqual([
      'ann@example.com',
      'bob@example.com',
    ]);
  });

  test('names the lines that are no addresses', async () => {
    await subscribe(['ann@example.com', 'bob', 'cyd@', 'x@y.z\u0000']);
    const error = await readSubscribers(list()).catch((thrown: AggregateError) => thrown);
    expect(error).toMatchObject({
      errors: [{ place: { line: 2 } }, { place: { line: 3 } }, { place: { line: 4 } }],
    });
  });

  test('is not read where Git keeps it', async () => {
    const git = (...words: string[]) => execFileSync('git', ['-C', folder, ...words], { stdio: 'pipe' });
    git('init', '-q');
    expect(await readSubscribers(list())).toHaveLength(4);
    git('add', 'subscribers.txt');
    await expect(readSubscribers(list())).rejects.toThrow(/^Git keeps .*subscribers\.txt/);
  });
});
