import type { FeedItem } from '#domain';
import { loadFolder } from '../../../integrations/foundation/load-folder.ts';
import type { Recipe } from '../../../integrations/syndication/render/recipe.ts';
import { toSource } from '../../../integrations/syndication/render/to-source.ts';
import { median } from '../measure.ts';

/** Renders of each recipe that are not counted: the first ones compile. */
const WARM_UP = 5;

/**
 * Renders one post by every recipe.
 *
 * @returns dialect → milliseconds of the processor, so that other programs do not count; the median of `runs`
 */
export async function renderLongPost(item: FeedItem, runs: number): Promise<Map<string, number>> {
  const folder = new URL('../../../integrations/syndication/render/recipes/', import.meta.url);
  const recipes = await loadFolder<Recipe>(folder);
  const source = toSource(item, { channel: 'bench', form: 'full', site: item.url });
  return new Map(
    [...recipes].map(([dialect, recipe]) => {
      const times = Array.from({ length: WARM_UP + runs }, () => {
        const start = process.threadCpuUsage();
        recipe.render(source);
        const { user, system } = process.threadCpuUsage(start);
        return (user + system) / 1000;
      });
      return [dialect, median(times.slice(WARM_UP))];
    }),
  );
}
