import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { postSchema, projectSchema } from '#domain';
import {
  frontMatterSchemas,
  type JsonSchema,
} from '../../../integrations/content/schema/front-matter-schemas.ts';
import { writeEditorSchemas } from '../../../integrations/content/schema/write-schemas.ts';
import { type Folder, folderOf, post } from '../folder.ts';

let folder: Folder | undefined;
afterEach(() => folder?.remove());

describe('the schemas of front matter', () => {
  test.each([
    ['posts', postSchema],
    ['projects', projectSchema],
  ] as const)('%s have the keys that are checked, and no others', async (name, schema) => {
    const schemas = frontMatterSchemas();
    expect(Object.keys(schemas[name].properties ?? {})).toEqual(Object.keys(schema.shape));
    expect(schemas[name]).toMatchObject({ additionalProperties: false });
  });

  test('say what must be there, as authors write it', async () => {
    const { posts } = frontMatterSchemas();
    expect(posts['required']).toEqual(['title', 'description', 'date']);
    expect(posts.properties?.['draft']).toMatchObject({ type: 'boolean', default: false });
    expect(JSON.stringify(posts.properties?.['date'])).toContain('"format":"date"');
  });

  test.each(Object.entries(frontMatterSchemas()))(
    'explain every key of %s, nested ones included',
    (_, schema) => {
      const keys = [...keysIn(schema, '')];
      expect(keys.length).toBeGreaterThan(8);
      const silent = keys.filter(([, { description = '' }]) => !/^\p{Lu}.+[.`”]/u.test(description));
      expect(silent.map(([path]) => path)).toEqual([]);
    },
  );

  test('find keys in lists, in records and in each kind of a union', () => {
    const { posts, offers, pages } = frontMatterSchemas();
    const found = [posts, offers, pages].flatMap((schema) => [...keysIn(schema, '')].map(([path]) => path));
    expect(found).toEqual(
      expect.arrayContaining([
        'series.name',
        'channels.*.form',
        'syllabus[].lessons',
        'sponsor',
        'resume.work[].endDate',
        'mediaKit.formats[].rate',
      ]),
    );
  });

  test('say what holds without a key', () => {
    const { posts, offers } = frontMatterSchemas();
    expect(posts.properties?.['draft']?.description).toBe(
      'A draft shows in `npm run dev` only. Default: false',
    );
    expect(posts.properties?.['lang']?.description).toMatch(/Default: the language in the file name/);
    expect(JSON.stringify(offers)).toContain('What the price is for');
  });

  test('are JSON Schema that takes what zod takes', async () => {
    const { posts, offers } = frontMatterSchemas();
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
  expect(await read('posts.schema.json')).toEqual(frontMatterSchemas().posts);
});

/** Every key of a schema with its path: `syllabus[].lessons`. */
function* keysIn(schema: JsonSchema, path: string): Generator<[string, JsonSchema]> {
  for (const [key, value] of Object.entries(schema.properties ?? {})) {
    const inner = path === '' ? key : `${path}.${key}`;
    yield [inner, value];
    yield* keysIn(value, inner);
  }
  const { items, additionalProperties, anyOf = [], oneOf = [], allOf = [] } = inside.parse(schema);
  if (items !== undefined) yield* keysIn(items, `${path}[]`);
  if (typeof additionalProperties === 'object') yield* keysIn(additionalProperties, `${path}.*`);
  for (const each of [...anyOf, ...oneOf, ...allOf]) yield* keysIn(each, path);
}

const anySchema = z.custom<JsonSchema>((value) => typeof value === 'object');
const inside = z.object({
  items: anySchema.optional(),
  additionalProperties: z.union([z.boolean(), anySchema]).optional(),
  anyOf: z.array(anySchema).optional(),
  oneOf: z.array(anySchema).optional(),
  allOf: z.array(anySchema).optional(),
});
