import { execFileSync } from 'node:child_process';
import { utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readDateFrom } from '../../integrations/import/index.ts';
import { type Folder, openFolder, said } from './folder.ts';

let folder: Folder;
beforeEach(async () => {
  folder = await openFolder();
});
afterEach(() => folder.remove());

async function dates(): Promise<Record<string, string>> {
  const files = (await folder.files()).filter((file) => file.endsWith('.md'));
  const found = files.map(async (file) => [file, /^date: (.*)$/m.exec(await folder.read(file))?.[1] ?? '']);
  return Object.fromEntries(await Promise.all(found));
}

function git(...words: string[]): void {
  execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@t.example', ...words], {
    cwd: folder.source,
    env: {
      ...process.env,
      GIT_AUTHOR_DATE: '2017-08-09T10:11:12+09:00',
      GIT_COMMITTER_DATE: '2018-01-01T00:00:00Z',
    },
    stdio: 'ignore',
  });
}

test('git: the first commit, through a new name', async () => {
  await folder.give({ 'old.md': `# 甲\n\n${'字。\n'.repeat(20)}` });
  git('init', '-q');
  git('add', '.');
  git('commit', '-qm', 'one');
  git('mv', '--', 'old.md', '-新.md');
  git('commit', '-qm', 'two', '--date', '2019-01-01T00:00:00Z');
  await folder.import('markdown', { dateFrom: 'git' });
  expect(await dates()).toEqual({ 'content/posts/新.md': '2017-08-09T10:11:12+09:00' });
});

test('name: the day in a file’s or a folder’s name; else that of the file, which is told', async () => {
  await folder.give({ '2016-05-06-a.md': '# 甲\n', '2015-01-02/b.md': '# 乙\n', 'c.md': '# 丙\n' });
  await utimes(join(folder.source, 'c.md'), 0, Date.UTC(2014, 0, 1) / 1000);
  const report = await folder.import('markdown', { dateFrom: 'name' });
  expect(await dates()).toEqual({
    'content/posts/a.md': '2016-05-06',
    'content/posts/b.md': '2015-01-02',
    'content/posts/c.md': '2014-01-01T08:00:00+08:00',
  });
  expect(said(report)).toEqual([
    'c.md:1 no date in the name; it has that of the file, when it was changed last',
  ]);
});

test('mtime, and a day for all', async () => {
  await folder.give({ 'a.md': '# 甲\n' });
  await utimes(join(folder.source, 'a.md'), 0, Date.UTC(2014, 6, 1) / 1000);
  await folder.import('markdown', { dateFrom: 'mtime' });
  expect(await dates()).toEqual({ 'content/posts/a.md': '2014-07-01T08:00:00+08:00' });
  await folder.import('markdown', { dateFrom: readDateFrom('2020-02-29') });
  expect(await dates()).toEqual({ 'content/posts/a.md': '2020-02-29' });
});

test.each(['2020-02-30', 'yesterday', ''])('“%s” is no --date-from', (word) =>
  expect(() => readDateFrom(word)).toThrow(/says no date/),
);

test.each([
  ['America/New_York', '2019-07-04 12:00:00', '2019-07-04T12:00:00-04:00'],
  ['America/New_York', '2019-01-04 12:00:00', '2019-01-04T12:00:00-05:00'],
  ['Asia/Kolkata', '2019-01-04 12:00:00', '2019-01-04T12:00:00+05:30'],
  ['Mars/Olympus', '2019-01-04 12:00:00', '2019-01-04T12:00:00+08:00'],
])('a time of day is meant in %s', async (zone, written, date) => {
  await folder.give({
    '_config.yml': `timezone: ${zone}\n`,
    'source/_posts/a.md': `title: x\ndate: ${written}\n---\n字。\n`,
  });
  await folder.import('hexo');
  expect(await dates()).toEqual({ 'content/posts/a.md': date });
});

test('a date that is none is told, and the file’s name or day stands in', async () => {
  await folder.give({ 'a.md': '---\ntitle: x\ndate: soon\n---\n字。\n' });
  const report = await folder.import('markdown');
  expect(await dates()).toEqual({ 'content/posts/a.md': '2020-01-02' });
  expect(said(report)).toEqual(['a.md:1 date is no date and was left out: "soon"']);
});
