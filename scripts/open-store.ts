import site from '#site';
import { createNaming, databaseAddress, openStore, type Store } from '../integrations/attribution/index.ts';
import type { Content } from '../integrations/content/index.ts';
import { worthsOf } from './report-content.ts';

/** Opens the store of this site. @throws Problem when there is none and `mustExist` */
export function openSiteStore({ database, content, mustExist = false }: SiteStore): Promise<Store> {
  return openStore({
    database,
    mustExist,
    now: Date.now,
    timeZone: site.timeZone,
    naming: createNaming(site.channels),
    worths: worthsOf(content.offers.map(({ noun }) => noun)),
  });
}

/**
 * Works with the store of this site, and closes it.
 *
 * @param asked the database that the command line names, if it names one
 */
export async function withStore<Result>(
  { asked, content }: { asked?: string | undefined; content: Content },
  work: (store: Store) => Promise<Result>,
): Promise<Result> {
  const store = await openSiteStore({
    database: databaseAddress(process.env, asked),
    content,
    mustExist: true,
  });
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}

interface SiteStore {
  /** The path of an SQLite file, or `postgres://…`. */
  readonly database: string;
  readonly content: Content;
  readonly mustExist?: boolean;
}
