import { glob, readFile } from 'node:fs/promises';
import fontPackage from '@fontsource/noto-sans-sc/package.json' with { type: 'json' };
import satoriPackage from 'satori/package.json' with { type: 'json' };
import sharp from 'sharp';
import { loadFolder } from '../load-folder.ts';
import { digest } from './cache.ts';
import type { Card } from './card.ts';

/** The cards of this wing, and a fingerprint of all that decides how they come out besides the page. */
export async function loadTemplates(): Promise<Templates> {
  const cards = await loadFolder<Card>(new URL('./cards/', import.meta.url));
  return {
    cardFor(type) {
      const card = cards.get(type) ?? cards.get('website');
      if (card === undefined) throw new Error('cards/website.ts is gone; it stands in for every type');
      return card;
    },
    fingerprint: digest(JSON.stringify([await readSources(), versions()])),
  };
}

async function readSources(): Promise<string[]> {
  const names = await Array.fromAsync(glob('**/*.ts', { cwd: new URL('./', import.meta.url) }));
  return Promise.all(names.sort().map((name) => readFile(new URL(name, import.meta.url), 'utf8')));
}

/** ICU finds the words lines break between. */
function versions(): readonly unknown[] {
  return [fontPackage.version, satoriPackage.version, sharp.versions, process.versions['icu']];
}

export interface Templates {
  /** The card for an `og:type`. */
  cardFor(type: string): Card;
  readonly fingerprint: string;
}
