import { expect, test } from 'vitest';
import type { Measure } from '../../integrations/og-images/card.ts';
import { typesetter } from '../../integrations/og-images/typeset.ts';

/** Every character is an em wide. */
const set = typesetter('zh', (text, { size }) => [...text].length * size);
const how: Measure = {
  width: 100,
  weight: 700,
  steps: [
    { size: 20, lines: 1 },
    { size: 10, lines: 2 },
  ],
};

test.each([
  ['fits the first step', '一二三四五', 20, ['一二三四五']],
  ['fits the second', '慢接口是怎么变快的呢，真的', 10, ['慢接口是怎么变快的', '呢，真的']],
  ['is cut in the last', '零'.repeat(40), 10, ['零'.repeat(10), `${'零'.repeat(9)}…`]],
])('a text that %s', (_, text, size, lines) => {
  const block = set(text, how);
  expect(block.size).toBe(size);
  expect(block.lines.map((line) => line.text)).toEqual(lines);
});

test('a line that begins with an opening bracket is moved out by half of it', () => {
  expect(set('《一》', how).lines).toEqual([{ text: '《一》', outdent: 10 }]);
});
