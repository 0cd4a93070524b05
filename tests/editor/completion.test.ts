import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { writeEditorSchemas } from '../../integrations/content/schema/write-schemas.ts';
import { type Folder, folderOf } from '../content/folder.ts';
import { type LanguageServer, startLanguageServer } from './language-server.ts';

const files = [
  'content/posts/hello.md',
  'content/posts/hello.en.mdx',
  'content/posts/你好/index.mdx',
  'content/offers/course.md',
  'content/talks/talk.md',
] as const;

let folder: Folder;
let server: LanguageServer;
beforeAll(async () => {
  const empty = files.map((file) => [file, '']);
  folder = await folderOf({ ...Object.fromEntries(empty), 'tsconfig.json': '{}', 'package.json': '{}' });
  await writeEditorSchemas(folder.root);
  server = await startLanguageServer(folder.root);
}, 60_000);
afterAll(async () => {
  await server?.stop();
  await folder?.remove();
});

describe('front matter in the editor', () => {
  test.each<[(typeof files)[number], string, readonly string[]]>([
    ['content/posts/hello.md', 'title: T\nd', ['description', 'date', 'draft', 'publishAt', 'offers']],
    ['content/posts/hello.en.mdx', 'title: T\nd', ['description', 'date', 'draft', 'series', 'cover']],
    ['content/posts/你好/index.mdx', 'title: T\nd', ['description', 'translationKey', 'channels']],
    ['content/offers/course.md', 'kind: course\ns', ['syllabus', 'places', 'hours', 'sample']],
    ['content/talks/talk.md', 'title: T\nkind: ', ['talk', 'training', 'podcast']],
  ])('of %s is completed', async (file, matter, expected) => {
    server.open(file, `---\n${matter}\n---\n\nText.\n`);
    const lines = matter.split('\n');
    const offered = await server.complete(file, lines.length, lines.at(-1)?.length ?? 0);
    expect(offered.map(({ label }) => label)).toEqual(expect.arrayContaining([...expected]));
  });

  test.each<[(typeof files)[number], string, string, string]>([
    [
      'content/posts/hello.md',
      'title: T\nd',
      'description',
      'the summary in lists, feeds, share cards and editions',
    ],
    ['content/posts/hello.md', 'series:\n  o', 'order', 'The place of this post in the series'],
    ['content/offers/course.md', 'kind: course\nsyllabus:\n  - l', 'lessons', 'The titles of its lessons'],
    ['content/talks/talk.md', 'title: T\ns', 'slides', 'Where the slides are'],
  ])('of %s (%j) is explained: %s', async (file, matter, key, expected) => {
    server.open(file, `---\n${matter}\n---\n\nText.\n`);
    const lines = matter.split('\n');
    const offered = await server.complete(file, lines.length, lines.at(-1)?.length ?? 0);
    expect(offered.find(({ label }) => label === key)?.documentation).toContain(expected);
  });

  test('that lacks something is underlined', async () => {
    server.open('content/posts/hello.md', '---\ntitle: T\n---\n\nText.\n');
    const said = (await server.diagnose('content/posts/hello.md')).map(({ message }) => message);
    expect(said).toContain('Missing property "date".');
  });
});
