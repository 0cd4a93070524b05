import { describe, expect, test } from 'vitest';
import { shortSummary, summaryOf } from '../../../integrations/syndication/render/summary.ts';
import { measure } from '../../../integrations/syndication/render/text/measure.ts';
import { posts, sourceOf } from './posts.ts';

const all = await posts();

const content =
  '<h2>一</h2><p>a</p><h2>二</h2><h2>三</h2><h2>四</h2><section data-byline-notes=""><h2>脚注</h2></section>';

describe('a summary is', () => {
  test('what the author wrote', () => {
    const summary = summaryOf(sourceOf(content, { summary: '读完会写。', points: ['甲', '乙'] }));
    expect(summary).toEqual({ opening: '一句话的说明。', points: ['甲', '乙'], gain: '读完会写。' });
  });

  test('else made from the text: its first headings and what there is in it', () => {
    const { points, gain } = summaryOf(
      sourceOf(`${content}<pre><code>a\n</code></pre><img src="a.png" alt=""><table></table>`),
    );
    expect(points).toEqual(['一', '二', '三']);
    expect(gain).toBe('读完约 1 分钟，含 1 段代码、1 张图、1 张表。');
  });
});

describe.each([
  ['微信公众号', { least: 0, most: 120, unit: 'characters' as const }],
  ['掘金', { least: 50, most: 100, unit: 'characters' as const }],
])('as %s asks', (_, lengths) => {
  test.each(all)('of $name, in whole sentences', ({ source }) => {
    const summary = shortSummary(source, lengths);
    const length = measure(summary, lengths.unit);
    expect(length).toBeLessThanOrEqual(lengths.most);
    expect(length).toBeGreaterThanOrEqual(lengths.least);
    expect(summary).toMatch(/[。！？.!?…”]$/);
  });
});

test('one that is too short by itself has a part of the next sentence', () => {
  const source = sourceOf('', { description: '短句。', points: ['长'.repeat(80)] });
  const summary = shortSummary(source, { least: 50, most: 60, unit: 'characters' });
  expect(summary).toMatch(/^短句。读完约 1 分钟。长+…$/);
  expect(measure(summary, 'characters')).toBe(60);
});

test('a sentence that is too long ends where it can, and says so', () => {
  const description = `${'很长的一句话'.repeat(8)}，${'后半句'.repeat(30)}。`;
  expect(shortSummary(sourceOf('<p>x</p>', { description }), { most: 60, unit: 'characters' })).toMatch(
    /^(?!.*后半句).*…$/,
  );
});
