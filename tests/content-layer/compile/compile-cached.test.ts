import { mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { type DiskCache, openDiskCache } from '../../../integrations/build-cache/disk-cache.ts';
import { createCachedCompiler } from '../../../integrations/content-layer/compile/compile-cached.ts';
import { type Compiled, compiledSchema, type Source } from '../../../integrations/markdown/compiled.ts';
import { hashDependency, matterOf } from '../../../integrations/markdown/depend.ts';

const DAY = 86_400_000;
let root: string;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'byline-cache-'));
});
afterEach(() => rm(root, { recursive: true, force: true }));

/** A compiler over the folder, and how many texts it had to compile. */
async function compiler(fingerprint = 'engine 1') {
  const cache = await openDiskCache(join(root, 'texts'), compiledSchema, Date.now);
  const written: string[] = [];
  const counting: DiskCache<Compiled> = {
    ...cache,
    write: (key, value) => {
      written.push(key);
      return cache.write(key, value);
    },
  };
  const index = async () => undefined;
  const settings = { cache: counting, options: {}, index, fingerprint, root, keepThreads: false };
  return { written, compile: createCachedCompiler(settings).compile };
}

const source = (name: string, text: string): Source => ({ file: join(root, name), text });

describe('a text', () => {
  test('is compiled once, and again when it, its path or the engine changes', async () => {
    const { compile, written } = await compiler();
    await compile([source('a.md', 'one')]);
    await compile([source('a.md', 'one')]);
    expect(written).toHaveLength(1);
    await compile([source('a.md', 'two'), source('b.md', 'one')]);
    expect(written).toHaveLength(3);
    const later = await compiler('engine 2');
    await later.compile([source('a.md', 'one')]);
    expect(later.written).toHaveLength(1);
  });

  test('is compiled again when a file it depends on changes', async () => {
    const { compile, written } = await compiler();
    const text = [source('a.md', '![](./p.svg)')];
    expect((await compile(text))[0]?.compiled.remarks).toHaveLength(1);
    await writeFile(join(root, 'p.svg'), '<svg width="1" height="1"/>');
    expect((await compile(text))[0]?.compiled.remarks).toEqual([]);
    await compile(text);
    expect(written).toHaveLength(1);
    await writeFile(join(root, 'p.svg'), '<svg width="2" height="1"/>');
    await compile(text);
    expect(written).toHaveLength(2);
  });

  test('is compiled again when the front matter of a post it leads to changes, not its words', async () => {
    const other = join(root, 'other.md');
    await writeFile(other, '---\ntitle: One\n---\nText.');
    const before = await hashDependency(matterOf(other));
    await writeFile(other, '---\ntitle: One\n---\nOther text.');
    expect(await hashDependency(matterOf(other))).toBe(before);
    await writeFile(other, '---\ntitle: Two\n---\nOther text.');
    expect(await hashDependency(matterOf(other))).not.toBe(before);
    await rm(other);
    expect(await hashDependency(matterOf(other))).toBeNull();
  });

  test.each([
    ['half a file', (bytes: Buffer) => bytes.subarray(0, bytes.length / 2)],
    ['another’s bytes', (bytes: Buffer) => Buffer.from(bytes.toString().replace('one', 'two'))],
    ['nothing', () => Buffer.alloc(0)],
  ])('is made again, not served, when its entry holds %s', async (_, spoil) => {
    const { compile, written } = await compiler();
    const [first] = await compile([source('a.md', 'one')]);
    const entry = join(root, 'texts', `${first?.key}.json`);
    await writeFile(entry, spoil(await readFile(entry)));
    const [second] = await compile([source('a.md', 'one')]);
    expect(second?.compiled).toEqual(first?.compiled);
    expect(written).toHaveLength(2);
  });

  test('is the same from one thread and from several', async () => {
    const many = Array.from({ length: 30 }, (_, index) =>
      source(`${index}.md`, `# ${index}\n\n\`\`\`ts\nlet a = ${index}\n\`\`\``),
    );
    const { compile } = await compiler();
    const together = await compile(many);
    const { compile: again } = await compiler('engine 2');
    for (const [index, each] of many.slice(0, 3).entries()) {
      expect((await again([each]))[0]?.compiled).toEqual(together[index]?.compiled);
    }
    expect(together.map(({ compiled }) => compiled.headings[0]?.text)).toEqual(
      many.map((_, index) => String(index)),
    );
  });
});

describe('the disk cache', () => {
  test('forgets what nobody used for long', async () => {
    let now = Date.now();
    const cache = await openDiskCache(join(root, 'values'), z.string(), () => now);
    await cache.write('old', 'a');
    await cache.write('used', 'b');
    for (const name of ['old.json', 'used.json']) {
      await utimes(join(root, 'values', name), (now - 40 * DAY) / 1000, (now - 40 * DAY) / 1000);
    }
    expect((await cache.read('used'))?.value).toBe('b');
    expect(await cache.prune(30 * DAY)).toBe(1);
    expect(await readdir(join(root, 'values'))).toEqual(['used.json']);
    now += 31 * DAY;
    expect(await cache.prune(30 * DAY)).toBe(1);
  });

  test('two that write one key at once leave it whole', async () => {
    const caches = await Promise.all(
      [1, 2].map(() => openDiskCache(join(root, 'values'), z.string(), Date.now)),
    );
    const long = 'x'.repeat(1_000_000);
    await Promise.all(Array.from({ length: 20 }, (_, index) => caches[index % 2]?.write('key', long)));
    expect((await caches[0]?.read('key'))?.value).toBe(long);
    expect((await stat(join(root, 'values', 'key.json'))).size).toBeGreaterThan(1_000_000);
  });
});
