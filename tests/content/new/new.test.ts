import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { defineSite } from '#domain';
import { draftOf, type Wish } from '../../../integrations/content/new/draft.ts';
import { writeDraft } from '../../../integrations/content/new/write-draft.ts';
import { checkContent } from '../../../integrations/content-layer/checks/check-content.ts';
import { settings } from '../../checkout.ts';
import { compilerFor } from '../../markdown/compiler.ts';
import { type Folder, folderOf, post } from '../folder.ts';

const site = defineSite(settings);
const wish: Wish = { what: 'post', title: 'Hello', lang: 'zh' };
const now = () => Date.parse('2026-11-20T18:00:00Z');

const wishes: readonly Partial<Wish>[] = [
  {},
  { what: 'project' },
  { what: 'testimonial' },
  { what: 'page' },
  { what: 'offer' },
  { what: 'offer', kind: 'course' },
  { what: 'offer', kind: 'product' },
  { what: 'offer', kind: 'membership' },
  { what: 'offer', kind: 'training' },
  { what: 'offer', kind: 'ad' },
  { what: 'talk' },
  { what: 'talk', kind: 'podcast' },
];

let folder: Folder;
beforeEach(async () => {
  folder = await folderOf({});
});
afterEach(() => folder.remove());

describe('a new file', () => {
  test.each<[Partial<Wish>, string]>([
    [{ title: 'Hello, World!' }, 'content/posts/hello-world.mdx'],
    [{ title: 'Hello', lang: 'en' }, 'content/posts/hello.en.mdx'],
    [{ title: '请求超时，不等于没做' }, 'content/posts/请求超时-不等于没做.mdx'],
    [{ title: 'HTTP：重试与 Retry-After' }, 'content/posts/http-重试与-retry-after.mdx'],
    [{ title: '  It’s C++ & Node.js  ' }, 'content/posts/its-c-nodejs.mdx'],
    [{ title: 'e\u0301te\u0301' }, 'content/posts/\u00e9t\u00e9.mdx'],
    [{ title: 'x', slug: '2026/my-post' }, 'content/posts/2026/my-post.mdx'],
    [{ title: '长'.repeat(90) }, `content/posts/${'长'.repeat(60)}.mdx`],
    [{ title: 'word '.repeat(20) }, `content/posts/${'word-'.repeat(11)}word.mdx`],
    [{ title: 'x', what: 'project' }, 'content/projects/x.mdx'],
    [{ title: 'x', what: 'offer' }, 'content/offers/x.md'],
  ])('%j is %s', (more, file) => expect(draftOf({ ...wish, ...more }, site, now()).file).toBe(file));

  test.each<Partial<Wish>>([
    { title: 'A: “b” #c', lang: 'en' },
    { title: '2026' },
    { title: 'true', lang: 'en' },
    { what: 'offer', kind: 'ad', lang: 'en' },
    ...wishes,
  ])('%j passes the check as it is', async (more) => {
    await writeDraft(folder.root, { ...wish, ...more }, site, now);
    const checked = await checkContent({ root: folder.root, site, now, limits: [], compilerFor });
    expect(checked.findings).toEqual([]);
    expect(Object.values(checked.counts).reduce((sum, count) => sum + count, 0)).toBe(1);
  });

  test.each(wishes)('%j passes with all it offers, and is warned of until it is written', async (more) => {
    const { file } = await writeDraft(folder.root, { ...wish, ...more }, site, now);
    const text = await readFile(join(folder.root, file), 'utf8');
    const whole = text.replaceAll(/^# /gm, '').replace('draft: true\n', '');
    const pictures = /cover\.png|photo\.jpg/;
    await writeFile(join(folder.root, file), whole.replace('publishAt: 2026', 'publishAt: 2025'));
    const { findings } = await checkContent({ root: folder.root, site, now, limits: [], compilerFor });
    const errors = findings.filter(({ level, message }) => level === 'error' && !pictures.test(message));
    const left = findings.filter(({ rule }) => rule === 'unwritten');
    const lines = whole.split('\n');
    expect(errors.filter(({ rule }) => rule !== 'dead-link')).toEqual([]);
    // Every sentence and address of a scaffold is warned of, at its own line.
    const written = lines.filter((line) =>
      /[\p{Script=Han}]{4}|\.example\/|0\.00/u.test(line.replace(/ # .*$/, '')),
    );
    expect(left.length).toBeGreaterThanOrEqual(written.length);
    for (const line of written)
      expect(left.map(({ place }) => lines[(place?.line ?? 0) - 1])).toContain(line);
  });

  test.each(wishes)('%j has comments in its language', (more) => {
    const notes = (lang: string) =>
      draftOf({ ...wish, ...more, lang }, site, now()).text.matchAll(/\S # (?<note>.+)$/gm);
    for (const { groups } of notes('zh')) expect(groups?.['note']).toMatch(/\p{Script=Han}/u);
    for (const { groups } of notes('en')) expect(groups?.['note']).not.toMatch(/\p{Script=Han}/u);
    expect([...notes('zh')].length).toBe([...notes('en')].length);
  });

  test.each([
    ['zh', '# role: 对方的职位'],
    ['en', '# role: What they do there'],
  ])('asks in %s what who said it does', (lang, line) =>
    expect(draftOf({ ...wish, what: 'testimonial', lang }, site, now()).text).toContain(line),
  );

  test('drafts are left alone', async () => {
    await writeDraft(folder.root, { ...wish, what: 'talk' }, site, now);
    const { findings } = await checkContent({ root: folder.root, site, now, limits: [], compilerFor });
    expect(findings).toEqual([]);
  });

  test('is a draft of today where the author lives, with an id that stays', async () => {
    const { file } = await writeDraft(folder.root, { ...wish, title: '你好', lang: 'en' }, site, now);
    expect(await readFile(join(folder.root, file), 'utf8')).toBe(
      [
        '---',
        'title: 你好',
        'description: Say in a sentence or two what this is about.',
        'date: 2026-11-21',
        'draft: true',
        'id: 你好.en',
        'tags: []',
        'offers: []',
        '# series:',
        '#   name: The name of the series',
        '#   order: 1',
        '# cover:',
        '#   src: ./cover.png',
        '#   alt: What is in the picture',
        '# publishAt: 2026-11-21T09:00+08:00 # it stays out until then',
        '---',
        '',
        'Begin here.',
        '',
      ].join('\n'),
    );
  });
});

describe('no file is made', () => {
  test.each([
    ['fr', 'The site has “zh”, “en”; another goes into `languages` in content/site.ts.'],
    ['em', 'Did you mean “en”? The site has “zh”, “en”; another goes into `languages` in content/site.ts.'],
  ])('in %s, and which languages there are is said', async (lang, hint) => {
    await expect(writeDraft(folder.root, { ...wish, lang }, site, now)).rejects.toMatchObject({ hint });
  });

  test.each<[string, Partial<Wish>, string]>([
    ['of a title without letters', { title: '！？' }, 'the title “！？” makes no file name'],
    ['of no title', { title: ' ' }, 'the title is empty'],
    ['in a language there is none of', { lang: 'fr' }, '“fr” is not a language of the site'],
    ['outside its folder', { slug: '../x' }, '“../x” cannot be a file’s name and an address'],
    ['that would be hidden', { slug: '_x' }, '“_x” cannot be a file’s name and an address'],
    ['that would be another language', { slug: 'x.en' }, '“x.en” cannot be a file’s name and an address'],
    ['that would have no address', { slug: 'index' }, '“index” cannot be a file’s name and an address'],
    ['with an address of the site’s', { what: 'page', slug: 'tags' }, 'a page cannot be called “tags”'],
    [
      'in the folder of a section',
      { what: 'page', slug: 'projects/x' },
      '“/projects/x/” is one of the site’s own',
    ],
    ['of a kind it has not', { what: 'talk', kind: 'course' }, 'there is no talk of kind “course”'],
    ['of a kind where there is none', { kind: 'course' }, 'a post has no kinds'],
    ['over another', { title: 'There' }, 'content/posts/there/index.md is called the same'],
    ['over another’s id', { title: 'Kept' }, 'content/posts/renamed.md is called the same'],
  ])('%s', async (_, more, message) => {
    await folder.remove();
    folder = await folderOf({
      'content/posts/there/index.md': post(),
      'content/posts/renamed.md': post('', 'id: kept'),
    });
    await expect(writeDraft(folder.root, { ...wish, ...more }, site, now)).rejects.toThrow(message);
  });

  test('over a file that cannot be read', async () => {
    await folder.remove();
    folder = await folderOf({ 'content/posts/hello.mdx': 'mine' });
    await expect(writeDraft(folder.root, wish, site, now)).rejects.toThrow(
      'content/posts/hello.mdx is there already',
    );
    expect(await readFile(join(folder.root, 'content/posts/hello.mdx'), 'utf8')).toBe('mine');
  });
});
