import { expect, test } from 'vitest';
import { openYears } from '../../src/open-years.ts';

test.each([
  ['no posts', [], 0],
  ['a short list', [5, 8, 3], 3],
  ['a list of just forty', [20, 20], 2],
  ['a long list', [20, 15, 30, 40], 2],
  ['a first year that is long itself', [120, 3], 1],
])('%s', (_, counts, open) => {
  expect(openYears(counts)).toBe(open);
});
