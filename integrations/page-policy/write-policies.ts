import { glob, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import PQueue from 'p-queue';
import { LONGEST_LINE, rulesFor, writeRules } from './headers-file.ts';
import { hasHandlers, type Needs, readNeeds, union } from './needs.ts';
import { hasPolicy, leastPolicy, policyOf, unframed, withPolicy } from './policy.ts';

/** Where a page's own things are, and where its reports go. */
export interface Origins {
  readonly own: string;
  /** If another than the site's own. */
  readonly collector: string | undefined;
}

/**
 * Writes into every page of a built site what it may load, and beside them the `_headers` for the host. A
 * page that has a policy keeps it; `_headers` of the author's stand before ours.
 *
 * @returns pages with handlers in attributes, which will not run
 */
export async function writePolicies(dist: string, origins: Origins): Promise<{ handlers: string[] }> {
  const files = await Array.fromAsync(glob('**/*.html', { cwd: dist, withFileTypes: true }));
  const pages = files.filter((file) => file.isFile()).map((file) => join(file.parentPath, file.name));
  const queue = new PQueue({ concurrency: 16 });
  const found = await queue.addAll(pages.sort().map((page) => () => writePolicy(page, origins)));
  await writeHeaders(dist, headerPolicy(union(found.map(({ needs }) => needs)), origins));
  const handlers = found.filter((page) => page.hasHandlers).map(({ page }) => page.slice(dist.length));
  return { handlers };
}

async function writePolicy(page: string, { own, collector }: Origins): Promise<Found> {
  const html = await readFile(page, 'utf8');
  const needs = readNeeds(html, own);
  if (!hasPolicy(html)) await writeFile(page, withPolicy(html, policyOf(needs, collector)));
  return { page, needs, hasHandlers: hasHandlers(html) };
}

/** What holds for all pages together; each one's own is narrower. */
function headerPolicy(needs: Needs, { collector }: Origins): string {
  const whole = `${policyOf(needs, collector)}; ${unframed}`;
  return whole.length < LONGEST_LINE - 100 ? whole : `${leastPolicy}; ${unframed}`;
}

async function writeHeaders(dist: string, policy: string): Promise<void> {
  const file = join(dist, '_headers');
  const before = await readFile(file, 'utf8').catch(() => '');
  const text = [before.trimEnd(), writeRules(rulesFor(policy))].filter((part) => part !== '').join('\n\n');
  await writeFile(file, text);
}

interface Found {
  readonly page: string;
  readonly needs: Needs;
  readonly hasHandlers: boolean;
}
