import {
  authoredMoment,
  type Conversion,
  type Entry,
  type Goals,
  isoDay,
  type Millis,
  type Money,
  type MoneyView,
  type Offer,
  type Publication,
  type Report,
  type Site,
  sumMoney,
} from '#domain';
import { carriersOf } from './carriers.ts';
import { createNaming, type NamedChannels } from './collector/sources.ts';
import type { CountSum, Period, Records } from './collector/store.ts';
import { pickModel } from './load-models.ts';
import type { Model } from './model.ts';
import { convertEntries, convertOn, type Rate } from './rates.ts';
import { report } from './report.ts';
import type { PostFacts } from './report-sides.ts';

const DAY = 86_400_000;

/**
 * The report of a period, from what the records hold.
 *
 * @throws Problem when there is no model of that id
 */
export async function readReport(
  { records, models, settings }: ReportSources,
  { model, as = 'cash', from, to }: ReportQuestion,
): Promise<Report> {
  const period = { from, to };
  const chosen = pickModel(models, model);
  const published = new Set(settings.publications.map(({ channel, post }) => `${channel}@${post}`));
  const leads = await records.leads();
  const told = as === 'cash' ? await records.ledger(period) : await records.ledgerOfCohort(period);
  const entries = convertEntries(told.entries, settings);
  const counts = await records.counts(period);
  const posts = new Map(settings.posts.map((post) => [post.id, post]));
  const conversions = (await records.conversions(period)).map((conversion) =>
    inOwnCurrency(conversion, settings),
  );
  return report({
    ...period,
    as,
    modelId: model,
    model: chosen,
    currency: settings.currency,
    lookBack: settings.lookBackDays * DAY,
    naming: createNaming(settings.channels),
    conversions,
    ledger: { ...told, entries },
    counts,
    carriers: await carriersIn(records, { counts, posts, entries, to }),
    converted: convertedOf(told.entries, entries, as === 'cash' ? period : ALWAYS),
    hops: await records.hops(period),
    states: new Map(leads.map(({ conversion, state }) => [conversion.id, state])),
    posts,
    kinds: new Map(settings.offers.map(({ id, kind }) => [id, kind])),
    isPublished: (channel, post) => published.has(`${channel}@${post}`),
  });
}

/** The posts that carried each ad that a fee was paid for: those of the period, or else those of all time. */
async function carriersIn(
  records: Records,
  { counts, posts, entries, to }: CarrierFacts,
): Promise<ReturnType<typeof carriersOf>> {
  const ads = new Set(entries.filter(({ kind }) => kind === 'ad-fee').map(({ offer }) => offer));
  const carriers = carriersOf(counts, posts, ads);
  const missing = [...ads].filter((ad) => carriers.get(ad)?.length === 0);
  if (missing.length === 0) return carriers;
  const ever = carriersOf(await records.counts({ from: 0, to }), posts, missing);
  return new Map([...carriers, ...ever]);
}

function inOwnCurrency(conversion: Conversion, settings: ReportSettings): Conversion {
  const { worth, at } = conversion;
  return worth === null ? conversion : { ...conversion, worth: convertOn(worth, at, settings) };
}

/** What of a period came in other currencies and was converted. */
function convertedOf(before: readonly Entry[], after: readonly Entry[], { from, to }: Period): Money[] {
  const changed = before.filter(
    ({ at, money }, index) => at >= from && at < to && money.currency !== after[index]?.money.currency,
  );
  return sumMoney(
    changed.map(({ money }) => money),
    '',
  );
}

const ALWAYS: Period = { from: Number.NEGATIVE_INFINITY, to: Number.POSITIVE_INFINITY };

/** What a report needs of the site, in plain values that a thread can be given. */
export function reportSettings(
  site: Site,
  content: Pick<ReportSettings, 'posts' | 'publications' | 'offers'> & Partial<Pick<ReportSettings, 'rates'>>,
): ReportSettings {
  const channels = Object.entries(site.channels).map(
    ([id, { url, platform }]) => [id, { url, platform }] as const,
  );
  return {
    rates: [],
    ...content,
    currency: site.currency,
    goals: site.goals,
    timeZone: site.timeZone,
    lookBackDays: site.attribution.lookBackDays,
    channels: Object.fromEntries(channels),
  };
}

/** The last so many calendar days of a zone, today included; up to this very moment. */
export function lastDays(days: number, now: Millis, timeZone: string): Period {
  const [year = 0, month = 1, day = 1] = isoDay(now, timeZone).split('-').map(Number);
  const first = new Date(Date.UTC(year, month - 1, day - days + 1))
    .toISOString()
    .slice(0, 'yyyy-mm-dd'.length);
  return { from: authoredMoment(first, timeZone), to: now + 1 };
}

export interface ReportSources {
  readonly records: Records;
  readonly models: ReadonlyMap<string, Model>;
  readonly settings: ReportSettings;
}

export interface ReportSettings {
  readonly currency: string;
  readonly timeZone: string;
  readonly lookBackDays: number;
  /** Rates of currencies, by day. */
  readonly rates: readonly Rate[];
  readonly channels: NamedChannels;
  readonly posts: readonly (PostFacts & { readonly id: string })[];
  readonly offers: readonly Pick<Offer, 'id' | 'kind'>[];
  /** What the owner wants to reach. */
  readonly goals: Goals;
  /** The copies the ledger of publications has. */
  readonly publications: readonly KnownCopy[];
}

export interface ReportQuestion extends Period {
  /** The model's id. */
  readonly model: string;
  /** How money counts. @default 'cash' */
  readonly as?: MoneyView;
}

/** A copy of a post on a channel. */
export interface KnownCopy {
  readonly channel: string;
  readonly post: string;
  readonly url?: string | undefined;
  /** When it was last sent or looked at. @default 0 */
  readonly at: Millis;
  readonly state: Publication['state'];
}

interface CarrierFacts {
  readonly counts: readonly CountSum[];
  readonly posts: ReadonlyMap<string, PostFacts>;
  readonly entries: readonly Entry[];
  readonly to: Millis;
}
