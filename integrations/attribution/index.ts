import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { type Audience, basePath, collectorAddress, type Site } from '#domain';
import site from '#site';
import type { BeaconSettings } from './beacon.ts';
import { beaconParts } from './beacon-parts.ts';
import { beaconKeys } from './collector/source.ts';
import { databaseAddress, isPostgres } from './database-address.ts';
import { loadShopLinks } from './load-shops.ts';
import { readAudience } from './read-audience.ts';

/**
 * Puts the beacon on every built page; `npm run dev` has none, so that writing leaves no touches. Pages learn
 * from `byline:audience` who reads the site, and from `byline:shops` which links take the key of a click.
 *
 * @param settings where the collector is. @default those of `content/site.ts`
 */
export default function attribution(
  settings: Pick<Site['attribution'], 'collector'> & Partial<Site['attribution']> = site.attribution,
): AstroIntegration {
  return {
    name: 'byline:attribution',
    hooks: {
      'astro:config:setup': async ({ command, config, injectScript, updateConfig }) => {
        const isShown = command === 'build' || command === 'dev';
        const audience = isShown ? await audienceOfSite(fileURLToPath(config.root)) : undefined;
        const shops = valueModule('byline:shops', { shopLinks: await loadShopLinks() });
        const plugins = [valueModule('byline:audience', { audience }), shops, beaconParts()];
        updateConfig({ vite: { plugins } });
        const collector = collectorAddress(settings.collector, site);
        if (command !== 'build' || collector === null) return;
        injectScript('page', startBeacon(collector, settings.consent));
      },
    },
  };
}

export { adviceText } from './advice-text.ts';
export { type Advice, advise } from './advise.ts';
// What the composition roots put together.
export { createCollector } from './collector/app.ts';
export { leadSchema } from './collector/lead-form.ts';
export type { CollectorSettings } from './collector/settings.ts';
export { createNaming } from './collector/sources.ts';
export {
  backUpDatabase,
  copyDatabase,
  type Lead,
  leadStates,
  openRecords,
  openStore,
  type Period,
  restoreDatabase,
  type Sale,
  type Store,
} from './collector/store.ts';

import { valueModule } from '../foundation/value-module.ts';

export { databaseAddress, databaseName, isPostgres } from './database-address.ts';
export { fillWithDemo } from './demo/index.ts';
export { digest } from './digest.ts';
export { renderGoals } from './goal-texts.ts';
export { keepRecorded } from './keep-recorded.ts';
export { createLive, type Live, watched } from './live.ts';
export { DEFAULT_MODEL, loadModels, pickModel } from './load-models.ts';
export { loadShops } from './load-shops.ts';
export type { Model } from './model.ts';
export { exportPerson, forgetPerson, leadByHand } from './people.ts';
export { type Rate, readRate, readRates } from './rates.ts';
export { readGoals } from './read-goals.ts';
export { lastDays, type ReportSettings, readReport, reportSettings } from './read-report.ts';
export { recordTotal, spreadRetainer, sumOf } from './record-money.ts';
export { renderModels, renderReport } from './render-report.ts';
export { reportCsv } from './report-csv.ts';
export { reportPage } from './report-page.ts';
export { openReports, type Reports } from './reports.ts';
export { readSales, type SalesFile, saleOf } from './sales-file.ts';
export { renderSponsor, sponsorCsv, sponsorPage } from './sponsor-page.ts';
export { adOf, adsIn, readSponsorReport } from './sponsor-report.ts';
export { sponsorPath, sponsorRoutes } from './sponsor-routes.ts';
export { studioRoutes } from './studio.ts';
export { wordsFor } from './words.ts';

/** Read before the bundler runs, which would make a stack trace of a database that cannot be read. */
function audienceOfSite(root: string): Promise<Audience | undefined> {
  const asked = databaseAddress(process.env);
  const database = isPostgres(asked) ? asked : resolve(root, asked);
  return readAudience({ database, site }, Date.now());
}

/** Under what name a journey is kept, and how it begins. */
const kept = {
  none: { key: 'byline', fresh: '[]' },
  ask: { key: 'byline-allowed', fresh: '0' },
} as const;

/** The script of a page. At an address that ends in `#byline` the console hears what is sent, from the first event on. */
function startBeacon(collector: string, consent: Site['attribution']['consent'] = 'none'): string {
  const settings: Omit<BeaconSettings, 'rest'> = {
    collector,
    home: basePath(site),
    keys: beaconKeys,
    timeZone: site.timeZone,
    ...kept[consent],
  };
  const beacon = fileURLToPath(new URL('./beacon.ts', import.meta.url)).replaceAll('\\', '/');
  return `
    import explain from 'byline:beacon-part/explain-events';
    import rest from 'byline:beacon-part/watch-page';
    import { start } from ${JSON.stringify(beacon)};
    const settings = { ...${JSON.stringify(settings)}, rest };
    if (location.hash === '#byline') import(explain).then((part) => part.explain(settings, start));
    else start(settings);`;
}
