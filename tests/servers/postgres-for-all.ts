import type { TestProject } from 'vitest/node';
import { startPostgres } from './postgres.ts';

/** One PostgreSQL server for all test files of a project; each test makes a database of its own on it. */
export default async function startForAll(project: TestProject): Promise<() => Promise<void>> {
  const { url, stop } = await startPostgres();
  project.provide('postgres', url);
  return stop;
}

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the server is; undefined where tests run on SQLite. */
    postgres?: string;
  }
}
