import { describe, expect, test } from 'vitest';
import { html } from './render.ts';

describe('two lines of a paragraph', () => {
  test.each([
    ['中文，\n中文', '中文，中文'],
    ['中文\n中文', '中文中文'],
    ['中文  \n中文', '中文<br>\n中文'],
    ['ひらがな\nカタカナ', 'ひらがなカタカナ'],
    ['全角：\n（括号）', '全角：（括号）'],
    ['他说，\n“好”', '他说，“好”'],
    ['“好”\n他说', '“好”他说'],
    ['等等……\n还有', '等等……还有'],
    ['𠀀\n𠀁', '𠀀𠀁'],
    ['**注意**\n后面', '<strong>注意</strong>后面'],
    ['前面\n**注意**', '前面<strong>注意</strong>'],
    ['**前面**\n**后面**', '<strong>前面</strong><strong>后面</strong>'],
    ['English\nEnglish', 'English\nEnglish'],
    ['中文\nEnglish', '中文\nEnglish'],
    ['English\n中文', 'English\n中文'],
    ['said “yes”\nand left', 'said “yes”\nand left'],
    ['第 3\n个', '第 3\n个'],
    ['한국어\n한국어', '한국어\n한국어'],
    ['中文\\\n中文', '中文<br>\n中文'],
    ['中文\n`code`', '中文\n<code>code</code>'],
    ['中文\n![x](/a.png)', '中文\n<img src="/a.png" alt="x">'],
  ])('%j', async (source, expected) => expect(await html(source)).toBe(`<p>${expected}</p>`));

  test('a note between them has no width', async () => {
    expect(await html('中文[^a]\n中文\n\n[^a]: 注')).toMatch(/<\/sup>中文<\/p>/);
  });
});

test.each([
  ['**注意：**后面', '<strong>注意：</strong>后面'],
  ['请看**“文档”**里', '请看<strong>“文档”</strong>里'],
  ['~~作废。~~改为', '<del>作废。</del>改为'],
  [`"straight" 'quotes' -- ...`, `"straight" 'quotes' -- ...`],
])('%j', async (source, expected) => expect(await html(source)).toBe(`<p>${expected}</p>`));
