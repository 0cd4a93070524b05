import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  changesBetween,
  readPages,
  readSubmitted,
  submit,
  writeSubmitted,
} from '../../integrations/indexnow/index.ts';
import { type Checkout, checkOut } from '../checkout.ts';
import { type Deployed, type Engine, startEngine } from './stand-in.ts';

const site = 'https://fixture.example';
const key = 'fixture-key-1234';

describe('an engine', () => {
  let deployed: Deployed;
  let engine: Engine;
  beforeEach(async () => {
    deployed = { files: new Map([[`/${key}.txt`, key]]), isKnown: true };
    engine = await startEngine(deployed);
  });
  afterEach(() => engine.close());

  const tell = (urls = [`${site}/`], to = {}) =>
    submit(urls, { endpoint: engine.endpoint, key, site, backoff: () => 1, ...to });

  test('takes addresses of the site with its key', async () => {
    expect(await tell([`${site}/`, `${site}/en/`])).toEqual({ outcome: 'done', text: 'taken' });
    expect(engine.taken).toEqual([[`${site}/`, `${site}/en/`]]);
  });

  test('takes them before it looked at the key', async () => {
    deployed.isKnown = false;
    expect(await tell()).toEqual({ outcome: 'done', text: 'taken; the key is still to be checked' });
  });

  test('refuses a key that is not deployed, and the author learns where it is missed', async () => {
    deployed.files.clear();
    expect(await tell()).toEqual({
      outcome: 'refused',
      text: expect.stringMatching(
        /^127\.0\.0\.1:\d+ does not find the key at https:\/\/fixture\.example\/fixture-key-1234\.txt;/,
      ),
    });
  });

  test.each([
    ['addresses of another site', { urls: ['https://other.example/'] }],
    ['a key that is none', { to: { key: 'short' } }],
  ])('refuses %s', async (_, { urls, to }: { urls?: string[]; to?: { key: string } }) => {
    expect(await tell(urls, to)).toEqual({
      outcome: 'refused',
      text: expect.stringContaining('not of this site'),
    });
    expect(engine.taken).toEqual([]);
  });

  test('that got too many requests is left alone, and says for how long', async () => {
    engine.spoil(429, { 'retry-after': '3600' });
    expect(await tell()).toEqual({
      outcome: 'later',
      text: expect.stringMatching(/too many requests.*3600/),
    });
    expect(engine.taken).toEqual([]);
  });

  test('that fails is asked again, since telling twice does no harm', async () => {
    engine.spoil(500);
    engine.spoil(503);
    expect(await tell()).toMatchObject({ outcome: 'done' });
    for (let times = 0; times < 3; times += 1) engine.spoil(500);
    expect(await tell()).toEqual({ outcome: 'later', text: expect.stringContaining('answered 500') });
  });

  test('that is not there is told later', async () => {
    await engine.close();
    expect(await tell()).toEqual({ outcome: 'later', text: expect.stringContaining('was not reached') });
    engine = await startEngine(deployed);
  });
});

describe('what engines do not know', () => {
  test.each([
    ['everything at first', {}, { a: '1', b: '1' }, { added: ['a', 'b'], changed: [], gone: [] }],
    ['what changed', { a: '1', b: '1' }, { a: '2', b: '1' }, { added: [], changed: ['a'], gone: [] }],
    ['what is gone', { a: '1', b: '1' }, { b: '1' }, { added: [], changed: [], gone: ['a'] }],
    ['nothing', { a: '1' }, { a: '1' }, { added: [], changed: [], gone: [] }],
  ])('%s', (_, told, now, changes) => {
    expect(changesBetween(new Map(Object.entries(told)), new Map(Object.entries(now)))).toEqual(changes);
  });

  test('is asked of one endpoint; another was told nothing', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'byline-'));
    const file = join(folder, 'deep/told.json');
    expect(await readSubmitted(file, 'https://a.example/')).toEqual(new Map());
    await writeSubmitted(file, 'https://a.example/', new Map([['x', '1']]));
    expect(await readSubmitted(file, 'https://a.example/')).toEqual(new Map([['x', '1']]));
    expect(await readSubmitted(file, 'https://b.example/')).toEqual(new Map());
    await writeFile(file, '{"pages": []}');
    await expect(readSubmitted(file, 'https://a.example/')).rejects.toThrow(
      'not what `npx byline indexnow` wrote',
    );
    await rm(folder, { recursive: true });
  });

  test('is told by title, description and text, not by the files around them', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'byline-'));
    const page = (head: string, main: string) =>
      `<html><head><title>t</title>${head}</head><body><nav>n</nav><main id="main">${main}</main></body></html>`;
    await writeFile(join(folder, 'sitemap.xml'), `<urlset><url><loc>${site}/%E4%B8%80/</loc></url></urlset>`);
    const hashOf = async (html: string) => {
      await mkdir(join(folder, '一'), { recursive: true });
      await writeFile(join(folder, '一/index.html'), html);
      return (await readPages(folder, { url: `${site}/` })).get(`${site}/%E4%B8%80/`);
    };
    const first = await hashOf(page('<link href="/a.css">', 'x'));
    expect(await hashOf(page('<link href="/b.css">', 'x'))).toBe(first);
    expect(await hashOf(page('<meta name="description" content="d">', 'x'))).not.toBe(first);
    expect(await hashOf(page('', 'y'))).not.toBe(first);
    await rm(folder, { recursive: true });
  });
});

describe('byline indexnow', () => {
  let checkout: Checkout;
  let engine: Engine;
  const deployed: Deployed = { files: new Map([[`/${key}.txt`, key]]), isKnown: true };
  const place = async (path: string, text: string) => {
    const file = join(checkout.root, 'dist', path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text);
  };

  beforeAll(async () => {
    engine = await startEngine(deployed);
    checkout = await checkOut('found', { indexNow: { key, endpoint: engine.endpoint } });
    const urls = ['/', '/posts/'].map((path) => `<url><loc>${site}${path}</loc></url>`);
    await place('sitemap.xml', `<urlset>${urls.join('')}</urlset>`);
    await place('index.html', '<main>home</main>');
    await place('posts/index.html', '<main>posts</main>');
  });
  afterAll(async () => {
    await checkout.remove();
    await engine.close();
  });

  test('wants the key deployed first', async () => {
    const { code, stderr } = await checkout.byline(['indexnow']);
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: expect.stringContaining(`there is no dist/${key}.txt`),
    });
    await place(`${key}.txt`, key);
  });

  test('--dry-run says what would be told, and tells nobody', async () => {
    const { code, stdout } = await checkout.byline(['indexnow', '--dry-run']);
    expect({ code, stdout }).toEqual({ code: 0, stdout: `new      ${site}/\nnew      ${site}/posts/\n` });
    expect(engine.taken).toEqual([]);
  });

  test('keeps nothing of what was refused', async () => {
    deployed.files.clear();
    const { code, stderr } = await checkout.byline(['indexnow']);
    expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringContaining('does not find the key') });
    await expect(readFile(join(checkout.root, '.byline/indexnow.json'))).rejects.toThrow('ENOENT');
    deployed.files.set(`/${key}.txt`, key);
  });

  test('tells of all pages, then of nothing, then of what changed', async () => {
    expect(await checkout.byline(['indexnow'])).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('✓ taken'),
    });
    expect(await checkout.byline(['indexnow'])).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('know it all'),
    });
    await place('posts/index.html', '<main>more posts</main>');
    const { stdout } = await checkout.byline(['indexnow', '--json']);
    expect(JSON.parse(stdout)).toEqual({
      added: [],
      changed: [`${site}/posts/`],
      gone: [],
      answer: { outcome: 'done', text: 'taken' },
    });
    expect(engine.taken).toEqual([[`${site}/`, `${site}/posts/`], [`${site}/posts/`]]);
  });
});
