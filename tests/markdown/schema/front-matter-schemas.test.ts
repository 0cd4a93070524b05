import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { postSchema, projectSchema } from '#domain';
import { frontMatterSchemas } from '../../../integrations/markdown/schema/front-matter-schemas.ts';
import { writeEditorSchemas } from '../../../integrations/markdown/schema/write-schemas.ts';
import { type Folder, folderOf, post } from '../folder.ts';

let folder: Folder | undefined;
afterEach(() => folder?.remove());

describe('the schemas of front matter', () => {
  test.each([
    ['posts', postSchema],
    ['projects', projectSchema],
  ] as const)('%s have the keys that are checked, and no others', async (name, schema) => {
    const schemas = await frontMatterSchemas();
    expect(Object.keys(schemas[name].properties ?? {})).toEqual(Object.keys(schema.shape));
    expect(schemas[name]).toMatchObject({ additionalProperties: false });
  });

  test('say what must be there, as authors write it', async () => {
    const { posts } = await frontMatterSchemas();
    expect(posts['required']).toEqual(['title', 'description', 'date']);
    expect(posts.properties?.['draft']).toMatchObject({ type: 'boolean', default: false });
    expect(JSON.stringify(posts.properties?.['date'])).toContain('"format":"date"');
  });

  test('explain keys in the words of the source', async () => {
    const { posts, offers } = await frontMatterSchemas();
    expect(posts.properties?.['description']?.description).toBe(
      'One or two sentences: the summary in lists, feeds, share cards and editions.',
    );
    expect(posts.properties?.['draft']?.description).toMatch(/Default: false$/);
    expect(JSON.stringify(offers)).toContain('What one conversion is expected to bring');
  });

  test('are JSON Schema that takes what zod takes', async () => {
    const { posts, offers } = await frontMatterSchemas();
    const check = (schema: unknown, value: unknown) =>
      z.fromJSONSchema(schema as never).safeParse(value).success;
    const sound = { title: 'T', description: 'D', date: '2026-11-01' };
    expect(check(posts, sound)).toBe(true);
    expect(check(posts, { ...sound, date: 'soon' })).toBe(false);
    expect(check(posts, { ...sound, drafts: true })).toBe(false);
    const offer = { title: 'T', description: 'D', kind: 'consulting' };
    expect([check(offers, offer), check(offers, { ...offer, kind: 'gift' })]).toEqual([true, false]);
  });
});

test('are written where Astro’s editor extension looks, Chinese names as it looks them up', async () => {
  folder = await folderOf({ 'content/posts/你好 A.md': post(), 'content/offers/x/index.md': '' });
  await writeEditorSchemas(folder.root);
  const read = async (name: string) =>
    JSON.parse(await readFile(join(folder?.root ?? '', '.astro/collections', name), 'utf8'));
  const base = decodeURIComponent(pathToFileURL(folder.root).href).toLowerCase();
  expect(await read('collections.json')).toEqual({
    collections: ['posts', 'offers', 'projects', 'testimonials', 'talks', 'pages'].map((name) => ({
      hasSchema: true,
      name,
    })),
    entries: {
      [`${base}/content/offers/x/index.md`]: 'offers',
      [`${base}/content/posts/你好 a.md`]: 'posts',
    },
  });
  expect(await read('posts.schema.json')).toEqual((await frontMatterSchemas()).posts);
});
