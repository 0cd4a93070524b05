import { expect, test } from 'vitest';
import { leaveOut } from '../../integrations/og-images/leave-out.ts';
import { somePage } from './drawing-kit.ts';

test.each([
  ['a character between others', '慢𠮷快', '慢快'],
  ['a word of its own, with its space', 'a 𠮷 b', 'a b'],
  ['a letter with its mark', 'e\u{334}x', 'x'],
  ['an emoji that is several characters', '发布👩‍🫩', '发布'],
  ['a whole title', '𠮷𠮷', '林衍的工作台'],
  ['nothing, where all is drawn', 'a  b', 'a  b'],
])('%s', (_, title, kept) => {
  expect(leaveOut({ ...somePage, title }, ['𠮷', '\u{334}', '👩‍🫩']).title).toBe(kept);
});

test('every text of the page goes without them', () => {
  const page = { ...somePage, author: '𠮷', siteName: '𠮷', tags: ['𠮷', '网𠮷络'], stack: ['𠮷'] };
  const kept = leaveOut({ ...page, series: { name: '第𠮷集', part: 1, total: 2 } }, ['𠮷']);
  expect(kept).toMatchObject({
    siteName: 'byline.example',
    tags: ['网络'],
    stack: [],
    series: { name: '第集' },
  });
  expect(kept.author).toBeUndefined();
});
