import { defineConfig } from 'astro/config';
import site from './content/site.ts';
import attribution from './integrations/attribution/index.ts';
import markdown from './integrations/markdown/index.ts';
import ogImages from './integrations/og-images/index.ts';
import pagePolicy from './integrations/page-policy/index.ts';
import search from './integrations/search/index.ts';
import syndication from './integrations/syndication/index.ts';

export default defineConfig({
  site: site.url,
  trailingSlash: 'always',
  cacheDir: './.astro/cache',
  compressHTML: true,
  integrations: [markdown(), ogImages(), syndication(), attribution(), search(), pagePolicy()],
  vite: { build: { assetsInlineLimit: 0 } },
  devToolbar: { enabled: false },
  // Lets the editor complete front matter from the schemas.
  experimental: { contentIntellisense: true },
});
