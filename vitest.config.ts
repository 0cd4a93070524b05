import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/**
 * Slow tests: real servers that are killed, sites that are built many times, the development server.
 * `npm run test:platforms` runs them.
 */
const platforms = [
  'tests/syndication/wordpress.test.ts',
  'tests/syndication/killed.test.ts',
  'tests/syndication/github-actions.test.ts',
  'tests/syndication/real/{ghost,pds,synapse}.test.ts',
  'tests/site/below-path.test.ts',
  'tests/bench/*.test.ts',
  'tests/npm-kept.test.ts',
  'tests/page-cache/incremental.test.ts',
  'tests/rebuild/whole-builds.test.ts',
  'tests/rebuild/rebuild.test.ts',
  'tests/attribution/commands.test.ts',
  'tests/comments/comments.test.ts',
  'tests/owner.test.ts',
  'tests/dev.test.ts',
  'tests/import/built.test.ts',
  'tests/screenshots.test.ts',
  'tests/syndication/newsletter-killed.test.ts',
];

/** What only PostgreSQL is asked. */
const onPostgres = ['tests/attribution/postgres/*.test.ts'];

/** What runs on SQLite and on PostgreSQL: the store, and what is made of it. */
const onBothDatabases = [
  'tests/attribution/studio.test.ts',
  'tests/attribution/collector/{events,leads,sales,guards,store,copy}.test.ts',
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
      {
        extends: true,
        test: { name: 'byline', include: ['tests/**/*.test.ts'], exclude: [...platforms, ...onPostgres] },
      },
      { extends: true, test: { name: 'platforms', include: platforms } },
      {
        extends: true,
        test: {
          name: 'postgres',
          include: [...onBothDatabases, ...onPostgres],
          globalSetup: 'tests/servers/postgres-for-all.ts',
        },
      },
    ],
  },
});
