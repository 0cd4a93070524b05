import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** Tests against real servers that are slow to work with; `npm run test:platforms` runs them. */
export const slow = ['tests/syndication/wordpress.test.ts', 'tests/syndication/killed.test.ts'];

export default defineConfig({
  // Tests know the sample author alone, whatever an owner has in `content/`.
  resolve: { alias: { '#site': fileURLToPath(new URL('sample/content/site.ts', import.meta.url)) } },
  test: {
    include: ['tests/**/*.test.ts'],
    exclude: slow,
    testTimeout: 30_000,
    hookTimeout: 120_000,
    // Two cores: more workers than that only take turns.
    maxWorkers: 2,
  },
});
