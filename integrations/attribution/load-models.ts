import { Problem, suggest } from '#domain';
import { loadFolder } from '../foundation/load-folder.ts';
import type { Model } from './model.ts';

/** The model reports use when none is asked for. */
export const DEFAULT_MODEL = 'linear';

/** Every model in `models/`: id → model. */
export function loadModels(): Promise<Map<string, Model>> {
  return loadFolder<Model>(new URL('./models/', import.meta.url));
}

/**
 * The model of that id.
 *
 * @throws Problem naming the ones there are
 */
export function pickModel(models: ReadonlyMap<string, Model>, id: string): Model {
  const model = models.get(id);
  if (model !== undefined) return model;
  throw new Problem(`there is no attribution model “${id}”`, { hint: suggest(id, [...models.keys()]) });
}
