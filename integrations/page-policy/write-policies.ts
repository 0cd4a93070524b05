import { glob, readFile, writeFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import PQueue from 'p-queue';
import type { Home } from '#domain';
import { LONGEST_LINE, rulesFor, writeRules } from './headers-file.ts';
import { type Needs, union } from './needs.ts';
import { type Found, type NeedsCache, openNeedsCache } from './needs-cache.ts';
import { leastPolicy, policyOf, unframed, withPolicy } from './policy.ts';

/** What a site's policies are written from beside its pages. */
export interface PolicySettings {
  /** Where the site lives. */
  readonly site: Home;
  /** Where pages report to, if elsewhere. */
  readonly collector: string | undefined;
  /** The file in which what was read off pages is kept. */
  readonly memory: string;
}

/**
 * Writes into every page of a built site what it may load, and beside them the `_headers` for the host. A
 * page that has a policy keeps it; `_headers` of the author's stand before ours.
 *
 * @returns pages with handlers in attributes, which will not run
 */
export async function writePolicies(dist: string, settings: PolicySettings): Promise<{ handlers: string[] }> {
  const kept = await openNeedsCache(settings.memory, new URL(settings.site.url).origin);
  const pages = await pagesIn(dist);
  const found = await writeInto(dist, pages, kept, settings);
  const before = await readFile(join(dist, '_headers'), 'utf8').catch(() => '');
  await writeHeaders(dist, before, [...found.values()], settings);
  await kept.save(pages);
  return { handlers: pages.filter((page) => found.get(page)?.hasHandlers) };
}

/**
 * Does so for pages that were rendered anew.
 *
 * @param changed the folder they are in, and `_headers` comes to
 * @param site the built site without them, and the author's own `_headers`
 */
export async function renewPolicies(
  changed: string,
  site: { readonly dist: string; readonly authors: string },
  settings: PolicySettings,
): Promise<{ handlers: string[] }> {
  const kept = await openNeedsCache(settings.memory, new URL(settings.site.url).origin);
  const pages = await pagesIn(changed);
  const found = await writeInto(changed, pages, kept, settings);
  const all = await pagesIn(site.dist);
  const others = all.filter((page) => !found.has(page)).map((page) => lastOf(page, site.dist, kept));
  await writeHeaders(changed, site.authors, [...found.values(), ...(await Promise.all(others))], settings);
  await kept.save(all);
  return { handlers: pages.filter((page) => found.get(page)?.hasHandlers) };
}

async function lastOf(page: string, dist: string, kept: NeedsCache): Promise<Found> {
  return kept.last(page) ?? kept.read(page, await readFile(join(dist, page), 'utf8'));
}

/** The HTML files of a folder, with `/`. */
async function pagesIn(folder: string): Promise<string[]> {
  const files = await Array.fromAsync(glob('**/*.html', { cwd: folder, withFileTypes: true }));
  const pages = files.filter((file) => file.isFile()).map((file) => join(file.parentPath, file.name));
  return pages.map((page) => relative(folder, page).split(sep).join('/')).sort();
}

async function writeInto(
  folder: string,
  pages: readonly string[],
  kept: NeedsCache,
  { collector }: PolicySettings,
): Promise<Map<string, Found>> {
  const write = async (page: string): Promise<[string, Found]> => {
    const file = join(folder, page);
    const html = await readFile(file, 'utf8');
    const found = kept.read(page, html);
    if (!found.hasPolicy) await writeFile(file, withPolicy(html, policyOf(found.needs, collector)));
    return [page, found];
  };
  const queue = new PQueue({ concurrency: 16 });
  return new Map(await queue.addAll(pages.map((page) => () => write(page))));
}

/** What holds for all pages together; each one's own is narrower. */
function headerPolicy(needs: Needs, { collector }: PolicySettings): string {
  const whole = `${policyOf(needs, collector)}; ${unframed}`;
  return whole.length < LONGEST_LINE - 100 ? whole : `${leastPolicy}; ${unframed}`;
}

async function writeHeaders(
  folder: string,
  authors: string,
  found: readonly Found[],
  settings: PolicySettings,
): Promise<void> {
  const rules = writeRules(
    rulesFor(headerPolicy(union(found.map(({ needs }) => needs)), settings), settings.site),
  );
  const parts = [authors.trimEnd(), rules].filter((part) => part !== '');
  await writeFile(join(folder, '_headers'), parts.join('\n\n'));
}
