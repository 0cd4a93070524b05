import { availableParallelism, tmpdir } from 'node:os';
import { describe, expect, test } from 'vitest';
import { Problem } from '#domain';
import { measure, medianCost, readTimes, shareOfOthers } from '../../scripts/bench/measure.ts';

const node = (script: string) => measure({ command: [process.execPath, '-e', script], cwd: tmpdir() });
/** Works until the kernel has counted 0.4 s, however busy the machine is. */
const spin = 'while (process.cpuUsage().user < 4e5) for (let i = 0; i < 1e5; i += 1);';

describe('a command that was measured', () => {
  test('took time and processors', async () => {
    const { wall, user, system } = await node(spin);
    expect(user).toBeGreaterThan(0.35);
    expect(wall).toBeGreaterThan(0.35);
    expect(system).toBeLessThan(user);
  });

  test('held as much memory as it filled', async () => {
    const { memory } = await node(`globalThis.held = Buffer.alloc(3e8, 1); ${spin}`);
    expect(memory).toBeGreaterThan(300);
    expect(memory).toBeLessThan(500);
  });

  test('is charged for what it starts', async () => {
    const inner = `globalThis.held = Buffer.alloc(2e8, 1); ${spin}`;
    const { memory, user } = await node(
      `const held = Buffer.alloc(2e8, 1);
       require('node:child_process').execFileSync(process.execPath, ['-e', ${JSON.stringify(inner)}]);
       if (held[0] !== 1) process.exit(1);`,
    );
    expect(memory).toBeGreaterThan(400);
    expect(user).toBeGreaterThan(0.35);
  });

  test('is a problem with its last words when it fails', async () => {
    const failure = await node('console.log("half way"); throw new Error("no paper left")').catch((e) => e);
    expect(failure).toBeInstanceOf(Problem);
    expect(failure.message).toMatch(/ended with 1.*half way.*no paper left/s);
  });
});

describe('bash’s times', () => {
  test.each([
    ['1.234 0.900 0.100\n', { wall: 1.234, user: 0.9, system: 0.1 }],
    ['bash: warning: setlocale\n61.020 80.001 3.000\n', { wall: 61.02, user: 80.001, system: 3 }],
  ])('%j', (text, times) => expect(readTimes(text)).toEqual(times));

  test.each(['', '1.2 0.3', 'real user sys'])('%j is none', (text) =>
    expect(() => readTimes(text)).toThrow(/time wrote/),
  );
});

describe('others', () => {
  const times = { wall: 10, user: 6, system: 2 };
  const processors = availableParallelism();

  test.each([
    ['none', 8, 0],
    ['none, when clocks tick unevenly', 7.9, 0],
    ['some', 13, 5 / (10 * processors)],
  ])('had %s', (_, busy, part) => expect(shareOfOthers(busy, times)).toBeCloseTo(part));
});

describe('the median', () => {
  const of = (...walls: number[]) =>
    medianCost(walls.map((wall) => ({ wall, user: 10 - wall, system: 1, memory: 5, others: 0 })));

  test.each([
    [[3], 3, 7],
    [[9, 1, 2], 2, 8],
    [[4, 2], 3, 7],
  ])('of %j', (walls, wall, user) =>
    expect(of(...walls)).toEqual({ wall, user, system: 1, memory: 5, others: 0 }),
  );
});
