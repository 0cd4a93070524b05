import { describe, expect, test } from 'vitest';
import { atMost, observed, share } from '../../scripts/bench/finding.ts';
import { judge, observations, type Row } from '../../scripts/bench/goals.ts';

const cost = { wall: 10, user: 8, system: 1, memory: 900, others: 0.1 };
const row = (part: Partial<Row>): Row => ({
  corpus: 'mdx',
  project: 'byline',
  title: 'Byline',
  build: 'cold',
  cost,
  runs: 1,
  ...part,
});

describe('a finding', () => {
  test.each([
    [0.5, 0.5, 0.5, true],
    [0.5, 0.5004, 0.5, true],
    [0.5, 0.5006, 0.501, false],
    [1, 0.2, 0.2, true],
    [1, null, null, null],
  ])('at most %d, is %d', (limit, value, shown, holds) =>
    expect(atMost(limit, 'a ÷ b', value, 'ratio')).toEqual({
      measure: 'a ÷ b',
      value: shown,
      unit: 'ratio',
      goal: `≤ ${limit}`,
      holds,
    }),
  );

  test('without a goal neither holds nor fails', () =>
    expect(observed('a', 1.23456, 's')).toEqual({
      measure: 'a',
      value: 1.235,
      unit: 's',
      goal: null,
      holds: null,
    }));

  test.each([
    [1, 4, 0.25],
    [0, 4, 0],
    [1, 0, null],
    [undefined, 4, null],
    [1, undefined, null],
  ])('%d as a share of %d is %d', (part, whole, is) => expect(share(part, whole)).toBe(is));
});

describe('what is promised of builds', () => {
  const held = (rows: readonly Row[]) =>
    Object.fromEntries(judge(rows).map(({ measure, value, holds }) => [measure, [value, holds]]));

  test('is held against the same build of the same corpus', () => {
    const rows = [
      row({}),
      row({ build: 'edit', cost: { ...cost, wall: 3 } }),
      row({ project: 'plain', cost: { ...cost, wall: 40, memory: 1500 } }),
      row({ project: 'plain', build: 'edit', cost: { ...cost, wall: 20, memory: 1800 } }),
      row({ corpus: 'markdown', build: 'edit', cost: { ...cost, wall: 2, user: 6 } }),
      row({ corpus: 'markdown', project: 'hugo', build: 'edit', cost: { ...cost, wall: 2.5, user: 5 } }),
    ];
    expect(held(rows)).toEqual({
      'build/mdx/byline/cold/wall ÷ build/mdx/plain/cold/wall': [0.25, true],
      'build/mdx/byline/edit/wall ÷ build/mdx/plain/edit/wall': [0.15, false],
      'build/mdx/byline/cold/memory ÷ build/mdx/plain/cold/memory': [0.6, false],
      'build/mdx/byline/edit/memory ÷ build/mdx/plain/edit/memory': [0.5, true],
      'build/markdown/byline/edit/wall ÷ build/markdown/hugo/edit/wall': [0.8, true],
      'build/markdown/byline/edit/user ÷ build/markdown/hugo/edit/user': [1.2, false],
    });
  });

  test('neither holds nor fails where something was not measured', () =>
    expect(new Set(judge([row({})]).map(({ value, holds }) => value ?? holds))).toEqual(new Set([null])));

  test('comes with every number it was made of', () =>
    expect(observations([row({})]).map(({ measure, value, unit }) => `${measure} ${value} ${unit}`)).toEqual([
      'build/mdx/byline/cold/wall 10 s',
      'build/mdx/byline/cold/user 8 s',
      'build/mdx/byline/cold/system 1 s',
      'build/mdx/byline/cold/memory 900 MB',
      'build/mdx/byline/cold/others 0.1 ratio',
    ]));
});
