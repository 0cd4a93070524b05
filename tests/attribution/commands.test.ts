import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openStore } from '../../integrations/attribution/collector/store.ts';
import { type Checkout, checkOut } from '../checkout.ts';
import { conversion, touch } from './builders.ts';

const person = { name: 'Eve\u001b[31m', email: 'eve@reader.example', message: 'Hello' };
const NOW = Date.now();

let checkout: Checkout;

beforeAll(async () => {
  checkout = await checkOut('thread');
  const store = await openStore({ file: join(checkout.root, '.byline/byline.db'), now: () => NOW });
  await store.addTouch(touch({ at: NOW - 10, post: 'hello', channel: 'dev' }));
  await store.addTouch(touch({ at: NOW - 5, post: 'bonjour', channel: 'juejin' }));
  for (const id of ['aaaa-1111', 'aaaa-2222']) {
    await store.addLead({ conversion: conversion({ id, at: NOW - 1 }), ...person });
  }
  await store.close();
});

afterAll(() => checkout.remove());

test('a lead won is money of the posts and channels that led to it', async () => {
  const won = await checkout.byline(['leads', 'won', 'aaaa-1', '12000.01 CNY']);
  expect(won).toMatchObject({ code: 0, stdout: expect.stringContaining('¥12,000.01') });
  const { code, stdout } = await checkout.byline(['report', '--json']);
  expect(code).toBe(0);
  const report = JSON.parse(stdout);
  expect(report.model).toBe('linear');
  expect(report.rows.post).toMatchObject([
    { key: 'hello', touches: 1, conversions: 1, earned: [{ amount: 6000_01, currency: 'CNY' }] },
    { key: 'bonjour', touches: 1, conversions: 1, earned: [{ amount: 6000_00, currency: 'CNY' }] },
  ]);
  expect(report.rows.channel.map(({ key }: { key: string }) => key)).toEqual(['dev', 'juejin']);
});

test('the report is a table, of one dimension where that is asked for', async () => {
  const { stdout } = await checkout.byline(['report', '--model', 'first-touch', '--by', 'channel']);
  expect(stdout).toContain('首次触点');
  expect(stdout).toMatch(/║ dev .*║ juejin /s);
  expect(stdout).not.toContain('hello');
});

test('leads are listed, and what strangers wrote does not reach the terminal’s ear', async () => {
  const { stdout } = await checkout.byline(['leads']);
  expect(stdout).toContain('eve@reader.example');
  expect(stdout).toMatch(/║ 编号 .*│ 日期 .*│ 产品 .*│ 称呼 .*│ 邮箱 .*│ 留言 .*│ 带来 .*║/);
  expect(stdout).not.toContain('\u001b[31m');
  const { leads } = JSON.parse((await checkout.byline(['leads', '--json'])).stdout);
  expect(leads).toContainEqual({
    id: 'aaaa-2222',
    at: NOW - 1,
    offer: 'consulting',
    ...person,
    earned: null,
  });
});

describe('a slip is a message and a non-zero exit', () => {
  const today = new Date().toISOString().slice(0, 10);
  test.each([
    { words: ['report', '--model', 'lineer'], says: 'Did you mean “linear”?' },
    { words: ['report', '--by', 'posts'], says: 'Did you mean “post”?' },
    { words: ['report', '--days', 'ten'], says: '“ten” is not a number of days' },
    { words: ['report', '--from', '2026-02-30'], says: '“2026-02-30” is not a day' },
    { words: ['report', '--from', today, '--to', '2020-01-01'], says: 'first day is after its last' },
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
