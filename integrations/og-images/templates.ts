import { glob, readFile } from 'node:fs/promises';
import fontPackage from '@fontsource/noto-sans-sc/package.json' with { type: 'json' };
import emojiPackage from '@twemoji/svg/package.json' with { type: 'json' };
import satoriPackage from 'satori/package.json' with { type: 'json' };
import sharp from 'sharp';
import { loadFolder } from '../load-folder.ts';
import { digest } from './cache.ts';
import type { Card } from './card.ts';

/** The cards of this wing, and a fingerprint of all that decides how they come out besides the page. */
export async function loadTemplates(): Promise<Templates> {
  const cards = await loadFolder<Card>(new URL('./cards/', import.meta.url));
  return {
    cardFor(kind) {
      const card = cards.get(kind) ?? cards.get('page');
      if (card === undefined) throw new Error('cards/page.ts is gone; it stands in for every kind');
      return card;
    },
    fingerprint: digest(JSON.stringify([await readSources(), await versions()])),
  };
}

async function readSources(): Promise<string[]> {
  const names = await Array.fromAsync(glob('**/*.ts', { cwd: new URL('./', import.meta.url) }));
  return Promise.all(names.sort().map((name) => readFile(new URL(name, import.meta.url), 'utf8')));
}

/** ICU finds the words lines break between. */
async function versions(): Promise<readonly unknown[]> {
  // fontkit does not export its package.json.
  const fontkit = await readFile(new URL('../package.json', import.meta.resolve('fontkit')), 'utf8');
  const { icu } = process.versions;
  const packages = [fontPackage, emojiPackage, satoriPackage, JSON.parse(fontkit)];
  return [packages.map(({ version }) => version), sharp.versions, icu];
}

export interface Templates {
  /** The card for a kind of page. */
  cardFor(kind: string): Card;
  readonly fingerprint: string;
}
