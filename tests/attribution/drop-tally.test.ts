import { expect, test } from 'vitest';
import { type DropCount, dropTally } from '../../integrations/attribution/collector/store/drop-tally.ts';

const today = '2026-11-20';

/** A tally whose time is moved by hand, and what it wrote. */
function startTally(answers: (() => Promise<void>)[] = []) {
  const written: (readonly DropCount[])[] = [];
  const due: { work: () => void; delay: number }[] = [];
  const clock = { today };
  const write = async (counts: readonly DropCount[]) => {
    await answers.shift()?.();
    written.push(counts);
  };
  const tally = dropTally(
    write,
    () => clock.today,
    (work, delay) => due.push({ work, delay }),
  );
  return { ...tally, written, due, clock };
}

test('a flood is one write a second', async () => {
  const { count, written, due } = startTally();
  for (let times = 0; times < 1000; times += 1) count(times % 4 === 0 ? 'bot' : 'rate-limited');
  expect(written).toEqual([]);
  expect(due.map(({ delay }) => delay)).toEqual([1000]);
  due[0]?.work();
  await expect.poll(() => written).toHaveLength(1);
  expect(written[0]).toEqual([
    { day: today, reason: 'bot', times: 250 },
    { day: today, reason: 'rate-limited', times: 750 },
  ]);
  count('bot');
  expect(due).toHaveLength(2);
});

test('each is counted on its day', async () => {
  const { count, flush, written, clock } = startTally();
  count('bot');
  clock.today = '2026-11-21';
  count('bot');
  await flush();
  expect(written).toEqual([
    [
      { day: today, reason: 'bot', times: 1 },
      { day: '2026-11-21', reason: 'bot', times: 1 },
    ],
  ]);
});

test('what could not be written waits for the next time', async () => {
  const { count, flush, written } = startTally([() => Promise.reject(new Error('locked'))]);
  count('bot');
  const failed = flush();
  count('bot');
  await expect(failed).rejects.toThrow('locked');
  await flush();
  await flush();
  expect(written).toEqual([[{ day: today, reason: 'bot', times: 2 }]]);
});
