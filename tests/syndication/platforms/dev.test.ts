import { expect, test } from 'vitest';
import type { Request } from '../../../integrations/syndication/exchange.ts';
import type { Ready } from '../../../integrations/syndication/platform.ts';
import dev from '../../../integrations/syndication/platforms/dev.ts';
import { openTo, readyEdition } from './ready-edition.ts';

async function articleOf(changes: Partial<Ready>): Promise<Record<string, unknown>> {
  const asked: Request[] = [];
  const json = async (request: Request) => {
    asked.push(request);
    return { id: 1, url: 'https://dev.to/me/1', title: 'T' };
  };
  await dev.api?.create(readyEdition(changes), openTo({ apiKey: 'k' }, { json }));
  return ((asked[0]?.body ?? {}) as { article: Record<string, unknown> }).article;
}

test.each([
  ['in prose is text', 'a {{ b }} c', 'a {% raw %}{{{% endraw %} b }} c'],
  ['a tag too', '{% embed x %}', '{% raw %}{%{% endraw %} embed x %}'],
  ['in code DEV leaves it', '`{{ a }}` and ``{% ` %}``', '`{{ a }}` and ``{% ` %}``'],
  [
    'in a fence as well',
    '```js\n{{ a }}\n```\n\n{{ b }}',
    '```js\n{{ a }}\n```\n\n{% raw %}{{{% endraw %} b }}',
  ],
  ['in a long fence', '````md\n```\n{{ a }}\n```\n````', '````md\n```\n{{ a }}\n```\n````'],
])('Liquid: %s', async (_, body, expected) => {
  expect(await articleOf({ body })).toMatchObject({ body_markdown: expected });
});

test('front matter is not obeyed', async () => {
  const { body_markdown } = await articleOf({ body: '---\ntitle: x\n---\n' });
  expect(body_markdown).not.toMatch(/^---/);
});

test.each([
  [
    ['Node.js', 'C++', 'C#', '.NET'],
    ['nodejs', 'cpp', 'csharp', 'dotnet'],
  ],
  [['web-dev', 'Web Dev'], ['webdev']],
  [['写作'], ['写作']],
])('tags %j go as %j', async (tags, expected) => {
  expect(await articleOf({ tags })).toMatchObject({ tags: expected });
});

test('a tag that would be nothing is refused, not dropped', async () => {
  await expect(articleOf({ tags: ['🎉'] })).rejects.toMatchObject({ outcome: 'refused' });
});
