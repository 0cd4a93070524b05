import { defineConfig } from 'astro/config';
import site from './content/site.ts';
import attribution from './integrations/attribution/index.ts';
import markdown from './integrations/markdown/index.ts';
import ogImages from './integrations/og-images/index.ts';
import pagePolicy from './integrations/page-policy/index.ts';
import search from './integrations/search/index.ts';
import syndication, { loadPlatforms, wantedCovers } from './integrations/syndication/index.ts';

/** Posts are drawn in the sizes that the channels switched on want. */
const covers = wantedCovers(site.channels, await loadPlatforms());

export default defineConfig({
  site: site.url,
  trailingSlash: 'always',
  cacheDir: './.astro/cache',
  compressHTML: true,
  integrations: [markdown(), ogImages({ covers }), syndication(), attribution(), search(), pagePolicy()],
  vite: { build: { assetsInlineLimit: 0 } },
  devToolbar: { enabled: false },
  // Lets the editor complete front matter from the schemas.
  experimental: { contentIntellisense: true },
});
