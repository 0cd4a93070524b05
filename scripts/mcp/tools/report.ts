import { z } from 'zod';
import { dimensions, moneyViews } from '#domain';
import site from '#site';
import { DEFAULT_MODEL, lastDays, loadModels, readReport } from '../../../integrations/attribution/index.ts';
import { soundContent } from '../../content.ts';
import { withStore } from '../../open-store.ts';
import { reportContent } from '../../report-content.ts';
import { defineTool } from '../tool.ts';

/** Sums alone: nothing in a report is about one reader or one lead. */
export default defineTool({
  description:
    'Says what posts, channels or offers brought: views, readers, clicks, leads, conversions, and money in minor units with its currency, credited by a model. Names no person.',
  input: {
    by: z.enum(dimensions).default('post'),
    days: z.number().int().min(1).max(3660).default(30).describe('The last so many days, today included.'),
    model: z.string().default(DEFAULT_MODEL).describe('Such as last-touch, first-touch, linear, markov.'),
    as: z
      .enum(moneyViews)
      .default('cash')
      .describe('Money in the period it came in, or in that of its conversion.'),
  },
  answer: async ({ by, days, model, as }) => {
    const content = await soundContent();
    const [models, settings] = await Promise.all([loadModels(), reportContent(content)]);
    const period = lastDays(days, Date.now(), site.timeZone);
    return withStore({ content }, async (store) => {
      const { rows, totals, ...about } = await readReport(
        { records: store, models, settings },
        { model, as, ...period },
      );
      return { ...about, by, rows: rows[by], totals };
    });
  },
});
