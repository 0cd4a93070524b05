import { readFile } from 'node:fs/promises';
import { findPackageJSON } from 'node:module';
import { hashSources } from '../build-cache/hash-sources.ts';
import { digest } from './cache.ts';
import { fontFamilies } from './font-folder.ts';

/** A fingerprint of all that decides how cards come out besides the page and the look: this wing and its packages. */
export async function readFingerprint(): Promise<string> {
  return digest(JSON.stringify([await hashSources(new URL('.', import.meta.url)), await versions()]));
}

/** ICU finds the words lines break between. A version of sharp comes with its own of libvips. */
async function versions(): Promise<readonly unknown[]> {
  const { icu } = process.versions;
  return [await Promise.all(packages.map(versionOf)), icu];
}

const packages = [
  ...fontFamilies.map((family) => `@fontsource/${family}`),
  '@twemoji/svg',
  'satori',
  'fontkit',
  '@napi-rs/image',
  'sharp',
];

async function versionOf(name: string): Promise<unknown> {
  const { version } = JSON.parse(await readFile(findPackageJSON(name, import.meta.url) ?? '', 'utf8'));
  return version;
}
