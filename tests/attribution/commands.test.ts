import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Report } from '#domain';
import { openStore } from '../../integrations/attribution/collector/store.ts';
import { type Checkout, checkOut } from '../checkout.ts';
import { startMailServer } from '../servers/mail-server.ts';
import { conversion, count, journey, lead, ZONE } from './builders.ts';

const person = { name: 'Eve\u001b[31m\u009b32m', email: 'eve@reader.example', message: 'Hello' };
const NOW = Date.now();

let checkout: Checkout;

beforeAll(async () => {
  checkout = await checkOut('thread');
  const file = join(checkout.root, '.byline/byline.db');
  const store = await openStore({ database: file, now: () => NOW, timeZone: ZONE });
  await store.addCount(count({ at: NOW - 10, post: 'hello', source: 'dev.to' }));
  await store.addCount(count({ at: NOW - 5, post: 'bonjour', source: 'juejin.cn' }));
  for (const id of ['aaaa-1111', 'aaaa-2222']) {
    const told = { ...journey(['dev.to', 'juejin.cn'], NOW - 1), reads: reads(['hello', 'bonjour']) };
    await store.addLead(lead({ ...person, conversion: conversion({ id, at: NOW - 1, journey: told }) }));
  }
  await store.close();
});

const reads = (posts: readonly string[]) => posts.map((key, index) => ({ at: NOW - 10 + index, key }));

afterAll(() => checkout.remove());

test('a lead won is money of the posts and channels that led to it', async () => {
  const won = await checkout.byline(['leads', 'won', 'aaaa-1', '12000.01 CNY']);
  expect(won).toMatchObject({ code: 0, stderr: '', stdout: expect.stringContaining('¥12,000.01') });
  const { code, stdout } = await checkout.byline(['report', '--json']);
  expect(code).toBe(0);
  const report = JSON.parse(stdout);
  expect(report.model).toBe('linear');
  expect(report.rows.post).toMatchObject([
    { key: 'hello', views: 1, conversions: 1, won: 0.5, earned: [{ amount: 6000_01, currency: 'CNY' }] },
    { key: 'bonjour', views: 1, conversions: 1, won: 0.5, earned: [{ amount: 6000_00, currency: 'CNY' }] },
  ]);
  expect(report.rows.channel.map(({ key }: { key: string }) => key)).toEqual(['dev', 'juejin']);
});

test('what a lead brought is corrected by an entry of its own', async () => {
  await checkout.byline(['leads', 'won', 'aaaa-1', '10000.00 CNY']);
  const { totals } = JSON.parse((await checkout.byline(['report', '--json'])).stdout);
  expect(totals.earned).toEqual([{ amount: 10_000_00, currency: 'CNY' }]);
});

test('the report is a table, of one dimension where that is asked for', async () => {
  const { stdout } = await checkout.byline(['report', '--model', 'first-touch', '--by', 'channel']);
  expect(stdout).toContain('首次触达');
  expect(stdout).toMatch(/║ dev .*║ juejin /s);
  expect(stdout).not.toContain('hello');
});

test('all models stand side by side, and agree on the total', async () => {
  const { stdout } = await checkout.byline(['report', '--model', 'all', '--by', 'channel']);
  for (const title of ['首次触达', '末次触达', '线性', '时间衰减', '夏普利值'])
    expect(stdout).toContain(title);
  expect(stdout.match(/¥10,000(?!\.)/g)?.length).toBeGreaterThanOrEqual(9);
  const { reports } = JSON.parse((await checkout.byline(['report', '--model', 'all', '--json'])).stdout);
  expect(reports.map(({ totals }: Report) => totals.earned)).toEqual(
    Array(9).fill([{ amount: 10_000_00, currency: 'CNY' }]),
  );
});

test('a month, a comparison, CSV and a page', async () => {
  const month = new Date(NOW).toLocaleDateString('sv', { timeZone: ZONE }).slice(0, 7);
  const compared = await checkout.byline(['report', '--month', month, '--compare', '--by', 'post']);
  expect(compared.stdout).toMatch(/│ +上期 ║/);
  const csv = await checkout.byline(['report', '--csv', '--by', 'channel']);
  expect(csv.stdout).toMatch(/^model,dimension,key,.*\r\nlinear,channel,dev,1,/);
  expect((await checkout.byline(['report', '--html', 'report.html'])).code).toBe(0);
  const page = await readFile(join(checkout.root, 'report.html'), 'utf8');
  expect(page).toMatch(/<h1>报告 · 测试站<\/h1>.*¥10,000/s);
  expect(page).not.toContain('href=');
});

test('a lead moves on', async () => {
  const moved = await checkout.byline([
    'leads',
    'move',
    'aaaa-2',
    'proposal',
    '--next',
    '报价',
    '--on',
    '2026-12-01',
  ]);
  expect(moved).toMatchObject({ code: 0, stdout: expect.stringContaining('已报价') });
  expect((await checkout.byline(['leads', 'note', 'aaaa-2', '打过电话'])).code).toBe(0);
  const { leads } = JSON.parse((await checkout.byline(['leads', '--json'])).stdout);
  expect(leads).toContainEqual(
    expect.objectContaining({ id: 'aaaa-2222', state: 'proposal', nextStep: '报价', nextDay: '2026-12-01' }),
  );
});

test('a retainer is an entry each month', async () => {
  const won = await checkout.byline(['leads', 'won', 'aaaa-2', '2000.00 CNY', '--months', '3']);
  expect(won).toMatchObject({ code: 0, stdout: expect.stringContaining('¥6,000') });
  const { totals } = JSON.parse((await checkout.byline(['report', '--json', '--as', 'cohort'])).stdout);
  expect(totals.earned).toEqual([{ amount: 16_000_00, currency: 'CNY' }]);
  const cash = JSON.parse((await checkout.byline(['report', '--json'])).stdout);
  expect(cash.totals.earned).toEqual([{ amount: 12_000_00, currency: 'CNY' }]);
});

test('the database is backed up, copied and restored', async () => {
  const backedUp = await checkout.byline(['db', 'backup', 'one.db']);
  expect(backedUp).toMatchObject({ code: 0, stdout: expect.stringContaining('one.db') });
  const copied = await checkout.byline(['db', 'copy', 'other.db']);
  expect(copied).toMatchObject({ code: 0, stdout: expect.stringMatching(/已把 \d+ 行复制到 other\.db/) });
  const leadsOf = async (db: string) => (await checkout.byline(['leads', '--json', '--db', db])).stdout;
  expect(await leadsOf('other.db')).toBe((await checkout.byline(['leads', '--json'])).stdout);
  expect(await checkout.byline(['db', 'restore', 'one.db'])).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('--replace'),
  });
  const restored = await checkout.byline(['db', 'restore', 'one.db', '--replace']);
  expect(restored).toMatchObject({ code: 0, stdout: expect.stringContaining('.byline/backups/') });
  expect(await leadsOf('one.db')).toBe((await checkout.byline(['leads', '--json'])).stdout);
});

test('a database that cannot be reached is named without its password, whatever asks for it', async () => {
  const url = 'postgres://me:pass-word-of-nobody@127.0.0.1:1/byline';
  for (const words of [['leads'], ['db', 'backup'], ['start', '--port', '0']]) {
    const { code, stdout, stderr } = await checkout.byline(words, {
      BYLINE_DATABASE_URL: url,
      BYLINE_TRACE: '1',
    });
    expect({ code, stderr }).toMatchObject({
      code: 1,
      stderr: expect.stringContaining(
        'the database postgres://127.0.0.1:1/byline cannot be opened: nothing answers there',
      ),
    });
    expect(stdout + stderr).not.toContain('pass-word');
  }
});

test('leads are listed, and what strangers wrote does not reach the terminal’s ear', async () => {
  const { stdout } = await checkout.byline(['leads']);
  expect(stdout).toContain('eve@reader.example');
  expect(stdout).toMatch(/║ 编号 .*│ 日期 .*│ 产品 .*│ 称呼 .*│ 邮箱 .*│ 留言 .*│ 状态 .*│ 带来 .*║/);
  const json = (await checkout.byline(['leads', '--json'])).stdout;
  // Neither C0 nor C1 control characters, but line feeds.
  expect((stdout + json).replaceAll('\n', '')).not.toMatch(/\p{Cc}/u);
  expect(JSON.parse(json).leads).toContainEqual(
    expect.objectContaining({ id: 'aaaa-2222', at: NOW - 1, offer: 'consulting', ...person }),
  );
});

describe('a slip is a message and a non-zero exit', () => {
  const today = new Date().toISOString().slice(0, 10);
  test.each([
    { words: ['report', '--model', 'lineer'], says: 'Did you mean “linear”?' },
    { words: ['report', '--by', 'posts'], says: 'Did you mean “post”?' },
    { words: ['report', '--days', 'ten'], says: '“ten” is not a number of days' },
    { words: ['report', '--as', 'profit'], says: 'Known: cash, cohort' },
    { words: ['report', '--month', '2026-13'], says: '“2026-13” is not a month' },
    { words: ['leads', 'move', 'aaaa-1', 'wan'], says: 'Did you mean “won”?' },
    { words: ['leads', 'won', 'aaaa-1', '1.00 CNY', '--months', 'many'], says: 'not a number of months' },
    { words: ['report', '--since', '2026-02-30'], says: '“2026-02-30” is not a day' },
    { words: ['report', '--since', today, '--until', '2020-01-01'], says: 'first day is after its last' },
    { words: ['report', '--db', 'absent.db'], says: 'Run npm start' },
    { words: ['report', '--db', 'package.json'], says: 'package.json is not a database' },
    { words: ['leads', 'won', 'aaaa', '1.00 CNY'], says: 'several leads' },
    { words: ['leads', 'won', 'bbbb', '1.00 CNY'], says: 'no lead has' },
    { words: ['leads', 'forget', 'bbbb'], says: 'no lead has' },
    { words: ['leads', 'forget', 'aaaa'], says: 'several leads' },
    { words: ['leads', 'won', 'aaaa-1', 'plenty'], says: '“plenty” is not money' },
    { words: ['leads', 'won', 'aaaa-1', '1.00 CNY', '--db', 'absent.db'], says: 'Run npm start' },
  ])('byline $words', async ({ words, says }) => {
    const { code, stdout, stderr } = await checkout.byline(words);
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr.replaceAll(/\s+/g, ' ')).toContain(says);
    expect(stderr).not.toMatch(/^\s+at /m);
  });
});

test('a lead is forgotten: who it was is gone, that it was stays', async () => {
  const { code, stdout } = await checkout.byline(['leads', 'forget', 'aaaa-2']);
  expect(code).toBe(0);
  expect(stdout).toMatch(/^已删除 aaaa-222/);
  const { leads } = JSON.parse((await checkout.byline(['leads', '--json'])).stdout);
  expect(leads.map(({ id }: { id: string }) => id)).toEqual(['aaaa-1111']);
  expect(JSON.parse((await checkout.byline(['report', '--json'])).stdout).totals.conversions).toBe(2);
  expect(await checkout.byline(['leads', 'forget', 'aaaa-2'])).toMatchObject({ code: 1 });
});

describe('a lead that no form told of', () => {
  const add = (...words: string[]) =>
    checkout.byline([
      'leads',
      'add',
      'consulting',
      '--name',
      '赵六',
      '--email',
      'Zhao@reader.example',
      ...words,
    ]);

  test('is written down with what the owner knows, and told of to the person who asks', async () => {
    expect(await add('--channel', 'juejin', '--post', 'timeouts', '--worth', '800.00 CNY')).toMatchObject({
      ...{ code: 0, stderr: '', stdout: expect.stringMatching(/^已记下 consulting 的线索 赵六/) },
    });
    await add('--message', '又来问了');
    const { code, stdout } = await checkout.byline(['leads', 'export', 'zhao@reader.example']);
    expect(code).toBe(0);
    const { leads } = JSON.parse(stdout);
    expect(leads).toHaveLength(2);
    expect(
      leads.map(({ conversion: { journey: told } }: (typeof leads)[0]) => told.arrivals.length),
    ).toContain(1);
    const worths = leads.map(({ conversion: { worth } }: (typeof leads)[0]) => worth?.amount);
    expect(worths).toContain(800_00);
  });

  test('is forgotten with all else about the address', async () => {
    const forgotten = await checkout.byline(['leads', 'forget', 'ZHAO@reader.example']);
    expect(forgotten).toMatchObject({ code: 0, stdout: expect.stringContaining('：2 条。') });
    expect(await checkout.byline(['leads', 'export', 'zhao@reader.example'])).toMatchObject({
      code: 1,
      stdout: '',
    });
  });

  test.each([
    { words: ['--post', 'timeout'], says: 'Did you mean “timeouts”?' },
    { words: ['--worth', 'much'], says: '“much” is not money' },
    { words: ['--on', 'soon'], says: '“soon” is not a day' },
    { words: ['--email', 'nobody'], says: 'this does not fit: --email' },
  ])('byline leads add … $words says what to do', async ({ words, says }) => {
    const { code, stderr } = await add(...words);
    expect([code, stderr.replaceAll(/\s+/g, ' ')]).toEqual([1, expect.stringContaining(says)]);
  });
});

describe('sales', () => {
  const file = 'date,offer,amount,id\n2026-11-01,consulting,199.00,o-1\n2026-11-02,nothing,1.00,o-2\n';
  const read = () => checkout.byline(['sales', 'import', 'sales.csv', '--source', 'shop']);
  const totals = async () =>
    JSON.parse((await checkout.byline(['report', '--json', '--since', '2026-01-01'])).stdout).totals.earned;

  test('of a file come in once, and rows that do not fit are told by line', async () => {
    await checkout.write('sales.csv', file);
    const before = await totals();
    expect(await read()).toMatchObject({
      code: 1,
      stdout: '新增 1 笔，已有 0 笔，1 行有误。\n',
      stderr: expect.stringMatching(/sales\.csv:3\s+there is no offer “nothing”/),
    });
    expect(await read()).toMatchObject({ stdout: '新增 0 笔，已有 1 笔，1 行有误。\n' });
    expect((await totals())[0].amount).toBe(before[0].amount + 199_00);
  });

  test('by hand, and given back, leave nothing', async () => {
    const before = await totals();
    const add = (money: string) =>
      checkout.byline(['sales', 'add', 'consulting', money, '--id', 'by-hand', '--on', '2026-11-03']);
    expect(await add('50.00 CNY')).toMatchObject({ code: 0, stdout: '已记下 consulting 的 ¥50。\n' });
    expect(await add('50.00 CNY')).toMatchObject({ code: 0, stdout: '这一笔已经在了，没有改动。\n' });
    const refund = [
      'sales',
      'add',
      'consulting',
      '--id',
      'by-hand',
      '--on',
      '2026-11-04',
      '--',
      '-50.00 CNY',
    ];
    expect(await checkout.byline(refund)).toMatchObject({ code: 0, stderr: '' });
    expect(await totals()).toEqual(before);
  });

  test.each([
    { words: ['sales', 'add', 'consultin', '1.00 CNY'], says: 'Did you mean “consulting”?' },
    { words: ['sales', 'add', 'consulting', 'much'], says: '“much” is not money' },
    { words: ['sales', 'add', 'consulting', '1.00 CNY', '--on', 'today'], says: '“today” is not a day' },
    { words: ['sales', 'import', 'absent.csv'], says: 'absent.csv cannot be read' },
  ])('byline $words says what to do', async ({ words, says }) => {
    const { code, stderr } = await checkout.byline(words);
    expect(code).toBe(1);
    expect(stderr.replaceAll(/\s+/g, ' ')).toContain(says);
    expect(stderr).not.toMatch(/^\s+at /m);
  });
});

describe('what the owner reads', () => {
  const since = ['--since', '2026-01-01'];

  test('all models in one CSV with one head, and beside them the period before', async () => {
    const all = ['report', ...since, '--model', 'all', '--csv', '--by', 'channel', '--compare'];
    const lines = (await checkout.byline(all)).stdout.trim().split('\r\n');
    expect(lines.filter((line) => line.startsWith('model,'))).toHaveLength(1);
    const totals = lines.filter((line) => line.includes(',channel,(total),'));
    // Nine models, each with the period before.
    expect(totals).toHaveLength(18);
  });

  test('a page of all models names posts by their titles', async () => {
    const page = ['report', ...since, '--model', 'all', '--html', 'all.html'];
    expect(await checkout.byline(page)).toMatchObject({ code: 0, stdout: 'all.html\n' });
    const html = await readFile(join(checkout.root, 'all.html'), 'utf8');
    for (const text of ['首次触达', '夏普利值', '后端性能咨询']) expect(html).toContain(text);
  });

  test('the report for a sponsor, and the address to read it at, until it is taken back', async () => {
    const csv = await checkout.byline(['report', 'sponsor', 'sponsor', '--csv', ...since]);
    expect(csv).toMatchObject({ code: 0, stdout: expect.stringMatching(/^ad,by,key,.*sponsor,total,/s) });
    const link = await checkout.byline(['report', 'sponsor', 'sponsor', '--link']);
    expect(link.stdout).toMatch(/^https:\/\/fixture\.example\/sponsor-reports\/[\w-]{24}\n$/);
    const back = await checkout.byline(['report', 'sponsor', 'sponsor', '--take-back']);
    expect(back).toMatchObject({ code: 0, stdout: '已收回 1 个地址。\n' });
    const other = await checkout.byline(['report', 'sponsor', 'course']);
    expect([other.code, other.stderr]).toEqual([1, expect.stringContaining('there is no ad “course”')]);
  });

  test('the week, to read; without a mail server it says how to send it', async () => {
    const { code, stdout } = await checkout.byline(['digest']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^# 测试站: \d{4}-\d\d-\d\d – .*\n- 浏览: \*\*/s);
    const send = await checkout.byline(['digest', '--send']);
    expect([send.code, send.stderr]).toEqual([1, expect.stringContaining('SMTP_URL is not set')]);
  });

  test('the week goes out by mail, with no address and no message of a lead', async () => {
    const box = await startMailServer({ login: { user: 'me', pass: 'right' } });
    try {
      const sent = await checkout.byline(['digest', '--send'], { SMTP_URL: box.url });
      expect(sent).toMatchObject({ code: 0, stderr: '' });
      const [mail, ...more] = box.mails();
      expect(more).toEqual([]);
      const { from, to, parsed, raw } = mail ?? { from: '', to: [], parsed: undefined, raw: '' };
      expect(sent.stdout).toBe(`Sent to ${to[0]}.\n`);
      expect(to).toEqual([from]);
      expect(parsed?.subject).toMatch(/^测试站: \d{4}-\d\d-\d\d – \d{4}-\d\d-\d\d$/);
      const printed = await checkout.byline(['digest']);
      expect(parsed?.text?.trim()).toBe(printed.stdout.trim());
      for (const secret of [person.email, person.message])
        expect(`${raw}${parsed?.text}`).not.toContain(secret);
    } finally {
      await box.close();
    }
  });

  test('a login that the mail server refuses is told in a sentence', async () => {
    const box = await startMailServer({ login: { user: 'me', pass: 'right' } });
    try {
      const SMTP_URL = box.url.replace('right', 'wrong');
      const { code, stdout, stderr } = await checkout.byline(['digest', '--send'], { SMTP_URL });
      expect([code, stdout, box.mails()]).toEqual([1, '', []]);
      expect(stderr).toMatch(/127\.0\.0\.1:\d+: Invalid login: 535 .*SMTP_URL/s);
      expect(stderr).not.toMatch(/:wrong@|\n\s+at /);
    } finally {
      await box.close();
    }
  });

  test('a made-up year has a database of its own', async () => {
    const demo = await checkout.byline(['demo', '--no-serve']);
    expect(demo).toMatchObject({ code: 0, stdout: expect.stringContaining('.byline/demo.db') });
    const { totals } = JSON.parse(
      (await checkout.byline(['report', '--json', '--days', '365', '--db', '.byline/demo.db'])).stdout,
    );
    expect(totals.views).toBeGreaterThan(1000);
    expect(totals.earned[0].amount).toBeGreaterThan(0);
    expect(
      JSON.parse((await checkout.byline(['report', '--json', ...since])).stdout).totals.views,
    ).toBeLessThan(10);
  });

  test('rates of the owner turn other currencies into the site’s', async () => {
    await checkout.byline(['sales', 'add', 'course', '10.00 USD', '--id', 'abroad']);
    const offers = async () => {
      const { rows, converted } = JSON.parse((await checkout.byline(['report', '--json', ...since])).stdout);
      return [rows.offer.find(({ key }: { key: string }) => key === 'course').earned, converted];
    };
    expect(await offers()).toEqual([[{ amount: 10_00, currency: 'USD' }], []]);
    await checkout.write('content/rates.csv', 'day,currency,rate\n2026-01,USD,7.10\n');
    expect(await offers()).toEqual([
      [{ amount: 71_00, currency: 'CNY' }],
      [{ amount: 10_00, currency: 'USD' }],
    ]);
    await checkout.write('content/rates.csv', 'day,currency,rate\n2026-01,USD,much\n');
    const wrong = await checkout.byline(['report']);
    expect([wrong.code, wrong.stderr]).toEqual([1, expect.stringMatching(/rates\.csv:2/)]);
    await checkout.write('content/rates.csv', 'day,currency,rate\n');
  });
});
