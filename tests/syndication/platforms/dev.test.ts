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

test('a copy with an answer of 200 that kept the old title is not taken for updated', async () => {
  const json = async () => ({ id: 1, url: 'https://dev.to/me/1', title: 'The old one' });
  const made = await dev.api?.update?.('1', readyEdition(), openTo({ apiKey: 'k' }, { json }));
  expect(made?.title).toBe('The old one');
});
