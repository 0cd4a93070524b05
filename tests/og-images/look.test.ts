import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import sharp from 'sharp';
import { beforeEach, expect, test } from 'vitest';
import { readLook } from '../../integrations/og-images/look.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'byline-'));
  for (const name of ['public', 'content']) await mkdir(join(folder, name));
});

const look = (avatar?: string) => {
  const root = pathToFileURL(`${folder}/`);
  return readLook({ root, publicDir: new URL('public/', root), avatar });
};

test('a site that says nothing has the default colours, and a seal for a picture', async () => {
  expect(await look()).toMatchObject({ palette: { accent: '#af2b25' }, portrait: undefined });
});

test('an accent of the author’s is that of the cards', async () => {
  await writeFile(join(folder, 'content/theme.css'), ':root { --accent: #0a6 }');
  expect((await look()).palette.accent).toBe('#00aa66');
});

test('the author’s picture is cut round', async () => {
  const red = { create: { width: 40, height: 80, channels: 3, background: '#ff0000' } } as const;
  await sharp(red).jpeg().toFile(join(folder, 'public/me.jpg'));
  const { portrait = '' } = await look('/me.jpg');
  const picture = sharp(Buffer.from(portrait.split(',')[1] ?? '', 'base64'));
  const { data, info } = await picture.raw().toBuffer({ resolveWithObject: true });
  const alphaAt = (x: number, y: number) => data[(y * info.width + x) * 4 + 3];
  expect(info).toMatchObject({ width: 288, height: 288, channels: 4 });
  expect([alphaAt(144, 144), alphaAt(1, 1)]).toEqual([255, 0]);
});

test('a picture that is not there is told', async () => {
  await expect(look('/me.jpg')).rejects.toMatchObject({
    message: 'author.avatar: there is no picture /me.jpg in public/',
    place: { file: 'content/site.ts' },
  });
});
