import { inLanguage, mainLanguage } from '#domain';
import site from '#site';
import {
  advise,
  DEFAULT_MODEL,
  digest,
  lastDays,
  loadModels,
  readReport,
  type Store,
} from '../../integrations/attribution/index.ts';
import type { Content } from '../../integrations/content/index.ts';
import { openMailer, readMailServer } from '../../integrations/mail/index.ts';
import { soundContent } from '../content.ts';
import { withStore } from '../open-store.ts';
import { printable } from '../printable.ts';
import { namesIn, reportContent } from '../report-content.ts';

const lang = mainLanguage(site);

/** Prints the week, or sends it. */
export default async function sendDigest({ send = false, to, db }: Options): Promise<void> {
  const isSent = send || to !== undefined;
  // What is missing for sending is told before the work.
  const server = isSent ? readMailServer(process.env) : undefined;
  const content = await soundContent();
  const text = await withStore({ asked: db, content }, (store) => weekOf(store, content));
  if (server === undefined) console.log(text.trimEnd().split('\n').map(printable).join('\n'));
  else await sendTo(to ?? site.author.email, text, server);
}

async function sendTo(to: string, text: string, server: ReturnType<typeof readMailServer>): Promise<void> {
  const mailer = openMailer(server);
  try {
    const [heading = ''] = text.split('\n');
    await mailer.send({ from: site.author.email, to, subject: heading.replace(/^# /, ''), text });
    console.log(`Sent to ${to}.`);
  } finally {
    mailer.close();
  }
}

async function weekOf(store: Store, content: Content): Promise<string> {
  const now = Date.now();
  const week = lastDays(7, now, site.timeZone);
  const settings = await reportContent(content);
  const sources = { records: store, models: await loadModels(), settings };
  const report = await readReport(sources, { model: DEFAULT_MODEL, ...week });
  const earlier = { from: week.from - (week.to - week.from), to: week.from };
  const before = await readReport(sources, { model: DEFAULT_MODEL, ...earlier });
  const { timeZone, currency } = site;
  const leads = await store.leads();
  const names = namesIn(content);
  const counts = await store.counts(week);
  const advice = advise({ report, counts, leads, settings, now, timeZone, currency, offers: names.offers });
  const isOfWeek = (at: number) => at >= week.from && at < week.to;
  const ofWeek = leads.filter(({ conversion, state }) => isOfWeek(conversion.at) && state !== 'spam');
  const view = { lang, timeZone, name: inLanguage(site.title, lang), ...names };
  return digest({ report, before, leads: ofWeek, advice }, view);
}

interface Options {
  readonly send?: boolean;
  readonly to?: string;
  readonly db?: string;
}
