import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  // Tests know the sample author alone, whatever an owner has in `content/`.
  resolve: { alias: { '#site': fileURLToPath(new URL('sample/content/site.ts', import.meta.url)) } },
  test: {
    include: ['tests/**/*.test.ts'],
    testTimeout: 30_000,
    hookTimeout: 120_000,
    // Two cores: more workers than that only take turns.
    maxWorkers: 2,
  },
});
