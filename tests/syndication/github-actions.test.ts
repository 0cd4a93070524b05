import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Hono } from 'hono';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { runProgram } from '../run-program.ts';
import startDev from '../servers/dev-stand-in.ts';
import { type Listening, listen } from '../servers/listen.ts';
import { type SmallSite, startSmallSite } from './small-site.ts';
import type { StandIn } from './stand-in.ts';

const file = new URL('../../integrations/syndication/github-actions.yml', import.meta.url);

const stepSchema = z.object({
  name: z.string().optional(),
  uses: z.string().optional(),
  if: z.string().optional(),
  with: z.record(z.string(), z.unknown()).optional(),
  env: z.record(z.string(), z.coerce.string()).default({}),
  run: z.string().optional(),
});
const workflowSchema = z.object({
  concurrency: z.object({ group: z.string(), 'cancel-in-progress': z.literal(false) }),
  permissions: z.object({ contents: z.literal('write') }),
  jobs: z.object({ publish: z.object({ steps: z.array(stepSchema) }) }),
});

const { steps } = workflowSchema.parse(parse(await readFile(file, 'utf8'))).jobs.publish;
const stepNamed = (name: string) => {
  const step = steps.find((each) => each.name === name);
  if (step?.run === undefined) throw new Error(`the workflow has no step “${name}” with a script`);
  return { ...step, run: step.run };
};
const placeOf = (what: string) =>
  steps.findIndex(({ name, uses }) => name === what || uses?.startsWith(what));

test('the ledger and the journal are kept whatever happened, after the posts went out', () => {
  const order = [
    'actions/cache/restore',
    'Build',
    'Deploy',
    'Wait until the posts are there',
    'Publish',
    'actions/cache/save',
    'Commit the ledger',
  ].map(placeOf);
  expect(order).toEqual(order.toSorted((a, b) => a - b));
  expect(order).not.toContain(-1);
  for (const last of ['actions/cache/save', 'Commit the ledger'])
    expect(steps[placeOf(last)]?.if).toBe('always()');
});

test('the journal that is saved is the one that is restored', () => {
  const [restored, saved] = ['actions/cache/restore', 'actions/cache/save'].map(
    (what) => steps[placeOf(what)]?.with,
  );
  expect(saved?.['path']).toBe(restored?.['path']);
  expect(String(saved?.['key'])).toMatch(new RegExp(`^${restored?.['restore-keys']}`));
});

describe('its scripts, in a clone of the site', () => {
  let dev: StandIn;
  let site: SmallSite;
  let folder: string;
  let clone: string;

  /** Runs the script of a step as GitHub does. */
  const run = (name: string, env: Record<string, string> = {}) => {
    const step = stepNamed(name);
    return runProgram('bash', ['-e', '-c', step.run], { cwd: clone, env: { ...step.env, ...env } });
  };
  const git = async (cwd: string, ...words: string[]) => {
    const author = ['-c', 'user.name=lin', '-c', 'user.email=lin@example.com'];
    const { code, stdout, stderr } = await runProgram('git', [...author, ...words], { cwd });
    if (code !== 0) throw new Error(stderr);
    return stdout.trim();
  };
  const remote = () => join(folder, 'remote.git');
  const log = () => git(remote(), 'log', '--format=%s', 'main');
  const ledger = () => git(remote(), 'show', 'main:content/publications.jsonl');
  const publish = (key = dev.secrets['apiKey'] ?? '') => run('Publish', { DEV_API_KEY: key });

  beforeAll(async () => {
    dev = await startDev();
    site = await startSmallSite({ dev: { platform: 'dev', url: dev.url } });
    clone = site.checkout.root;
    await site.feed([]);
  }, 60_000);
  afterAll(() => Promise.all([dev?.close(), site?.stop()]));

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'byline-remote-'));
    await git(folder, 'init', '--quiet', '--bare', '--initial-branch', 'main', remote());
    await rm(join(clone, '.git'), { recursive: true, force: true });
    await rm(join(clone, 'content/publications.jsonl'), { force: true });
    await git(clone, 'init', '--quiet', '--initial-branch', 'main');
    await git(clone, 'add', 'content');
    await git(clone, 'commit', '--quiet', '--message', 'the site');
    await git(clone, 'remote', 'add', 'origin', remote());
    await git(clone, 'push', '--quiet', '--set-upstream', 'origin', 'main');
    return () => rm(folder, { recursive: true, force: true });
  });

  test('nothing went out: nothing is committed', async () => {
    await site.feed([]);
    expect(await publish()).toMatchObject({ code: 0 });
    expect(await run('Commit the ledger')).toMatchObject({ code: 0 });
    expect(await log()).toBe('the site');
  });

  test('a post went out: its line is in the repository', async () => {
    await site.feed([site.item('one')]);
    expect(await publish()).toMatchObject({ code: 0 });
    expect(await run('Commit the ledger')).toMatchObject({ code: 0 });
    expect(await log()).toBe('chore: where the posts are\nthe site');
    expect(JSON.parse(await ledger())).toMatchObject({ post: 'one', state: 'published' });
  });

  test('somebody pushed meanwhile: both are there', async () => {
    const other = join(folder, 'other');
    await git(folder, 'clone', '--quiet', remote(), other);
    await writeFile(join(other, 'notes.txt'), 'Meanwhile.');
    await git(other, 'add', '.');
    await git(other, 'commit', '--quiet', '--message', 'a note');
    await git(other, 'push', '--quiet');
    await site.feed([site.item('two')]);
    expect(await publish()).toMatchObject({ code: 0 });
    expect(await run('Commit the ledger')).toMatchObject({ code: 0 });
    expect(await log()).toBe('chore: where the posts are\na note\nthe site');
  });

  test('one post of two went out and the run failed: the one is in the repository', async () => {
    const refused = { title: 'x'.repeat(200), date_published: '2026-10-21T00:00:00Z' };
    await site.feed([site.item('refused', refused), site.item('three')]);
    expect(await publish()).toMatchObject({ code: 1 });
    expect(await run('Commit the ledger')).toMatchObject({ code: 0 });
    expect(await ledger()).toContain('"post":"three"');
  });

  test('publishing failed at once: the step fails, and nothing is committed', async () => {
    await site.feed([site.item('four')]);
    expect(await publish('wrong')).toMatchObject({ code: 1 });
    expect(await run('Commit the ledger')).toMatchObject({ code: 0 });
    expect(await log()).toBe('the site');
  });

  describe('waits for the pages', () => {
    let host: Listening;
    let asked: number;

    beforeEach(async () => {
      asked = 0;
      const app = new Hono();
      app.get('/posts/*', (context) => {
        asked += 1;
        return context.text('', asked < 3 ? 404 : 200);
      });
      host = await listen(app as never);
      await site.feed([site.item('five', { url: `${host.origin}/posts/five/` })]);
      return () => host.close();
    });

    test('until each answers 200', async () => {
      expect(await run('Wait until the posts are there', { SECONDS_BETWEEN: '1' })).toMatchObject({
        code: 0,
      });
      expect(asked).toBe(3);
    });

    test('and fails where one never does', async () => {
      const env = { SECONDS_BETWEEN: '1', TRIES: '1' };
      expect((await run('Wait until the posts are there', env)).code).not.toBe(0);
      expect(asked).toBe(2);
    });
  });
});
