import { execFile } from 'node:child_process';
import { existsSync, globSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { unpackPackages } from './debian.ts';
import { install, packageOf, whyMissing } from './store.ts';

const run = promisify(execFile);

/** PHP, WordPress and its SQLite plugin; the number is of how they are laid out: raise it when that changes. */
const PACKAGE = packageOf('wordpress', '6.8-1');
export const wordPressFiles = PACKAGE.folder;

/** WordPress itself, shared by all sites. */
export const core = join(wordPressFiles, 'usr/share/wordpress');

/**
 * Fetches PHP and WordPress from Debian and the SQLite plugin from npm; does nothing when they are there.
 *
 * @throws Error saying what this machine lacks
 */
export async function prepareWordPress(): Promise<void> {
  await install(PACKAGE, fetchAll);
}

/** Why WordPress cannot run here; undefined where it can. */
export function whyNoWordPress(): string | undefined {
  return whyMissing(PACKAGE);
}

/** How to run PHP with the extensions WordPress needs, wherever Debian put them. */
export function php(): Php {
  const roots = [wordPressFiles, '/'];
  const find = (pattern: string) =>
    roots.flatMap((cwd) => globSync(pattern, { cwd }).map((at) => join(cwd, at)));
  const [command = 'php'] = find('usr/bin/php[0-9]*').filter((path) => /php\d\.\d+$/.test(path));
  const extensions = EXTENSIONS.flatMap((name) => find(`usr/lib/php/*/${name}.so`).slice(0, 1));
  const load = extensions.flatMap((path) => ['-d', `extension=${path}`]);
  const libraries = globSync('usr/lib/*-linux-gnu*', { cwd: wordPressFiles });
  const LD_LIBRARY_PATH = libraries.map((path) => join(wordPressFiles, path)).join(':');
  return { command, flags: ['-n', '-d', 'memory_limit=256M', ...load], env: { LD_LIBRARY_PATH } };
}

async function fetchAll(folder: string): Promise<void> {
  await unpackPackages(folder, PACKAGES, { release: 'trixie', names: ['wordpress'] });
  await fetchPlugin(folder);
  await unzip(folder);
  const found = `<?php require getenv('BYLINE_CONFIG');\n`;
  await writeFile(join(folder, 'usr/share/wordpress/wp-config.php'), found);
  await rm(join(folder, PLUGIN));
}

async function fetchPlugin(folder: string): Promise<void> {
  const words = ['pack', '--silent', '--ignore-scripts', '--pack-destination', folder, PLAYGROUND];
  const packed = (await run('npm', words)).stdout.trim();
  await run('tar', ['-xzf', join(folder, packed), '-C', folder, '--strip-components=1', `package/${PLUGIN}`]);
  await rm(join(folder, packed));
}

async function unzip(folder: string): Promise<void> {
  const ours = join(folder, 'usr/bin/unzip');
  await run(existsSync(ours) ? ours : 'unzip', ['-q', join(folder, PLUGIN), '-d', join(folder, 'plugins')]);
}

/** Bookworm's own WordPress 6.1 is too old for the SQLite plugin; trixie's runs on any PHP since 7.2. */
const PACKAGES = ['php-cli', 'php-sqlite3', 'php-xml', 'php-mbstring', 'unzip'];
const PLAYGROUND = '@wp-playground/cli@3.1.56';
const PLUGIN = 'sqlite-database-integration.zip';

/** In the order they are to be loaded. */
const EXTENSIONS = [
  ...['pdo', 'pdo_sqlite', 'sqlite3', 'dom', 'xml', 'simplexml', 'xmlreader', 'xmlwriter'],
  ...['mbstring', 'fileinfo', 'tokenizer', 'ctype', 'iconv', 'exif', 'posix'],
];

interface Php {
  readonly command: string;
  readonly flags: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}
