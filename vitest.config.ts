import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** What is slow by nature, a real server that is killed and lied to above all: `npm run test:platforms`. */
const platforms = [
  'tests/syndication/wordpress.test.ts',
  'tests/syndication/killed.test.ts',
  'tests/syndication/real/{ghost,pds,synapse}.test.ts',
  'tests/site/below-path.test.ts',
  'tests/bench/*.test.ts',
  'tests/npm-kept.test.ts',
];

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
