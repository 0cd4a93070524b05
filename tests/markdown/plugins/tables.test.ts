import { expect, test } from 'vitest';
import { html } from './render.ts';

test('cells are aligned, headers say what of, and an empty corner is none', async () => {
  const table = await html('|  | 值 |\n| :-- | --: |\n| 甲 | 1 |\n', 'a.md');
  expect(table.replaceAll('\n', '')).toContain(
    '<tr><td data-align="left"></td><th data-align="right" scope="col">值</th></tr>',
  );
  expect(table).toContain('<td data-align="right">1</td>');
  expect(table).not.toContain(' align=');
});

test.each([
  ['a.md', '已完成'],
  ['a.en.md', 'Done'],
])('the box of a task in %s says “%s”', async (file, done) => {
  expect(await html('- [x] a\n- [ ] b\n', file)).toMatch(
    new RegExp(`(<input [^>]*aria-label="${done}"[^>]*>.*){2}`, 's'),
  );
});
