import type { ElementContent, Root } from 'hast';
import rehypeStringify from 'rehype-stringify';
import { unified } from 'unified';
import { SKIP, visit } from 'unist-util-visit';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isElement, isMarked, texOf } from '../../../integrations/syndication/render/content/marks.ts';
import { prepare } from '../../../integrations/syndication/render/content/prepare.ts';
import { plainBlocks } from '../../../integrations/syndication/render/markdown/plain-blocks.ts';
import type { RecipeSource } from '../../../integrations/syndication/render/recipe.ts';
import dev from '../../../integrations/syndication/render/recipes/dev.ts';
import { type Redcarpet, startRedcarpet } from '../../servers/redcarpet.ts';
import { whyNoRedcarpet } from '../../servers/redcarpet-files.ts';
import { outline } from './outline.ts';
import { posts, sourceOf } from './posts.ts';

const all = await posts();

describe.skipIf(whyNoRedcarpet() !== undefined)('DEV shows, through the real Redcarpet and Liquid,', () => {
  let redcarpet: Redcarpet;
  beforeAll(() => {
    redcarpet = startRedcarpet();
  });
  afterAll(() => redcarpet.close());

  const shownOf = async (source: RecipeSource) => outline(await redcarpet.render(dev.render(source).body));

  test.each(all)('all of $name, block by block', async ({ source }) => {
    expect(await shownOf(source)).toEqual(expectedOf(source));
  });

  test.each([
    ['a fence in a fence', '<pre><code class="language-md">```js\nlet a\n```\n</code></pre><p>after</p>'],
    ['a longer fence in it', '<pre><code>````\n~~~\n````\n</code></pre><p>after</p>'],
    ['Liquid in code', '<pre><code>{% for %}\n\n{{ x }} {% raw %}\n</code></pre><p><code>{{ a }}</code></p>'],
    ['Liquid in prose', '<p>{{ a }} and {% for %} and {% endraw %}</p>'],
    ['a lone backtick before code', '<p>a ` b <code>{{ c }}</code></p>'],
    ['money', '<p>$5 to $6</p>'],
    [
      'bars in a table',
      '<table><tr><th>a | b</th></tr><tr><td><code>x | y</code> or z | w</td></tr></table>',
    ],
    ['a backslash at the end of a line', '<p>a \\<br>b \\</p>'],
    ['hard breaks', '<p>one<br>two</p>'],
    ['no break where the author’s line ended', '<p>one\ntwo</p>'],
    ['two callouts in a row', callout('note', 'A') + callout('tip', 'B')],
    ['two quotations in a row', '<blockquote><p>a</p></blockquote><blockquote><p>b</p></blockquote>'],
    ['a fold', '<details><summary>More</summary><p>in it</p></details>'],
    [
      'tasks',
      '<ul><li><input type="checkbox" checked disabled> a</li><li><input type="checkbox" disabled> b</li></ul>',
    ],
    ['nested lists', '<ul><li>a<ul><li>b<ol><li>c</li></ol></li></ul></li><li>d</li></ul>'],
    [
      'code in a step',
      '<ol><li><p>a</p><pre><code class="language-ts">let b\n\nlet c\n</code></pre></li><li><p>d</p></li></ol>',
    ],
    [
      'tags in YAML',
      '<pre><code class="language-yaml">---\ntitle: a "b"\ntags: [x] #y\npublished: true\n---\n</code></pre>',
    ],
    [
      'a title between rules',
      '<table><tr><th>a</th></tr></table><pre><code>---\ntitle: x\n---\n</code></pre>',
    ],
    [
      'emphasis within Chinese',
      '<p>前<strong>注意：</strong>后<em>强调</em>后<del>删。</del>后<strong><code>a</code></strong>后</p>',
    ],
    ['names with lines', '<p>@_some_one_ and snake_case and _x_</p>'],
    [
      'a heading that looks like a list',
      '<h2>1. one</h2><p>1. two</p><p># three</p><p>- four</p><p>+ five</p>',
    ],
    ['signs of HTML', '<p>a &lt;b&gt; &amp;amp; c</p>'],
    ['a rule first', '<hr><p>a</p>'],
  ])('%s', async (_, content) => {
    const source = sourceOf(content);
    expect(await shownOf(source)).toEqual(expectedOf(source));
  });

  test('refuses a text that is not protected: the server obeys Liquid', async () => {
    await expect(redcarpet.render('{% for x %}')).rejects.toThrow(/syntax/i);
  });

  test('formulas reach KaTeX as they were written', async () => {
    const tex = '\\begin{aligned} f_{1}(x) &= \\{a\\} \\\\ &< {{b}} * c_{2}^{3} \\end{aligned}';
    const escaped = tex.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
    const { body } = dev.render(sourceOf(`<p data-byline-math="block">$$${escaped}$$</p>`));
    const [shown = ''] = outline(await redcarpet.render(body));
    expect(shown.replaceAll(/ /g, '')).toBe(`:${tex.replaceAll(/ /g, '')}`);
  });
});

function callout(kind: string, text: string): string {
  const title = `<p data-byline-title=""><strong>${kind}</strong></p>`;
  return `<blockquote data-byline-callout="${kind}">${title}<p>${text}</p></blockquote>`;
}

/** What DEV should show, from the post itself, without any Markdown. */
function expectedOf(source: RecipeSource): string[] {
  const tree = prepare(source);
  showNotesLast(tree);
  showFormulas(tree);
  plainBlocks(tree, { tasks: false, details: false, titleAbove: true });
  return outline(writer.stringify(tree));
}

const writer = unified().use(rehypeStringify);

/** DEV numbers notes by itself, and shows them below a rule at the end. */
function showNotesLast(tree: Root): void {
  const lists: ElementContent[] = [];
  visit(tree, 'element', (node, index, parent) => {
    const [link] = node.children;
    if (isMarked(node, 'noteNumber') && link?.type === 'element') link.properties['href'] = '#';
    if (isMarked(node, 'noteBack')) node.properties['href'] = '#';
    if (!isMarked(node, 'notes') || parent === undefined || index === undefined) return undefined;
    lists.push(...node.children.filter((child) => isElement(child, 'ol')));
    parent.children.splice(index, 1);
    return [SKIP, index];
  });
  if (lists.length > 0)
    tree.children.push({ type: 'element', tagName: 'hr', properties: {}, children: [] }, ...lists);
}

function showFormulas(tree: Root): void {
  visit(tree, 'element', (node) => {
    if (isMarked(node, 'math')) node.children = [{ type: 'text', value: texOf(node) }];
  });
}
