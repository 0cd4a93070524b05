import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { adSpace, mainLanguage, type Offer } from '#domain';
import site from '#site';
import {
  type Rate,
  type ReportSettings,
  readRates,
  reportSettings,
} from '../integrations/attribution/index.ts';
import { authorFolders } from '../integrations/author-files/author-folders.ts';
import type { Content } from '../integrations/content/index.ts';
import { LEDGER_FILE, readLedger } from '../integrations/syndication/index.ts';

/** What reports say of the content: the posts there are, and the copies the ledger of publications has. */
export async function reportContent(content: Content): Promise<ReportSettings> {
  const publications = await readLedger(resolve(authorFolders('.').content, LEDGER_FILE));
  return reportSettings(site, {
    posts: content.posts.map(({ noun: { id, title, series, tags, offers, effort, updated } }) => ({
      ...{ id, title, series: series?.name, tags, offers, updated },
      hours: effort === undefined ? undefined : effort / 60,
    })),
    rates: await readOwnRates(),
    offers: offersIn(content).map(({ id, kind }) => ({ id, kind })),
    publications: publications.map(({ channel, post, url, at, state }) => ({
      ...{ channel, post, url, state, at: Date.parse(at) },
    })),
  });
}

/** What a reader can be led to: the offers, and the space for ads that each media kit offers. */
export function offersIn({ offers, pages }: Content): Offer[] {
  const kits = pages.filter(({ noun }) => noun.mediaKit !== undefined && !noun.draft);
  const written = offers.map(({ noun }) => noun);
  const names = new Set(written.map(({ id }) => id));
  return [...written, ...kits.map(({ noun }) => adSpace(noun)).filter(({ id }) => !names.has(id))];
}

/** The rates of currencies in `content/rates.csv`; none where there is no such file. */
async function readOwnRates(): Promise<Rate[]> {
  const file = join(authorFolders('.').content, 'rates.csv');
  try {
    return readRates(await readFile(resolve(file), 'utf8'), file);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}

/** Offers, and the titles of posts by their ids: in the site's first language where a post has it. */
export function namesIn(content: Content): NamesOfContent {
  const main = mainLanguage(site);
  return {
    offers: offersIn(content),
    titles: new Map(
      content.posts
        .toSorted((a, b) => Number(a.noun.lang === main) - Number(b.noun.lang === main))
        .map(({ noun }) => [noun.id, noun.title]),
    ),
  };
}

/** Offer → what one conversion on it is worth. */
export function worthsOf(offers: readonly Offer[]): ReadonlyMap<string, NonNullable<Offer['worth']>> {
  return new Map(offers.flatMap(({ id, worth }) => (worth === undefined ? [] : [[id, worth] as const])));
}

export interface NamesOfContent {
  readonly offers: readonly Offer[];
  /** Post → its title. */
  readonly titles: ReadonlyMap<string, string>;
}
