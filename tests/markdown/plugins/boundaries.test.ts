import { describe, expect, test } from 'vitest';
import { html } from './render.ts';

const link = (url: string, href = url) => `<a href="${href}">${url}</a>`;
const x = link('https://a.example/x');

describe('a bare URL ends where a Chinese sentence goes on', () => {
  test.each([
    ['见 https://a.example/x，**重点**。', `见 ${x}，<strong>重点</strong>。`],
    ['见 https://a.example/x。然后', `见 ${x}。然后`],
    ['（见 https://a.example/x）', `（见 ${x}）`],
    ['“https://a.example/x”', `“${x}”`],
    ['https://a.example/x、https://a.example/x；完', `${x}、${x}；完`],
    ['https://a.example/x：`代码`', `${x}：<code>代码</code>`],
    ['《https://a.example/x》', `《${x}》`],
    ['https://a.example/x……', `${x}……`],
    ['https://a.example/x.，完', `${x}.，完`],
    ['https://a.example，完', `${link('https://a.example')}，完`],
    ['**https://a.example/x**后面', `<strong>${x}</strong>后面`],
    ['https://a.example/x**重点**', `${x}<strong>重点</strong>`],
    ['www.a.example/x，完', `${link('www.a.example/x', 'http://www.a.example/x')}，完`],
    ['HTTPS://a.example/x，完', `${link('HTTPS://a.example/x')}，完`],
  ])('%j', async (source, expected) => expect(await html(source)).toBe(`<p>${expected}</p>`));
});

describe('what belongs to a URL stays in it', () => {
  test.each([
    ['https://a.example/a*b', link('https://a.example/a*b')],
    [
      'https://a.example/维基/页',
      link('https://a.example/维基/页', 'https://a.example/%E7%BB%B4%E5%9F%BA/%E9%A1%B5'),
    ],
    ['https://a.example/a_(b)?c=d&e#f.', `${link('https://a.example/a_(b)?c=d&#x26;e#f')}.`],
    ['me@a.example，完', '<a href="mailto:me@a.example">me@a.example</a>，完'],
  ])('%j', async (source, expected) => expect(await html(source)).toBe(`<p>${expected}</p>`));
});

describe('what begins like a URL and is none stays text', () => {
  test.each([
    'The client’s heads: “it timed out.”',
    'Why wait? “Hello,” he wrote — then hung up.',
    'how http “how” www “what” https://',
  ])('%j', async (source) => expect(await html(source)).toBe(`<p>${source}</p>`));
});

describe('one tilde strikes nothing', () => {
  test.each([
    ['3~5 天，费用 10~20 元', '3~5 天，费用 10~20 元'],
    ['~a~ 与 ~~b~~', '~a~ 与 <del>b</del>'],
    ['~~作废。~~改为', '<del>作废。</del>改为'],
  ])('%j', async (source, expected) => expect(await html(source)).toBe(`<p>${expected}</p>`));
});
