import type { Millis, Offer, Report, Site } from '#domain';
import { attribute } from './attribute.ts';
import type { Period, Store } from './collector/store.ts';
import { pickModel } from './load-models.ts';
import type { Model } from './model.ts';
import { report } from './report.ts';

const DAY = 86_400_000;

/**
 * The report of a period, from what the store holds.
 *
 * @throws Problem when there is no model of that id
 */
export async function readReport(
  sources: ReportSources,
  { model, ...period }: ReportQuestion,
): Promise<Report> {
  const { store, models, offers, site } = sources;
  const weighing = pickModel(models, model);
  const journeys = await store.journeys(period, site.attribution.lookBackDays * DAY);
  return report({
    ...period,
    model,
    currency: site.currency,
    credits: attribute(journeys, weighing, offers),
    touches: await store.touchCounts(period),
    conversions: journeys.map(({ conversion }) => conversion),
  });
}

/** The last so many days, this very moment included. */
export function lastDays(days: number, now: Millis): Period {
  return { from: now - days * DAY, to: now + 1 };
}

export interface ReportSources {
  readonly store: Store;
  readonly models: ReadonlyMap<string, Model>;
  readonly offers: readonly Offer[];
  readonly site: Pick<Site, 'currency' | 'attribution'>;
}

export interface ReportQuestion extends Period {
  /** The model's id. */
  readonly model: string;
}
