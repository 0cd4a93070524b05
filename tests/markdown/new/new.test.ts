import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { defineSite } from '#domain';
import { checkContent } from '../../../integrations/markdown/checks/check-content.ts';
import { draftOf, type Wish } from '../../../integrations/markdown/new/draft.ts';
import { writeDraft } from '../../../integrations/markdown/new/write-draft.ts';
import { settings } from '../../checkout.ts';
import { type Folder, folderOf, post } from '../folder.ts';

const site = defineSite(settings);
const wish: Wish = { what: 'post', title: 'Hello', lang: 'zh', kind: 'consulting' };
const now = () => Date.parse('2026-11-20T18:00:00Z');

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
    [{ title: 'x', what: 'project' }, 'content/projects/x.mdx'],
    [{ title: 'x', what: 'offer' }, 'content/offers/x.md'],
  ])('%j is %s', (more, file) => expect(draftOf({ ...wish, ...more }, site, now()).file).toBe(file));

  test.each<Partial<Wish>>([
    {},
    { title: 'A: “b” #c', lang: 'en' },
    { title: '2026' },
    { title: 'true', lang: 'en' },
    { what: 'project' },
    { what: 'offer', kind: 'consulting' },
    { what: 'offer', kind: 'course' },
    { what: 'offer', kind: 'ad', lang: 'en' },
  ])('%j passes the check as it is', async (more) => {
    await writeDraft(folder.root, { ...wish, ...more }, site, now);
    const checked = await checkContent({ root: folder.root, site, now, limits: [] });
    expect(checked.findings).toEqual([]);
    expect(checked.posts + checked.projects + checked.offers).toBe(1);
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
        '---',
        '',
        'Begin here.',
        '',
      ].join('\n'),
    );
  });
});

describe('no file is made', () => {
  test.each<[string, Partial<Wish>, string]>([
    ['of a title without letters', { title: '！？' }, 'the title “！？” makes no file name'],
    ['of no title', { title: ' ' }, 'the title is empty'],
    ['in a language there is none of', { lang: 'fr' }, '“fr” is not a language of the site'],
    ['outside its folder', { slug: '../x' }, '“../x” cannot be a file’s name and an address'],
    ['that would be hidden', { slug: '_x' }, '“_x” cannot be a file’s name and an address'],
    ['that would be another language', { slug: 'x.en' }, '“x.en” cannot be a file’s name and an address'],
    ['that would have no address', { slug: 'index' }, '“index” cannot be a file’s name and an address'],
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
