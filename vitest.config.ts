import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** Tests against a real server that is killed, slowed and lied to: `npm run test:platforms`. */
const platforms = ['tests/syndication/wordpress.test.ts', 'tests/syndication/killed.test.ts'];

export default defineConfig({
  // Tests know the sample author alone, whatever an owner has in `content/`.
  resolve: { alias: { '#site': fileURLToPath(new URL('sample/content/site.ts', import.meta.url)) } },
  test: {
    testTimeout: 30_000,
    hookTimeout: 120_000,
    // Two cores: more workers than that only take turns.
    maxWorkers: 2,
    projects: [
      { extends: true, test: { name: 'byline', include: ['tests/**/*.test.ts'], exclude: platforms } },
      { extends: true, test: { name: 'platforms', include: platforms } },
    ],
  },
});
