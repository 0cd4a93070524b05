import { h } from 'hastscript';
import rehypeRaw from 'rehype-raw';
import rehypeStringify from 'rehype-stringify';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import remarkRehype from 'remark-rehype';
import { unified } from 'unified';
import { describe, expect, test } from 'vitest';
import { markdown } from '../../../integrations/syndication/render/markdown/markdown.ts';
import cnblogs from '../../../integrations/syndication/render/recipes/cnblogs.ts';
import csdn from '../../../integrations/syndication/render/recipes/csdn.ts';
import gfm from '../../../integrations/syndication/render/recipes/gfm.ts';
import juejin from '../../../integrations/syndication/render/recipes/juejin.ts';
import zhihu from '../../../integrations/syndication/render/recipes/zhihu.ts';
import { expectedOutline } from './expected-outline.ts';
import { outline } from './outline.ts';
import { posts, sourceOf } from './posts.ts';

const all = await posts();

const dialects = { gfm, cnblogs, juejin, csdn };
const written = (content: string, recipe = juejin) =>
  recipe.render(sourceOf(content)).body.split('\n').slice(0, -1).join('\n').trim();

/** CommonMark with GitHub's extensions, and nothing that is kind to Chinese. */
const reader = unified()
  .use(remarkParse)
  .use(remarkGfm)
  .use(remarkRehype, { allowDangerousHtml: true, footnoteLabel: 'NOTES', footnoteLabelTagName: 'span' })
  .use(rehypeRaw)
  .use(rehypeStringify);
const shown = (body: string) =>
  outline(String(reader.processSync(body))).filter((line) => line !== ': NOTES');

describe('reads right in an editor, and renders right', () => {
  test.each([
    ['bold before a Han character', '<p><strong>注意：</strong>后面</p>', '**注意**：后面'],
    ['quotes in bold', '<p>说<strong>“引用”</strong>后</p>', '说“**引用**”后'],
    ['quotes and a stop', '<p>说<strong>“引用”。</strong>后</p>', '说“**引用**”。后'],
    ['half a pair', '<p>看<strong>见《书》</strong>后</p>', '看<strong>见《书》</strong>后'],
    ['code in bold', '<p><strong><code>a</code></strong>后</p>', '<strong>`a`</strong>后'],
    ['bold that is fine', '<p>前<strong>中</strong>后 <em>x</em></p>', '前**中**后 *x*'],
    ['bold at an end', '<p><strong>注意：</strong></p>', '**注意：**'],
    ['emphasis in emphasis', '<p><strong>前<em>注意：</em>后。</strong>x</p>', '**前*注意*：后**。x'],
    ['deleted words', '<p><del>删。</del>后</p>', '~~删~~。后'],
    ['bold of stops alone', '<p>a<strong>。</strong>b</p>', 'a。b'],
    [
      'an address with a query',
      '<p><a href="https://x.example/?a=1&amp;utm_b=2">x</a></p>',
      '[x](https://x.example/?a=1&utm_b=2)',
    ],
    [
      'an address with brackets',
      '<p><a href="https://x.example/a_(b)">x</a></p>',
      '[x](https://x.example/a_%28b%29)',
    ],
    [
      'an address that names itself',
      '<p><a href="https://x.example/">https://x.example/</a></p>',
      '<https://x.example/>',
    ],
    ['names and companies', '<p>R&amp;D snake_case_name</p>', 'R&D snake_case_name'],
    ['what is an entity', '<p>&amp;copy; a</p>', '\\&copy; a'],
    ['lines', '<p>_x_ a_ _b</p>', '\\_x\\_ a\\_ \\_b'],
    ['a hard break', '<p>a<br>b</p>', 'a  \nb'],
    ['keys and indices', '<p><kbd>a</kbd> x<sup>2</sup></p>', '<kbd>a</kbd> x<sup>2</sup>'],
    ['a formula', '<p>见 <span data-byline-math="inline">$a_b*c$</span></p>', '见 $a_b*c$'],
    ['money beside formulas', '<p>$5</p>', '\\$5'],
    [
      'a caption',
      '<figure><img src="https://x.example/a.png" alt="A"><figcaption>C</figcaption></figure>',
      '![A](https://x.example/a.png)\n\n*C*',
    ],
    [
      'a title above code',
      '<p data-byline-code-title=""><strong>a.ts</strong></p><pre><code class="language-ts">a\n</code></pre>',
      '**a.ts**\n\n```ts\na\n```',
    ],
  ])('%s', (_, content, expected) => expect(written(content)).toBe(expected));
});

describe.each(Object.entries(dialects))('%s', (_, recipe) => {
  test.each(all)('has no reference and no escape in $name that looks like a fault', ({ source }) => {
    const { body } = recipe.render(source);
    const prose = body.replaceAll(/```[\s\S]*?\n```/g, '');
    expect(prose).not.toMatch(/&#x?[0-9a-f]+;/i);
    expect(prose).not.toMatch(/\]\([^)]*\\&/);
  });
});

describe('every sample post is, read as CommonMark, what it was', () => {
  const blocks = { tasks: true, details: true, titleAbove: false };
  const formula = (tex: string, inline: boolean) => (inline ? h('code', tex) : h('pre', h('code', tex)));

  test.each(all)('$name', ({ source }) => {
    const recipe = markdown({
      dialect: 'test',
      version: 1,
      math: 'code',
      tasks: true,
      details: true,
      html: true,
    });
    expect(shown(recipe.render(source).body)).toEqual(expectedOutline(source, { blocks, formula }));
  });

  test.each(all)('$name, without tasks, folds and HTML', ({ source }) => {
    const recipe = markdown({
      dialect: 'test',
      version: 1,
      math: 'code',
      tasks: false,
      details: false,
      html: false,
    });
    const plain = { ...blocks, tasks: false, details: false };
    const [one, other] = [
      shown(recipe.render(source).body),
      expectedOutline(source, { blocks: plain, formula }),
    ];
    // Without HTML, a space may stand beside bold words.
    const close = (lines: readonly string[]) => lines.map((line) => line.replaceAll(' ', ''));
    expect(close(one)).toEqual(close(other));
  });
});

describe('what a dialect lacks is said otherwise', () => {
  const details = '<details><summary>S</summary><p>x</p></details>';
  const tasks = '<ul><li><input type="checkbox" checked disabled> a</li></ul>';
  test.each([
    ['a fold, where there are folds', details, gfm, '<details><summary>S</summary>\n\nx\n\n</details>'],
    ['a fold', details, juejin, '**S**\n\nx'],
    ['tasks, where there are tasks', tasks, gfm, '- [x] a'],
    ['tasks', tasks, juejin, '- ☑ a'],
  ])('%s', (_, content, recipe, expected) => expect(written(content, recipe)).toBe(expected));
});

test('formulas and diagrams that were drawn are pictures in their places', () => {
  const content =
    '<p>见 <span data-byline-math="inline">$x$</span>。</p><p data-byline-math="block">$$y\n+z$$</p><figure><pre data-byline-diagram="mermaid"><code class="language-mermaid">graph LR; A</code></pre></figure>';
  const source = sourceOf(content);
  const { pictures } = zhihu.render(source);
  const placed = new Map(
    pictures.map(({ key }, index) => [key, { address: `https://x.example/${index}.png` }]),
  );
  const lines = zhihu
    .render({ ...source, placed })
    .body.split('\n\n')
    .slice(0, -1);
  expect(lines).toEqual([
    '见 ![x](https://x.example/0.png)。',
    '![y +z](https://x.example/1.png)',
    '![](https://x.example/2.png)',
  ]);
  expect(zhihu.render(source).body).toContain('```latex\ny\n+z\n```');
});
