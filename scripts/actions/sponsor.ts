import { randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { absolute, hostPath, inLanguage, mainLanguage, Problem, suggest } from '#domain';
import site from '#site';
import {
  adOf,
  adsIn,
  readSponsorReport,
  renderSponsor,
  type Store,
  sponsorCsv,
  sponsorPage,
  sponsorPath,
  wordsFor,
} from '../../integrations/attribution/index.ts';
import { type AskedPeriod, readPeriod } from '../asked-period.ts';
import { soundContent } from '../content.ts';
import { withStore } from '../open-store.ts';
import { printableJson } from '../printable.ts';
import { namesIn, reportContent } from '../report-content.ts';

const lang = mainLanguage(site);
const words = wordsFor(lang);

/** Prints the report for a sponsor, writes it to a file, or makes and takes back the address to read it at. */
export default async function sponsor(asked: string, _options: unknown, command: Command): Promise<void> {
  const options = command.optsWithGlobals<Options>();
  const content = await soundContent();
  const { offers } = namesIn(content);
  const ad = adOf(offers, asked, lang);
  if (ad === undefined) {
    const ads = new Set(adsIn(offers).map(({ id }) => id));
    throw new Problem(`there is no ad “${asked}”`, { hint: suggest(asked, [...ads]) });
  }
  await withStore({ asked: options.db, content }, async (store) => {
    if (options.link) return makeLink(store, asked);
    if (options.takeBack) return takeBack(store, asked);
    const settings = await reportContent(content);
    const period = readPeriod(options, Date.now());
    const report = await readSponsorReport({ records: store, settings }, ad, period);
    const view = { lang, timeZone: site.timeZone, name: inLanguage(site.title, lang) };
    if (options.json) console.log(printableJson(report));
    else if (options.csv) process.stdout.write(sponsorCsv(report));
    else if (options.html !== undefined) {
      await writeFile(options.html, sponsorPage(report, view));
      console.log(options.html);
    } else console.log(renderSponsor(report, view));
  });
}

async function makeLink(store: Store, offer: string): Promise<void> {
  const key = randomBytes(18).toString('base64url');
  await store.addReportLink({ key, offer, at: Date.now() });
  console.log(absolute(hostPath(sponsorPath(key), site), site));
}

async function takeBack(store: Store, offer: string): Promise<void> {
  const links = (await store.reportLinks()).filter((link) => link.offer === offer);
  for (const { key } of links) await store.takeBackReportLink(key);
  console.log(words.takenBack(links.length));
}

interface Options extends AskedPeriod {
  readonly link?: boolean;
  readonly takeBack?: boolean;
  readonly json?: boolean;
  readonly csv?: boolean;
  readonly html?: string;
  readonly db?: string;
}
