import rehypeRaw from 'rehype-raw';
import remarkGfm from 'remark-gfm';
import remarkMdx from 'remark-mdx';
import remarkParse from 'remark-parse';
import remarkRehype from 'remark-rehype';
import { unified } from 'unified';
import { visit } from 'unist-util-visit';
import { VFile } from 'vfile';
import { describe, expect, test } from 'vitest';
import { addressesIn } from '../../../integrations/content/links/addresses.ts';
import { anchorsInSource, parseThin } from '../../../integrations/markdown/links/anchors.ts';
import { parseSource } from '../../../integrations/markdown/links/parse-source.ts';
import { headingIds } from '../../../integrations/markdown/plugins/heading-ids.ts';

const passThrough = ['mdxJsxTextElement', 'mdxJsxFlowElement', 'mdxTextExpression'] as never[];

/** Ids as a whole build gives them. */
function built(text: string, file: string): string[] {
  const isMdx = file.endsWith('.mdx');
  const vfile = new VFile({ path: file, value: text });
  const processor = unified()
    .use(remarkParse)
    .use(isMdx ? [remarkMdx] : [])
    .use(remarkGfm);
  const tree = processor.parse(vfile);
  const html = unified()
    .use(remarkRehype, { allowDangerousHtml: true, ...(isMdx ? { passThrough } : {}) })
    .use(isMdx ? [] : [rehypeRaw])
    .use(headingIds)
    .runSync(tree as never, vfile);
  const ids: string[] = [];
  visit(html as never, 'element', (node: { properties: Record<string, unknown> }) => {
    if (typeof node.properties['id'] === 'string') ids.push(node.properties['id']);
  });
  return ids.sort();
}

describe('parts of a page are those a build gives it', () => {
  test.each([
    ['## One\n\n## One\n\n### 你好，世界！'],
    ['Set\ntext\n===\n\nplain\n\nUnder\n---\n'],
    ['## `code` and *more* [link](x) ![alt](y)'],
    ['## A &amp; B {curly} $5'],
    ['text[^a]\n\n## Note[^b]\n\n[^a]: One\n\n[^b]: Two [x](y)\n'],
    ['> ## Quoted\n\n- ## In a list\n\n  text\n'],
    ['```\n## not one\n```\n\n## One'],
    ['    ## code\n\n- a\n\n  ```\n  ## code\n  ```\n\n## One'],
    ['<h2>Raw</h2>\n\n## Raw\n\n<h3 id="own">Raw</h3>\n\nsome <h4>\ninline\n</h4>'],
    ['<div id="box">\n\ntext\n\n</div>'],
    ['# 一\n\n段落\n\n    indented code\n\n## 二'],
    ['para\n## Heading right below\nmore'],
    ['| a | b |\n| - | - |\n| c | d |\n\n## After'],
    ['~~~\n```\n## code\n~~~\n## One'],
    ['## **注意：**后面'],
  ])('%j', (text) => {
    expect(shown(anchorsInSource(text, 'a.md'))).toEqual(built(text, 'a.md'));
  });

  test.each([
    ['## One {1 + 1} <b>bold</b>\n\n<Aside>\n\n## Inside\n\n</Aside>'],
    ["import X from './x.ts'\n\nexport const a = {\n  b: 1,\n}\n\n## One\n\n<X />"],
    ['{/* a\n\nmultiline\n\ncomment */}\n\n## One'],
    ['<X\n  disabled\n  title="## no"\n/>\n\n## One'],
    ['{[1, 2].map((n) => {\n  return n\n})}\n\n## One'],
  ])('in MDX: %j', (text) => {
    expect(shown(anchorsInSource(text, 'a.mdx'))).toEqual(built(text, 'a.mdx'));
  });

  function shown(anchors: Set<string>): string[] {
    return [...anchors].filter((id) => id !== 'top').sort();
  }
});

describe('thinning keeps every address and its line', () => {
  const prose = '一段很长的话，`code`、**强调**，and words.';
  test.each([
    [`${prose}[a](b)${prose}\n${prose}\n[c](d)`],
    [`- ${prose}\n- ${prose} [a](b)\n\n  ${prose}\n\n      [code](x)\n\n1. ![p](q)`],
    [`${prose}\n\n\n\n${prose}\n\n[a][b]\n\n[b]: c\n`],
    [`\`\`\`\n[no](x)\n\`\`\`\n\n\n[a](b)\n\n~~~js\n[no](y)\n`],
    [`| ${prose} | b |\n| --- | --- |\n| [a](b) | ${prose} |\n| c | ![d](e) |`],
    [`> ${prose}\n> [a](b)\n${prose} [lazy](c)`],
    [`<https://a.example> www.b.example https://c.example/中文 text`],
    [`a \`code\nover [no](x)\` lines [yes](y)`],
    [`<p>\n${prose}\n<a href="x">t</a>\n</p>\n\n${prose}`],
    [`${prose}\n\n    [indented](x)\n\n${prose}`],
    [`- a\n\n${prose}\n\n    [code](x)\n\n[a](b)`],
    [`[^a] [x](y)\n\n[^a]: ${prose}\n\n    [in](note)\n`],
    [`[a\n${prose}\nb](c) and [d](<e f> "g")`],
  ])('%j', (text) => {
    const { tree, lineOf } = parseThin(text, 'a.md');
    const thin = addressesIn(tree).map(({ url, kind, node }) => [
      kind,
      url,
      lineOf(node.position?.start.line ?? 0),
    ]);
    const whole = addressesIn(parseSource(text, false)).map(({ url, kind, node }) => [
      kind,
      url,
      node.position?.start.line,
    ]);
    expect(thin).toEqual(whole);
  });
});
