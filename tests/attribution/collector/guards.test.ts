import { Hono } from 'hono';
import { expect, test, vi } from 'vitest';
import { addressBehind } from '../../../integrations/attribution/collector/address.ts';
import { readToken, signToken } from '../../../integrations/attribution/collector/form-token.ts';
import { tokenBucket } from '../../../integrations/attribution/collector/token-bucket.ts';
import { NOW } from '../builders.ts';

const DAY = 86_400_000;
const signed = signToken({ issued: NOW, nonce: 'n-1' }, 'secret');

test.each([
  { name: 'after two seconds', token: signed, after: 2000, reading: { nonce: 'n-1' } },
  { name: 'after a day', token: signed, after: DAY, reading: { nonce: 'n-1' } },
  { name: 'too soon', token: signed, after: 1999, reading: { refused: 'early' } },
  { name: 'after the clock was set back', token: signed, after: -DAY, reading: { nonce: 'n-1' } },
  { name: 'too late', token: signed, after: DAY + 1, reading: { refused: 'expired' } },
  { name: 'backdated', token: `0${signed.slice(1)}`, after: 2000, reading: { refused: 'forged' } },
  {
    name: 'of another secret',
    token: signToken({ issued: NOW, nonce: 'n' }, 'other'),
    after: 2000,
    reading: { refused: 'forged' },
  },
  { name: 'empty', token: '', after: 2000, reading: { refused: 'forged' } },
  { name: 'without a signature', token: `${NOW}.n.`, after: 2000, reading: { refused: 'forged' } },
])('a token $name', ({ token, after, reading }) => {
  expect(readToken(token, 'secret', NOW + after)).toEqual(reading);
});

test('a bucket is an address’s own, fills with time and never over its brim', () => {
  let now = NOW;
  const { take, giveBack } = tokenBucket({ burst: 2, perSecond: 1 }, () => now);
  const tries = (address: string, count: number) => Array.from({ length: count }, () => take(address));
  expect(tries('a', 3)).toEqual([true, true, false]);
  expect(tries('b', 1)).toEqual([true]);
  now += 1500;
  expect(tries('a', 2)).toEqual([true, false]);
  now += DAY;
  expect(tries('a', 3)).toEqual([true, true, false]);
  giveBack('a');
  expect(tries('a', 2)).toEqual([true, false]);
});

test('a clock that is set back refuses nobody', () => {
  let now = NOW;
  const { take } = tokenBucket({ burst: 2, perSecond: 1 }, () => now);
  expect([take('a'), take('a'), take('a')]).toEqual([true, true, false]);
  now -= 365 * DAY;
  expect(take('a')).toBe(false);
  now += 1000;
  expect([take('a'), take('a')]).toEqual([true, false]);
});

test('a flood from ever new addresses does not fill the memory, nor let an old one through', () => {
  const { take } = tokenBucket({ burst: 1, perSecond: 0.001 }, () => NOW);
  for (let address = 0; address < 25_000; address += 1) take(`flood-${address}`);
  expect(take('flood-24999')).toBe(false);
});

const ours = '192.0.2.9, 198.51.100.1, 10.0.0.3';
test.each([
  { peer: '203.0.113.5', forwarded: undefined, address: '203.0.113.5' },
  { peer: '203.0.113.5', forwarded: '198.51.100.1', address: '203.0.113.5' },
  { peer: '127.0.0.1', forwarded: '192.0.2.9, 198.51.100.1', address: '198.51.100.1' },
  { peer: '::ffff:127.0.0.1', forwarded: '198.51.100.1', address: '198.51.100.1' },
  // A neighbour in the same network is no proxy of ours until that is said.
  { peer: '10.0.0.2', forwarded: '198.51.100.1', address: '10.0.0.2' },
  { peer: '10.0.0.2', forwarded: ours, proxies: 1, address: '10.0.0.3' },
  { peer: '10.0.0.2', forwarded: ours, proxies: 2, address: '198.51.100.1' },
  { peer: '10.0.0.2', forwarded: '198.51.100.1', proxies: 2, address: '10.0.0.2' },
  { peer: '127.0.0.1', forwarded: ours, proxies: 0, address: '127.0.0.1' },
  { peer: '::1', forwarded: 'nonsense', address: '0:0:0:0' },
  { peer: '::1', forwarded: '::ffff:198.51.100.1', address: '198.51.100.1' },
  { peer: '::1', forwarded: '::FFFF:c633:6402', address: '198.51.100.2' },
  { peer: '2001:db8:1:2:3:4:5:6', forwarded: undefined, address: '2001:db8:1:2' },
  { peer: '2001:db8::6', forwarded: undefined, address: '2001:db8:0:0' },
])('$peer forwarding for $forwarded counts as $address', async ({ peer, forwarded, proxies, address }) => {
  const app = new Hono().get('/', (context) =>
    context.text(addressBehind({ trustedProxies: proxies })(context)),
  );
  const socket = { remoteAddress: peer, remotePort: 1, remoteFamily: 'IPv4' };
  const headers: Record<string, string> = forwarded === undefined ? {} : { 'X-Forwarded-For': forwarded };
  const answer = await app.request('/', { headers }, { incoming: { socket } });
  expect(await answer.text()).toBe(address);
});

test.each([
  { host: 'site.example', forwarded: undefined, warns: true },
  { host: 'site.example', forwarded: '198.51.100.1', warns: false },
  { host: 'localhost:4321', forwarded: undefined, warns: false },
  { host: '127.0.0.1:4321', forwarded: undefined, warns: false },
])('a proxy here that forwards for $forwarded to $host: warns $warns', async ({ host, forwarded, warns }) => {
  const report = vi.fn();
  const addressOf = addressBehind({ report });
  const app = new Hono().get('*', (context) => context.text(addressOf(context)));
  const socket = { remoteAddress: '127.0.0.1', remotePort: 1, remoteFamily: 'IPv4' };
  const headers: Record<string, string> = forwarded === undefined ? {} : { 'X-Forwarded-For': forwarded };
  const ask = () => app.request(`http://${host}/`, { headers }, { incoming: { socket } });
  await ask();
  await ask();
  expect(report).toHaveBeenCalledTimes(warns ? 1 : 0);
  if (warns) {
    expect(report.mock.calls[0]?.[0]).toMatchObject({
      name: 'Problem',
      message: expect.stringContaining('X-Forwarded-For'),
      hint: expect.stringContaining('proxy_set_header'),
    });
  }
});
