import { describe, expect, test } from 'vitest';
import { balanceLines, breakable, cutLine, fillLines } from '../../integrations/og-images/line-breaks.ts';

/** A Han character is 2 wide, a Latin one 1. */
const width = (text: string) => [...text].reduce((sum, one) => sum + (/[ -~]/.test(one) ? 1 : 2), 0);
const fill = (text: string, most: number, lang = 'zh') => fillLines(breakable(text, lang), most, width);

describe('where a line may be broken', () => {
  test.each([
    ['zh', '可观测性', ['可', '观测', '性']],
    ['zh', '性能咨询', ['性能', '咨询']],
    ['zh', '慢，很慢。', ['慢，', '很慢。']],
    ['zh', '他说：“慢！”对', ['他', '说：', '“慢！”', '对']],
    ['zh', '读《史记》（上）', ['读', '《史记》', '（上）']],
    ['zh', '等等……好——吧', ['等等……', '好——', '吧']],
    ['zh', '用 Node.js 写', ['用 ', 'Node.js ', '写']],
    ['zh', '用Node.js写', ['用', 'Node.js', '写']],
    ['zh', '涨了 50%，贵 ¥30', ['涨了 ', '50%，', '贵 ', '¥30']],
    ['zh', '发布🎉第二版👩‍💻', ['发布', '🎉', '第二', '版', '👩‍💻']],
    ['en', "Don't trust the median.", ["Don't ", 'trust ', 'the ', 'median.']],
    ['en', 'open-source (C++)', ['open-', 'source ', '(C++)']],
    ['en', 'node:sqlite, v1.2.3', ['node:sqlite, ', 'v1.2.3']],
  ])('%s: %s', (lang, text, pieces) => {
    expect(breakable(text, lang)).toEqual(pieces);
    expect(pieces.join('')).toBe(text);
  });
});

const SAMPLE =
  '《把故障讲清楚》：从“连接池”到 event loop，我们（三个人）花了三天……才找到那个锁；它叫「全局锁」！真的？真的。';

describe.each([10, 12, 14, 18, 24, 40])('避头尾 at a width of %d', (most) => {
  const lines = fill(SAMPLE, most);

  test('loses nothing', () => {
    expect(lines.join('').replaceAll(' ', '')).toBe(SAMPLE.replaceAll(' ', ''));
  });
  test('no line begins with closing punctuation', () => {
    expect(lines.filter((line) => /^[，。！？；：、）》」”…]/.test(line))).toEqual([]);
  });
  test('no line ends with opening punctuation', () => {
    expect(lines.filter((line) => /[（《「“]$/.test(line))).toEqual([]);
  });
  test('no line is too wide', () => {
    expect(lines.filter((line) => width(line) > most)).toEqual([]);
  });
});

test('a word wider than the line is cut', () => {
  expect(fill('see https://a.example/long now', 12, 'en')).toEqual([
    'see https://',
    'a.example/lo',
    'ng now',
  ]);
});

test('balanced lines are as many, and even', () => {
  const pieces = breakable('慢接口是怎么一步一步变快的呢', 'zh');
  expect(fillLines(pieces, 24, width)).toHaveLength(2);
  const lines = balanceLines(pieces, 24, width);
  expect(lines).toHaveLength(2);
  expect(Math.abs(width(lines[0] ?? '') - width(lines[1] ?? ''))).toBeLessThanOrEqual(4);
});

test.each([
  ['zh', '渡轮订票后台：越往后翻越慢的列表', 24, ['渡轮订票后台：', '越往后翻越慢的列表']],
  ['zh', '慢：把一次请求从头到尾看清楚', 24, ['慢：把一次请求', '从头到尾看清楚']],
  ['en', 'The nightly export: a program that died', 30, ['The nightly export:', 'a program that died']],
])('%s: of two lines the first ends where one pauses: %s', (lang, text, most, lines) => {
  expect(balanceLines(breakable(text, lang), most, width)).toEqual(lines);
});

test('a word is not cut to make lines even', () => {
  expect(balanceLines(breakable('Tag: Node.js', 'en'), 8, width)).toEqual(['Tag:', 'Node.js']);
});

test.each([
  ['从火焰图，到锁', '…', 12, '从火焰图…'],
  ['short', '...', 12, 'short...'],
  ['the tail, that pays', '...', 12, 'the tail...'],
  ['the reader, again', '...', 9, 'the...'],
  ['先看 PostgreSQL 的锁', '…', 12, '先看…'],
  ['first doesn’t count', '...', 13, 'first...'],
  ['internationalization', '...', 9, 'intern...'],
])('%s is cut to fit', (line, ellipsis, most, cut) => {
  expect(cutLine(line, ellipsis, most, width)).toBe(cut);
});
