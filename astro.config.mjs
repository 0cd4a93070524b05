import { realpathSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import attribution from './integrations/attribution/index.ts';
import { authorFolders } from './integrations/author-files/author-folders.ts';
import comments from './integrations/comments/index.ts';
import markdown, { textMarks } from './integrations/content-layer/index.ts';
import ogImages, { icons } from './integrations/og-images/index.ts';
import pageCache from './integrations/page-cache/index.ts';
import pagePolicy from './integrations/page-policy/index.ts';
import search from './integrations/search/index.ts';
import syndication, { wantedCovers } from './integrations/syndication/index.ts';
import site from './src/site.ts';

const root = fileURLToPath(new URL('.', import.meta.url));
const folders = authorFolders(root);

// `defineConfig` would do no more than the type does, and loads what no build here needs.
/** @type {import('astro').AstroUserConfig} */
export default {
  site: site.url,
  base: new URL(site.url).pathname,
  trailingSlash: 'always',
  publicDir: folders.public,
  cacheDir: './.astro/cache',
  compressHTML: true,
  integrations: [
    markdown(),
    // Posts are drawn in the sizes that the channels they go to want.
    ogImages({ covers: wantedCovers }),
    icons(),
    syndication(folders),
    attribution(),
    comments(),
    search(),
    pagePolicy(),
    pageCache({ marks: textMarks }),
  ],
  vite: {
    // Of this checkout alone: several may share one node_modules, and each server would take the others' modules away.
    cacheDir: './.astro/vite',
    // The bundler reads the author's files by these names; `src/site.ts` reads the settings in plain Node.
    resolve: {
      alias: { '#site': `${root}${folders.content}/site.ts`, '#content': `${root}${folders.content}` },
    },
    // What is said of large chunks, an author can do nothing about: diagrams are one.
    build: { assetsInlineLimit: 0, chunkSizeWarningLimit: Number.POSITIVE_INFINITY },
    // A build beside `npm run dev` is no reason to reload anything.
    server: {
      watch: { ignored: ['**/.astro/dist-*/**'] },
      // The packages may stand elsewhere, behind a link: a font among them is served as a file.
      fs: { allow: ['.', realpathSync(`${root}node_modules`)] },
    },
  },
  devToolbar: { enabled: false },
};
