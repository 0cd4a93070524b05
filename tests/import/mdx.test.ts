import { expect, test } from 'vitest';
import { readMdx } from '../../integrations/import/mdx/read-mdx.ts';

function read(text: string): { text: string; said: string[]; data: unknown } {
  const said: string[] = [];
  const { body, data } = readMdx(text, 'This', (line, what) => said.push(`${line}: ${what}`));
  return { text: body, said, data };
}

test.each([
  // Callouts, under the names they have.
  ['<Callout type="warning">\n  甲\n</Callout>', '> [!WARNING]\n> 甲'],
  ['<Aside title="题">\n甲\n</Aside>', ':::note[题]\n甲\n:::'],
  ['<Admonition type="danger" title="题">\n\n甲 **b**\n\n</Admonition>', ':::caution[题]\n甲 **b**\n:::'],
  ['- a\n  <Note>\n    甲\n  </Note>\n- b', '- a\n\n  > [!NOTE]\n  > 甲\n\n- b'],
  // Tabs.
  [
    '<Tabs>\n  <TabItem value="a" label="甲">\n\n  一\n\n  </TabItem>\n  <TabItem value="b" label="乙">二</TabItem>\n</Tabs>',
    ':::tabs\n::tab[甲]\n\n一\n\n::tab[乙]\n\n二\n:::',
  ],
  [
    "<Tabs values={[{label: '甲', value: 'a'}]}>\n<TabItem value=\"a\">\n\n```js\nlet x = {y};\n```\n\n</TabItem>\n</Tabs>",
    ':::tabs\n::tab[甲]\n\n```js\nlet x = {y};\n```\n:::',
  ],
  [
    "<Tabs items={['甲', '乙']}>\n<Tab>一</Tab>\n<Tab>二</Tab>\n</Tabs>",
    ':::tabs\n::tab[甲]\n\n一\n\n::tab[乙]\n\n二\n:::',
  ],
  // Steps, details, code, formulas, diagrams.
  ['<Steps>\n\n1. a\n2. b\n\n</Steps>', ':::steps\n1. a\n2. b\n:::'],
  ['<Details summary="题">\n\n甲\n\n</Details>', ':::details[题]\n甲\n:::'],
  ['<details>\n<summary>题</summary>\n\n甲\n\n</details>', ':::details[题]\n甲\n:::'],
  [
    '<CodeBlock language="js" title="a.js">{`let a;\nlet b;`}</CodeBlock>',
    '```js title="a.js"\nlet a;\nlet b;\n```',
  ],
  ['<Mermaid chart={`graph TD\nA-->B`} />', '```mermaid\ngraph TD\nA-->B\n```'],
  ['a <InlineMath math="x^2" /> b', 'a $x^2$ b'],
  // Pictures, films, links.
  ['import P from \'./a.png\';\n\n<Image src={P} alt="图" />', '\n\n![图](./a.png)'],
  ['<img src={require(\'./a.png\').default} alt="图" />', '<img src="./a.png" alt="图" />'],
  ['<Image src={useBaseUrl(\'/img/a.png\')} alt="图" caption="说" />', '![图](/img/a.png "说")'],
  ['<YouTube id="abc" />', '::video[This]{src="https://www.youtube.com/watch?v=abc"}'],
  ['看 <Link to="/a">这里</Link>。', '看 [这里](/a)。'],
  ['<LinkCard title="题" href="/a" description="说" />', '[题](/a): 说'],
  ['<Card title="题">\n\n甲\n\n</Card>', '**题**\n\n甲'],
  ['<Badge text="新" /> <Kbd>Ctrl</Kbd>', '<mark>新</mark> <kbd>Ctrl</kbd>'],
  // What only MDX has in a text.
  ['{/* truncate */}', '<!-- more -->'],
  ['a {/* 藏 */} b', 'a <!-- import: 藏 --> b'],
  ['a {\'b\'} {"c"} {3} d', 'a b c 3 d'],
  ['<!-- 旧 -->\n\n<https://a.example>', '<!-- import: 旧 -->\n\nhttps://a.example'],
  ['## 题 {#Own}', '## <a id="Own"></a>题'],
  ['<div className="x" style={{color: "red"}}>\n  甲 **b**\n</div>', '<div class="x">\n\n甲 **b**\n\n</div>'],
  ['$a_{1}$ 与 `{x}`', '$a_{1}$ 与 `{x}`'],
  ["import Tabs from '@theme/Tabs';\n\n甲", '\n\n甲'],
])('%j', (mdx, text) => expect(read(mdx)).toEqual({ text, said: [], data: {} }));

test.each([
  [
    '甲\n\n<Chart data={[1, 2]} />',
    '甲\n\n```jsx title="Chart"\n<Chart data={[1, 2]} />\n```',
    '3: <Chart> is a component of the old site: it was kept as a block of that name',
  ],
  [
    '<Fancy>\n\n甲 *b*\n\n</Fancy>',
    ':::note[Fancy]\n甲 *b*\n:::',
    '1: <Fancy> is a component of the old site: it was kept as a block of that name',
  ],
  [
    '甲 <Chip x={1} /> 乙',
    '甲 `<Chip x={1} />` 乙',
    '1: <Chip> is a component of the old site: it was kept as a block of that name',
  ],
  ['甲 {props.x}', '甲 `{props.x}`', '1: code in braces cannot run here: it was kept as code'],
  [
    "import { Chart } from '../chart';\n\n甲",
    '<!-- import: to do by hand: it imports ../chart -->\n\n甲',
    '1: to do by hand: it imports ../chart',
  ],
  [
    'export function f() {}\n\n甲',
    '<!-- import: to do by hand: it exports code -->\n\n甲',
    '1: to do by hand: it exports code',
  ],
  ['甲\n\n乙 {\n\n<Foo>', '甲\n\n乙 {\n\n<Foo>', '3: this MDX cannot be read; it was taken for Markdown'],
])('is kept and told: %j', (mdx, text, note) => expect(read(mdx)).toEqual({ text, said: [note], data: {} }));

test('front matter that is exported', () =>
  expect(
    read("export const metadata = { title: 'T', date: '2020-01-02', tags: ['a'], n: f() };\n\n甲").data,
  ).toEqual({
    title: 'T',
    date: '2020-01-02',
    tags: ['a'],
  }));
