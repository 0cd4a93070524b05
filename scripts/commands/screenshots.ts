import { constants } from 'node:fs';
import { access, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Command } from 'commander';
import { Problem, suggest } from '#domain';
import site from '#site';
import { launchChromium } from '../browser/chromium.ts';
import { type PicturedPage, takePictures } from '../browser/take-pictures.ts';
import { mainPages, pageNames } from '../main-pages.ts';
import { serveBuilt } from '../serve-built.ts';

/** `byline screenshots` */
export default function screenshots(): Command {
  return new Command('screenshots')
    .description('Picture the main pages: on a phone and a desk, light and dark, in every language.')
    .option('--out <folder>', 'where the pictures go', 'screenshots')
    .option('--only <names>', `some of: ${names.join(', ')}`, readNames, names)
    .option('--whole', 'from top to bottom, not only what one sees at first', false)
    .action(takeAll);
}

/** The search open stands beside the pages. */
const SEARCHING = 'search-open';
const names: readonly string[] = [...pageNames, SEARCHING];

async function takeAll({ out, only, whole }: Options): Promise<void> {
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
      hint: 'name another folder: --out <folder>',
      cause,
    });
  }
}

function readNames(text: string): readonly string[] {
  return text.split(',').map((asked) => {
    if (names.includes(asked.trim())) return asked.trim();
    throw new Problem(`there is no page “${asked}” to picture`, { hint: suggest(asked, names) });
  });
}

interface Options {
  readonly out: string;
  readonly only: readonly string[];
  readonly whole: boolean;
}
