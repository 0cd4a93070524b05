import { describe, expect, test } from 'vitest';
import { judgeCollector, type Run } from '../../scripts/bench/collect/judge-collector.ts';

const load = (rate: number, p99: number) => ({
  rate,
  p99,
  p50: 1,
  slowest: 2 * p99,
  failed: 0,
  answered: rate * 10,
});
const run = (connections: number, fromMemory: boolean, own: Partial<Run> = {}): Run => ({
  ...{ connections, fromMemory, events: load(fromMemory ? 1_000 : 800, 20), page: load(100, 9) },
  ...{ cost: 0.2, memory: 140 },
  ...own,
});
const holds = (runs: readonly Run[], lost: number | null = 0) =>
  Object.fromEntries(
    judgeCollector(runs, load(500, 4), lost)
      .filter(({ goal }) => goal !== null)
      .map(({ measure, holds }) => [measure, holds]),
  );

describe('a collector', () => {
  test('is to answer after the commit nearly as fast as from memory, beside quick pages', () => {
    expect(holds([run(50, true), run(50, false)])).toEqual({
      'collect/lost after SIGKILL': true,
      'collect/50/rate ÷ from memory': true,
      'collect/50/page p99 ÷ idle': true,
    });
    const slow = run(50, false, { events: load(600, 20), page: load(100, 13) });
    expect(holds([run(50, true), slow], 3)).toEqual({
      'collect/lost after SIGKILL': false,
      'collect/50/rate ÷ from memory': false,
      'collect/50/page p99 ÷ idle': false,
    });
  });

  test('is judged by its memory at a thousand connections', () => {
    expect(holds([run(1_000, true), run(1_000, false)])).toMatchObject({ 'collect/1000/memory': true });
    expect(holds([run(1_000, false, { memory: 151 })])).toMatchObject({
      'collect/1000/memory': false,
      'collect/1000/rate ÷ from memory': null,
    });
  });
});
