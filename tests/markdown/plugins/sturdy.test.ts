import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { html, render } from './render.ts';

const nasty: Record<string, string> = {
  nothing: '',
  'a fence never closed': '```js\nlet a',
  'a fence of nothing': '```',
  'directives never closed': ':::note\n'.repeat(50),
  colons: ':'.repeat(5_000),
  dollars: '$'.repeat(5_000),
  'dollars apart': '$ '.repeat(5_000),
  'formulas never closed': '$a\n\n'.repeat(500),
  'quotes 500 deep': `${'> '.repeat(500)}x`,
  'lists 200 deep': Array.from({ length: 200 }, (_, depth) => `${'  '.repeat(depth)}- x`).join('\n'),
  brackets: '['.repeat(2_000) + ']'.repeat(2_000),
  'emphasis never closed': '**a '.repeat(3_000),
  '5,000 links': Array.from({ length: 5_000 }, (_, index) => `[中${index}](/${index})`).join('\n'),
  'lone surrogates':
    '# \uD800\n\n\uDC00 `\uD800` $\uD800$ [\uD800](\uDC00)\n\n```js\n"\uD800"\n```\n\n:::note[\uD800]\n:::',
  'a table of 2,000 rows': `|a|b|\n|-|-|\n${'|中|$1|\n'.repeat(2_000)}`,
  'a line of 100,000 characters of code': `\`\`\`js\n${'a('.repeat(50_000)}\n\`\`\``,
  'ranges without end': '```js {1-999999999} ins={1-999999999} showLineNumbers{99999999999}\na\n```',
  'footnotes that call each other': '[^a]\n\n[^a]: [^b]\n[^b]: [^a]',
  'alerts of nothing': '> [!NOTE]\n\n> [!TIP]\n> \n\n>\n\n> [!WARNING]  \n> x',
  'null and controls': 'a\u0000b\u0001\u200B\uFEFF',
  CRLF: '# 标题\r\n\r\n中文\r\n中文\r\n\r\n> [!NOTE]\r\n> x\r\n\r\n:::tip\r\nx\r\n:::\r\n\r\n```js\r\na\r\n```\r\n',
};

describe('whatever is written', () => {
  test.each(Object.entries(nasty))('%s compiles', async (_, source) => {
    const { file } = await render(source);
    expect(file.messages.filter(({ ruleId }) => ruleId === null)).toEqual([]);
  });

  test('CRLF means what LF means', async () => {
    const crlf = nasty['CRLF'] ?? '';
    const { html: found, said } = await render(crlf);
    expect(found.replaceAll('\r', '')).toBe(await html(crlf.replaceAll('\r', '')));
    expect(said).toEqual([]);
  });
});

test('the same text is the same HTML, also beside others', async () => {
  const source = readFileSync('sample/content/posts/sqlite-in-production.mdx', 'utf8').replace(
    /^---[\s\S]*?\n---/,
    '',
  );
  const [first, ...more] = await Promise.all([1, 2, 3].map(() => html(source, 'a.mdx')));
  expect(new Set(more)).toEqual(new Set([first]));
  expect(first).not.toContain('style=');
});
