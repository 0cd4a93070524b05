import { execFile } from 'node:child_process';
import { globSync } from 'node:fs';
import { glob, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type AptSource, findSource, readOsRelease } from './apt-sources.ts';

const run = promisify(execFile);

/**
 * Debian's packages unpacked into a folder, with all they need that this machine does not have: no root,
 * nothing installed. Packages of a newer release stand alone, so they must be of every architecture.
 *
 * @throws Error saying what this machine lacks
 */
export async function unpackPackages(folder: string, names: readonly string[], newer?: Newer): Promise<void> {
  const { source, codename } = await findMachineSource();
  const suites = [codename, ...(newer === undefined ? [] : [newer.release])];
  const apt = await openApt(join(folder, 'apt'), { source, suites });
  const fromNewer = newer?.names.map((name) => `${name}/${newer.release}`) ?? [];
  await unpack(folder, [...(await listMissing(apt, names)), ...fromNewer], apt);
}

/**
 * Programs of any Debian release unpacked into a folder with everything they need, down to the C library, so that they
 * run on an older machine too: no root, nothing installed. {@link programIn} says how to start one.
 *
 * @param release such as `trixie` or `sid`
 * @throws Error saying what this machine lacks
 */
export async function unpackRelease(
  folder: string,
  names: readonly string[],
  release: string,
): Promise<void> {
  const { source } = await findMachineSource();
  const status = join(folder, 'installed');
  await writeFile(status, '');
  const apt = await openApt(join(folder, 'apt'), { source, suites: [release], status });
  await unpack(folder, await listMissing(apt, names), apt);
  await rm(status);
}

/** How to start a program of {@link unpackRelease}: by the loader that came with it, which finds its libraries. */
export function programIn(folder: string, program: string): { command: string; words: readonly string[] } {
  const [loader = ''] = globSync('usr/lib{64,}/ld-linux-*.so.*', { cwd: folder });
  const libraries = globSync('usr/lib/*-linux-gnu', { cwd: folder }).map((path) => join(folder, path));
  const words = ['--library-path', libraries.join(':'), join(folder, program)];
  return { command: join(folder, loader), words };
}

/** The packages that these ones need and that are not installed, themselves among them. */
async function listMissing(apt: Apt, names: readonly string[]): Promise<string[]> {
  await apt(['-q', 'update']);
  const plan = await apt(['-s', 'install', '--no-install-recommends', ...names]);
  return [...plan.matchAll(/^Inst (\S+)/gm)].map(([, name = '']) => name);
}

async function unpack(folder: string, names: readonly string[], apt: Apt): Promise<void> {
  const debs = join(folder, 'debs');
  await mkdir(debs);
  await apt(['-q', 'download', ...names], debs);
  for await (const deb of glob('*.deb', { cwd: debs })) await run('dpkg', ['-x', join(debs, deb), folder]);
  for (const spent of ['apt', 'debs']) await rm(join(folder, spent), { recursive: true, force: true });
}

/** `apt-get` with lists and sources of its own, derived from the machine's; the machine's are not touched. */
async function openApt(folder: string, { source, suites, status }: Archive): Promise<Apt> {
  for (const part of ['lists/partial', 'cache/archives/partial']) {
    await mkdir(join(folder, part), { recursive: true });
  }
  const line = (suite: string) => `deb [signed-by=${source.keyring}] ${source.uri} ${suite} main\n`;
  await writeFile(join(folder, 'sources.list'), suites.map(line).join(''));
  const options = {
    ...(status === undefined ? {} : { 'Dir::State::status': status }),
    'Dir::Etc::SourceList': join(folder, 'sources.list'),
    'Dir::Etc::SourceParts': '-',
    'Dir::State::Lists': join(folder, 'lists'),
    'Dir::Cache': join(folder, 'cache'),
    'APT::Default-Release': suites[0],
    // Only root changes its user to fetch, to one who may not write here.
    'APT::Sandbox::User': 'root',
    'Acquire::Languages': 'none',
    'Acquire::Retries': '2',
    'Acquire::http::Timeout': '30',
    // An archive that cannot be reached is an error, not a warning over an empty list.
    'APT::Update::Error-Mode': 'any',
  };
  const flags = Object.entries(options).flatMap(([key, value]) => ['-o', `${key}=${value}`]);
  const env = { ...process.env, LC_ALL: 'C', DEBIAN_FRONTEND: 'noninteractive' };
  return async (words, cwd = folder) =>
    (await run('apt-get', [...flags, ...words], { cwd, env, maxBuffer: 2 ** 26 })).stdout;
}

async function findMachineSource(): Promise<{ source: AptSource; codename: string }> {
  const { id, codename } = readOsRelease(await readFile('/etc/os-release', 'utf8').catch(() => ''));
  if (id !== 'debian' || codename === undefined) throw new Error('this machine is not a Debian');
  const files = await Array.fromAsync(glob('/etc/apt/{sources.list,sources.list.d/*.{list,sources}}'));
  const texts = await Promise.all(files.sort().map((file) => readFile(file, 'utf8')));
  const source = texts.map((text) => findSource(text, codename)).find((found) => found !== undefined);
  if (source === undefined) throw new Error(`/etc/apt names no source of ${codename}`);
  return { source, codename };
}

/** Packages to take from another release than the machine's. */
export interface Newer {
  readonly release: string;
  readonly names: readonly string[];
}

/** Where packages come from. */
interface Archive {
  readonly source: AptSource;
  /** Releases, the usual one first. */
  readonly suites: readonly string[];
  /** The file that says what is installed. @default the machine's */
  readonly status?: string;
}

type Apt = (words: readonly string[], cwd?: string) => Promise<string>;
