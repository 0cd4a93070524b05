import { expect, test } from 'vitest';
import { type Syntax, translateSyntax } from '../../integrations/import/syntax/index.ts';

function translate(body: string, syntax: Syntax = {}): { text: string; said: string[] } {
  const said: string[] = [];
  const text = translateSyntax(body, syntax, (line, what) => said.push(`${line}: ${what}`));
  return { text, said };
}

test.each([
  // Docusaurus.
  [':::info\n\n甲\n\n:::', '> [!NOTE]\n> 甲'],
  [':::danger 小心\n甲\n:::', ':::caution[小心]\n甲\n:::'],
  [':::tip[题]{.x}\n甲\n:::', ':::tip[题]\n甲\n:::'],
  ['::::note[外]\n\n:::info[内]\n甲\n:::\n\n::::', '::::note[外]\n:::note[内]\n甲\n:::\n::::'],
  // VuePress and VitePress.
  ['::: tip 标题\n甲\n:::', ':::tip[标题]\n甲\n:::'],
  ['::: warning\n甲\n:::\n后', '> [!WARNING]\n> 甲\n\n后'],
  ['::: details 点开\n甲\n:::', ':::details[点开]\n甲\n:::'],
  [
    '::: code-group\n\n```js [a.js]\nx\n```\n\n```ts [a.ts]\ny\n```\n\n:::',
    ':::tabs\n::tab[a.js]\n\n```js\nx\n```\n\n::tab[a.ts]\n\n```ts\ny\n```\n:::',
  ],
  ['::: tabs#f\n@tab 甲\n一\n@tab:active 乙\n二\n:::', ':::tabs\n::tab[甲]\n\n一\n\n::tab[乙]\n\n二\n:::'],
  ['::: v-pre\n{{ x }}\n:::', '{{ x }}'],
  ['- a\n  ::: tip\n  甲\n  :::\n- b', '- a\n\n  > [!TIP]\n  > 甲\n\n- b'],
  // MkDocs.
  ['!!! warning "题"\n    甲\n\n    乙\n后', ':::warning[题]\n甲\n\n乙\n:::\n\n后'],
  ['??? note "点开"\n    甲', ':::details[点开]\n甲\n:::'],
  // Obsidian and GitHub.
  ['> [!INFO] 标题\n> 甲\n> 乙', ':::note[标题]\n甲\n乙\n:::'],
  ['> [!faq]- 折叠\n> 甲', ':::details[折叠]\n甲\n:::'],
  ['> [!tip]+ 打开\n> 甲', ':::details[打开]{open}\n甲\n:::'],
  ['> [!example]\n> 甲', ':::note[Example]\n甲\n:::'],
  ['> [!danger] 外\n> 甲\n> > [!info] 内\n> > 乙', '::::caution[外]\n甲\n\n:::note[内]\n乙\n:::\n::::'],
  ['> [!NOTE]\n> 甲', '> [!NOTE]\n> 甲'],
  ['- a\n\n  > [!bug] 虫\n  > 甲', '- a\n\n  :::caution[虫]\n  甲\n  :::'],
  // Code fences.
  ['```js{1,3-4}\nx\n```', '```js {1,3-4}\nx\n```'],
  ['```js:line-numbers {1}\nx\n```', '```js {1} showLineNumbers\nx\n```'],
  ['```js:title=a.js\nx\n```', '```js title="a.js"\nx\n```'],
  ['```go {linenos=table,hl_lines=[2,"4-5"]}\nx\n```', '```go {2,4-5} showLineNumbers\nx\n```'],
  ['```js title="a.js" {1} showLineNumbers\nx\n```', '```js title="a.js" {1} showLineNumbers\nx\n```'],
  ['```{r, echo=FALSE}\nx\n```', '```r\nx\n```'],
  ['```\n::: tip\n> [!x] y\n```', '```\n::: tip\n> [!x] y\n```'],
  // Names of headings.
  ['## 标题 {#Own-Id}', '## <a id="Own-Id"></a>标题'],
])('%j', (body, text) => expect(translate(body)).toEqual({ text, said: [] }));

test.each([
  ['```c aufs.h\nx\n```', '```c title="aufs.h"\nx\n```'],
  ['```js 名 字 https://a.example mark:1,3\nx\n```', '```js title="名 字 https://a.example" {1,3}\nx\n```'],
  ['```js\nx\n```', '```js\nx\n```'],
])('Hexo’s fences: %j', (body, text) => expect(translate(body, { fenceTitles: true }).text).toBe(text));

test.each([
  ['* TOC\n{:toc}\n\n甲', '\n\n甲'],
  ['> 甲\n> 乙\n{: .prompt-danger }', '> [!CAUTION]\n> 甲\n> 乙'],
  ['## 题 {#A-b}', '## <a id="A-b"></a>题'],
  ['## 题\n{: #A-b .no_toc}', '## <a id="A-b"></a>题'],
  ['![x](a.png){: .w-50 width="3"} 后', '![x](a.png) 后'],
  ['甲\n{: .lead}\n\n乙', '甲\n\n乙'],
  ['```js\nx\n```\n{: file="a.js" }', '```js title="a.js"\nx\n```'],
  ['{::comment}藏{:/comment}`{: .x}`', '<!-- import: 藏 -->`{: .x}`'],
])('kramdown: %j', (body, text) => expect(translate(body, { kramdown: true }).text).toBe(text));

test('a container nobody knows keeps its words, and is told', () =>
  expect(translate('甲\n\n::: foo 名\n乙\n:::')).toEqual({
    text: '甲\n\n**名**\n\n乙',
    said: ['3: the container “foo” has no place here; its text was kept'],
  }));
