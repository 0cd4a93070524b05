import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { textReader } from '../../integrations/og-images/text-reader.ts';

test('a text is read from the first folder that has it', async () => {
  const root = await mkdtemp(join(tmpdir(), 'byline-'));
  for (const [file, text] of [
    ['changed/feed.json', 'new'],
    ['dist/feed.json', 'old'],
    ['dist/页/2.json', 'second'],
  ] as const) {
    await mkdir(join(root, file, '..'), { recursive: true });
    await writeFile(join(root, file), text);
  }
  const [changed, dist] = ['changed/', 'dist/'].map((name) => new URL(name, pathToFileURL(`${root}/`)));
  if (changed === undefined || dist === undefined) throw new RangeError('two folders');
  const read = textReader(changed, dist);
  expect(await read('/feed.json')).toBe('new');
  expect(await read('/%E9%A1%B5/2.json')).toBe('second');
  await expect(read('/none.json')).rejects.toThrow('the site has no /none.json');
});
