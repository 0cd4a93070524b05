import { spawn } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { SiteSettings } from '#domain';

/** A user's checkout in a temporary folder: our engine, a fixture's content, settings of its own. */
export interface Checkout {
  readonly root: string;
  /** Runs `byline <words>` there as a user would; resolves whatever its exit code. */
  byline(words: readonly string[], env?: Record<string, string>): Promise<Outcome>;
  /** Starts `byline <words>` and leaves it running; resolves once it has printed `ready`. */
  start(words: readonly string[], ready: RegExp, env?: Record<string, string>): Promise<Running>;
  write(path: string, text: string): Promise<void>;
  remove(): Promise<void>;
}

export interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Running {
  readonly pid: number | undefined;
  readonly output: () => string;
  /** Asks it to stop and waits until it has. */
  stop(): Promise<Outcome>;
}

/** Settings a fixture needs no opinion on. */
export const settings: SiteSettings = {
  url: 'https://fixture.example',
  title: { zh: '测试站', en: 'Fixture' },
  description: { zh: '用来测试的站点。', en: 'A site for tests.' },
  author: {
    name: { zh: '林衍', en: 'Lin Yan' },
    about: { zh: '后端工程师', en: 'Engineer' },
    email: 'lin@fixture.example',
  },
  languages: ['zh', 'en'],
  timeZone: 'Asia/Shanghai',
  currency: 'CNY',
};

/** The settings of a site in some languages: each text is given once for all of them. */
export function settingsIn(...languages: SiteSettings['languages']): SiteSettings {
  const author = { name: 'Lin Yan', about: 'Engineer', email: 'lin@fixture.example' };
  return { ...settings, title: 'Fixture', description: 'A site for tests.', author, languages };
}

const repository = fileURLToPath(new URL('..', import.meta.url));
const engine = ['src', 'integrations', 'scripts', 'astro.config.mjs', 'package.json', 'tsconfig.json'];

/** @param fixture a folder of `tests/fixtures/`, which becomes `content/` */
export async function checkOut(fixture: string, site: Partial<SiteSettings> = {}): Promise<Checkout> {
  const root = await copyEngine();
  await cp(join(repository, 'tests/fixtures', fixture), join(root, 'content'), { recursive: true });
  await cp(join(repository, 'sample/public'), join(root, 'public'), { recursive: true });
  await writeFile(join(root, 'content/site.ts'), siteFile({ ...settings, ...site }));
  return checkoutAt(root);
}

/** A checkout nobody owns yet: the engine, the sample, and the two folders for an owner's files. */
export async function checkOutUnowned(): Promise<Checkout> {
  const root = await copyEngine();
  for (const name of ['content', 'public']) {
    await mkdir(join(root, name));
    await cp(join(repository, name, 'README.md'), join(root, name, 'README.md'));
  }
  await cp(join(repository, 'sample'), join(root, 'sample'), { recursive: true });
  return checkoutAt(root);
}

async function copyEngine(): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), 'byline-'));
  await Promise.all(engine.map((name) => cp(join(repository, name), join(root, name), { recursive: true })));
  await symlink(join(repository, 'node_modules'), join(root, 'node_modules'));
  return root;
}

function checkoutAt(root: string): Checkout {
  const write = (path: string, text: string) => writeFile(join(root, path), text);
  return {
    root,
    write,
    byline: async (words, env) => run(root, words, env).ended,
    start: async (words, ready, env) => untilReady(run(root, words, env), ready),
    remove: () => rm(root, { recursive: true, force: true, maxRetries: 5 }),
  };
}

function siteFile(site: SiteSettings): string {
  return `import { defineSite } from '#domain';\n\nexport default defineSite(${JSON.stringify(site, null, 2)});\n`;
}

interface Process {
  readonly pid: number | undefined;
  readonly output: () => string;
  readonly onOutput: (listener: () => void) => void;
  readonly kill: () => void;
  readonly ended: Promise<Outcome>;
}

function run(root: string, words: readonly string[], env: Record<string, string> = {}): Process {
  const child = spawn(process.execPath, ['scripts/byline.cjs', ...words], {
    cwd: root,
    env: { ...cleanEnvironment(), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [stdout, stderr] = ['', ''];
  const listeners: (() => void)[] = [];
  const tell = () => listeners.map((listener) => listener());
  child.stdout.on('data', (chunk) => {
    stdout += chunk;
    tell();
  });
  child.stderr.on('data', (chunk) => {
    stderr += chunk;
    tell();
  });
  const ended = new Promise<Outcome>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, stdout, stderr }));
  });
  return {
    pid: child.pid,
    output: () => stdout + stderr,
    onOutput: (listener) => listeners.push(listener),
    kill: () => child.kill('SIGTERM'),
    ended,
  };
}

async function untilReady(process: Process, ready: RegExp): Promise<Running> {
  const seen = new Promise<void>((resolve) =>
    process.onOutput(() => ready.test(process.output()) && resolve()),
  );
  const early = process.ended.then(({ code }) => {
    throw new Error(`it stopped with ${code} before it was ready:\n${process.output()}`);
  });
  await Promise.race([seen, early]);
  early.catch(() => undefined);
  return {
    pid: process.pid,
    output: process.output,
    stop: () => {
      process.kill();
      return process.ended;
    },
  };
}

/** The environment without what a developer's shell or the test runner would let in. */
export function cleanEnvironment(): NodeJS.ProcessEnv {
  const { PATH, HOME, TMPDIR, LANG } = process.env;
  return { PATH, HOME, TMPDIR, LANG, NO_COLOR: '1', ASTRO_TELEMETRY_DISABLED: '1', CI: process.env['CI'] };
}
