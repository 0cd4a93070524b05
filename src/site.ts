import { fileURLToPath } from 'node:url';
import type { Site } from '#domain';
import { authorFolders } from '../integrations/author-files/author-folders.ts';

/*
 * The settings of the site, as plain Node reads them. The bundler reads the same file: `astro.config.mjs` makes
 * `#site` an alias of it.
 */
const project = new URL('..', import.meta.url);
const { content } = authorFolders(fileURLToPath(project));
const settings: { readonly default: Site } = await import(new URL(`${content}/site.ts`, project).href);

export default settings.default;
