import { expect, test } from 'vitest';
import { pipeline } from '../../../integrations/markdown/pipeline.ts';

const text = [
  "import Chart from './Chart.astro';",
  '',
  '## 标题',
  '',
  ':::note',
  '![图](./a.png "图注")',
  ':::',
  '',
  '<Chart data={[1, 2]} />',
  '',
  '<Aside>第一行',
  '第二行 $x$</Aside>',
  '',
  '```ts {1}',
  'const a = 1;',
  '```',
];

test('a module of MDX keeps what it imports and gets the rest', async () => {
  const shared = { syntaxHighlight: false, gfm: false, smartypants: false } as const;
  const renderer = await pipeline().createMdxRenderer?.(shared as never, { optimize: false } as never);
  const { code } = (await renderer?.process(text.join('\n'), '/x/a.mdx', {})) ?? { code: '' };
  expect(code).toContain('_jsx(Chart, {');
  expect(code).toContain('class: "callout"');
  expect(code).toContain('"第一行第二行 "');
  expect(code).toContain('class: "heading-anchor"');
  expect(code).toContain('class: "k"');
  expect(code).toMatch(/import .* from "\.\/a\.png"/);
  expect(code).not.toContain('style:');
});

test('Markdown in Astro’s own renderer has its pictures marked', async () => {
  const renderer = await pipeline().createRenderer({ syntaxHighlight: false } as never);
  const { code, metadata } = await renderer.render(text.slice(2, 8).join('\n'));
  expect(code).toContain('<aside class="callout"');
  expect(metadata.headings).toEqual([{ depth: 2, slug: '标题', text: '标题' }]);
});
