import { constants } from 'node:fs';
import { access, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Problem } from '#domain';
import site from '#site';
import { launchChromium } from '../browser/chromium.ts';
import { type PicturedPage, takePictures } from '../browser/take-pictures.ts';
import { mainPages } from '../main-pages.ts';
import { SEARCHING } from '../screenshot-names.ts';
import { serveBuilt } from '../serve-built.ts';

/** Builds the site and takes the pictures. */
export default async function screenshots({ out, only, whole }: Options): Promise<void> {
  await openFolder(out);
  const [served, browser] = await Promise.all([serveBuilt(), launchChromium()]);
  try {
    const pages = (await picturedPages()).filter(({ kind }) => only.includes(kind));
    const count = await takePictures(browser, { home: served.home, pages, out, whole });
    console.log(`${count} pictures in ${join(out, '/')}`);
  } finally {
    await browser.close();
    await served.close();
  }
}

/** The main pages there are, and home with the search open. */
async function picturedPages(): Promise<(PicturedPage & { kind: string })[]> {
  const pages = await mainPages('dist', site);
  const homes = pages.filter(({ name }) => name === 'home');
  const searching = homes.map((home) => ({ ...home, name: SEARCHING, searching: true }));
  return [...pages, ...searching].map(({ name, lang, ...page }) => ({
    ...page,
    kind: name,
    name: `${lang}-${name}`,
  }));
}

/** Before anything is built for nothing. */
async function openFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
    await access(folder, constants.W_OK);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new Problem(`no picture can be written to ${folder}: ${reason}`, {
      hint: 'Name another folder: --out <folder>',
      cause,
    });
  }
}

interface Options {
  readonly out: string;
  readonly only: readonly string[];
  readonly whole: boolean;
}
