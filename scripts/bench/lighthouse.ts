import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Problem } from '#domain';
import { installed } from './packages.ts';

/** What Lighthouse gives marks for. */
export const categories = ['performance', 'accessibility', 'best-practices', 'seo'] as const;

export type Category = (typeof categories)[number];

/** Marks from 0 to 100, and the audits that cost some. */
export interface Marks {
  readonly scores: Readonly<Record<Category, number>>;
  readonly lost: readonly string[];
}

/** Marks a page, on the phone and the line Lighthouse takes for usual. */
export type Mark = (url: string) => Promise<Marks>;

const VERSION = '13.5.0';

/**
 * Gets Lighthouse, once, from npm into the bench's cache.
 *
 * @param port where Chromium can be driven
 */
export async function openLighthouse(port: number): Promise<Mark> {
  const packages = await installed('lighthouse', { lighthouse: VERSION });
  const entry = pathToFileURL(join(packages, 'lighthouse/core/index.js')).href;
  const { default: lighthouse } = (await import(entry)) as { default: Lighthouse };
  return async (url) => {
    const result = await lighthouse(url, { port, logLevel: 'silent', onlyCategories: [...categories] });
    if (result === undefined) throw new Problem(`Lighthouse gave no marks for ${url}`);
    return marksOf(result.lhr);
  };
}

function marksOf({ categories: marked, audits, runtimeError }: Report): Marks {
  if (runtimeError !== undefined) throw new Problem(`Lighthouse: ${runtimeError.message}`);
  const score = (category: Category) => Math.round((marked[category]?.score ?? 0) * 100);
  const scores = Object.fromEntries(categories.map((category) => [category, score(category)]));
  const weighed = Object.values(marked).flatMap(({ auditRefs }) =>
    auditRefs.filter(({ weight }) => weight > 0),
  );
  const lost = weighed
    .map(({ id }) => audits[id])
    .filter((audit) => audit !== undefined && audit.score !== null && audit.score < 1);
  return { scores: scores as Marks['scores'], lost: lost.map((audit) => audit?.id ?? '') };
}

type Lighthouse = (
  url: string,
  flags: { port: number; logLevel: 'silent'; onlyCategories: string[] },
) => Promise<{ lhr: Report } | undefined>;

interface Report {
  readonly categories: Readonly<
    Record<string, { score: number | null; auditRefs: readonly { id: string; weight: number }[] }>
  >;
  readonly audits: Readonly<Record<string, { id: string; score: number | null } | undefined>>;
  readonly runtimeError?: { readonly message: string };
}
