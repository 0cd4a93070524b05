import { expect, test } from 'vitest';
import type { Edition } from '#domain';
import { toEdition } from '../../../integrations/syndication/edition.ts';
import { Failure, type JsonRequest } from '../../../integrations/syndication/platform.ts';
import dev from '../../../integrations/syndication/platforms/dev.ts';
import { feedItem } from '../feed-item.ts';
import { openChannel } from '../open-channel.ts';

async function articleOf(changes: Partial<Edition>): Promise<Record<string, unknown>> {
  const { settings } = openChannel();
  const edition = toEdition(feedItem(), {
    channel: 'dev',
    site: 'https://site.example',
    settings,
    platform: dev,
  });
  const asked: JsonRequest[] = [];
  const json = async (request: JsonRequest) => {
    asked.push(request);
    return { id: 1, url: 'https://dev.to/me/1', canonical_url: null };
  };
  const send = { json, xmlRpc: () => Promise.reject(new Error('DEV speaks JSON')) };
  await dev.create(
    { ...edition, ...changes },
    { url: 'https://dev.to/api', account: '', secrets: { apiKey: 'k' }, send },
  );
  const { article } = (asked[0]?.body ?? {}) as { article: Record<string, unknown> };
  return article;
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

test('an article that exists under this canonical link is updated', async () => {
  const { settings } = openChannel();
  const edition = toEdition(feedItem(), {
    channel: 'dev',
    site: 'https://site.example',
    settings,
    platform: dev,
  });
  const asked: string[] = [];
  const own = { id: 5, url: 'https://dev.to/me/5', canonical_url: edition.canonical, published: true };
  const json = async ({ method, url }: JsonRequest) => {
    asked.push(`${method} ${new URL(url).pathname}`);
    if (method === 'POST') throw new Failure('refused', '422: Canonical url has already been taken');
    return method === 'GET' ? [own] : own;
  };
  const send = { json, xmlRpc: () => Promise.reject(new Error('DEV speaks JSON')) };
  const server = { url: 'https://dev.to/api', account: '', secrets: { apiKey: 'k' }, send };
  expect(await dev.create(edition, server)).toEqual({ remoteId: '5', url: 'https://dev.to/me/5' });
  expect(asked).toEqual(['POST /api/articles', 'GET /api/articles/me/all', 'PUT /api/articles/5']);
});

test.each([{ published: false }, { published_at: null }])(
  'an article with %j is not edited',
  async (draft) => {
    const { settings } = openChannel();
    const edition = toEdition(feedItem(), {
      channel: 'dev',
      site: 'https://site.example',
      settings,
      platform: dev,
    });
    const asked: string[] = [];
    const json = async ({ method }: JsonRequest) => {
      asked.push(method);
      return [{ id: 5, url: 'https://dev.to/me/5', canonical_url: null, ...draft }];
    };
    const send = { json, xmlRpc: () => Promise.reject(new Error('DEV speaks JSON')) };
    const server = { url: 'https://dev.to/api', account: '', secrets: { apiKey: 'k' }, send };
    await expect(dev.update('5', edition, server)).rejects.toMatchObject({ outcome: 'refused' });
    expect(asked).toEqual(['GET']);
  },
);
