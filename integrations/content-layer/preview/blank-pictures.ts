import { dirname, join } from 'node:path';
import type { ViteUserConfig } from 'astro';
import { isPicture } from '../../content/picture-files.ts';

/**
 * While writing: has a file that is no picture pass for a blank one where Astro gathers the pictures of all
 * content, until its texts are known to be wrong. Astro would answer for no page of the site.
 *
 * @param root the project's folder
 */
export function blankPictures(root: string): Plugin {
  return {
    name: 'byline:blank-pictures',
    apply: 'serve',
    resolveId: {
      order: 'pre',
      handler: (id) => {
        const [path = '', query] = id.split('?');
        const importer = new URLSearchParams(query).get('importer');
        if (!isGathered(id) || importer === null) return undefined;
        return isPicture(join(root, dirname(importer), path)) ? undefined : BLANK;
      },
    },
    load: {
      order: 'pre',
      handler: (id) => (isBlank(id) ? `export default ${JSON.stringify(blank)};` : undefined),
    },
  };
}

/** One that was a picture when it was looked for may be none by now. */
function isBlank(id: string): boolean {
  return id === BLANK || (isGathered(id) && !isPicture(id.replace(/\?.*$/, '')));
}

/** How Astro asks for a picture that content shows. */
function isGathered(id: string): boolean {
  return new URLSearchParams(id.split('?')[1]).has('astroContentImageFlag');
}

const BLANK = '\0byline:blank-picture';
const blank = { src: 'data:,', width: 1, height: 1, format: 'png' };

type Plugin = Extract<NonNullable<ViteUserConfig['plugins']>[number], { resolveId?: unknown }>;
