import { describe, expect, test } from 'vitest';
import { loadFolder } from '../../../integrations/foundation/load-folder.ts';
import type { Recipe } from '../../../integrations/syndication/render/recipe.ts';
import { wechat } from '../../../integrations/syndication/render/recipes/wechat.ts';
import { posts } from './posts.ts';

const folder = new URL('../../../integrations/syndication/render/recipes/', import.meta.url);
const recipes = [...(await loadFolder<Recipe>(folder)), ['wechat-paper', wechat('paper')] as const];
const all = await posts();
const shown = all.filter(({ name }) => ['everything', 'everything.en', 'stress'].includes(name));
const endings = { markdown: 'md', html: 'html', text: 'txt' } as const;

/** Each file in `golden/` was looked at once in a browser. Look again before you let one change. */
describe.each(recipes)('%s', (name, recipe) => {
  test.each(shown)('$name', async ({ name: post, source }) => {
    const { body, spans } = recipe.render(source);
    const said =
      spans === undefined ? body : `${body}\n\n${spans.map((span) => JSON.stringify(span)).join('\n')}`;
    await expect(`${broken(said)}\n`).toMatchFileSnapshot(`golden/${name}/${post}.${endings[recipe.form]}`);
  });

  test('a summary', async () => {
    const { source } = shown[0] ?? { source: undefined };
    if (source === undefined) throw new Error('the fixture is missing');
    const { body } = recipe.render({ ...source, form: 'summary' });
    await expect(`${broken(body)}\n`).toMatchFileSnapshot(`golden/${name}/summary.${endings[recipe.form]}`);
  });

  test('the same source gives the same edition, and the source stays as it is', () => {
    for (const { source } of shown) {
      const before = structuredClone(source);
      expect(recipe.render(source)).toEqual(recipe.render(source));
      expect(source).toEqual(before);
    }
  });

  test('ends with the tagged link home', () => {
    for (const { source } of shown) {
      const last = recipe.render(source).body.slice(-1200).replaceAll('&amp;', '&');
      expect(recipe.form === 'text' || last.includes(source.link)).toBe(true);
    }
  });
});

/** HTML in one line has no difference anybody can read. */
function broken(body: string): string {
  return body.startsWith('<section') ? body.replaceAll('><', '>\n<') : body;
}
