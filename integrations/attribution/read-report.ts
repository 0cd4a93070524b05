import {
  authoredMoment,
  type Goals,
  isoDay,
  type Millis,
  type MoneyView,
  type Offer,
  type Report,
  type Site,
} from '#domain';
import { createNaming, type NamedChannels } from './collector/sources.ts';
import type { Period, Records } from './collector/store.ts';
import { pickModel } from './load-models.ts';
import type { Model } from './model.ts';
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
  return report({
    ...period,
    as,
    modelId: model,
    model: chosen,
    currency: settings.currency,
    lookBack: settings.lookBackDays * DAY,
    naming: createNaming(settings.channels),
    conversions: await records.conversions(period),
    ledger: as === 'cash' ? await records.ledger(period) : await records.ledgerOfCohort(period),
    counts: await records.counts(period),
    hops: await records.hops(period),
    states: new Map(leads.map(({ conversion, state }) => [conversion.id, state])),
    posts: new Map(settings.posts.map((post) => [post.id, post])),
    kinds: new Map(settings.offers.map(({ id, kind }) => [id, kind])),
    isPublished: (channel, post) => published.has(`${channel}@${post}`),
  });
}

/** What a report needs of the site, in plain values that a thread can be given. */
export function reportSettings(
  site: Site,
  content: Pick<ReportSettings, 'posts' | 'publications' | 'offers'>,
): ReportSettings {
  const channels = Object.entries(site.channels).map(
    ([id, { url, platform }]) => [id, { url, platform }] as const,
  );
  return {
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
  readonly channels: NamedChannels;
  readonly posts: readonly (PostFacts & { readonly id: string })[];
  readonly offers: readonly Pick<Offer, 'id' | 'kind'>[];
  /** What the owner wants to reach. */
  readonly goals: Goals;
  /** The copies the ledger of publications has. */
  readonly publications: readonly { readonly channel: string; readonly post: string }[];
}

export interface ReportQuestion extends Period {
  /** The model's id. */
  readonly model: string;
  /** How money counts. @default 'cash' */
  readonly as?: MoneyView;
}
