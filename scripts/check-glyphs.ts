import type { Content, Filed, Finding } from '../integrations/content/index.ts';
import { missingFinder } from '../integrations/og-images/find-missing.ts';

/** What share images show of what has a page. */
interface Shown {
  readonly title: string;
  readonly description: string;
  readonly tags?: readonly string[];
}

/**
 * Characters that no font has: the share image of the page leaves them out. They never stop a build.
 */
export function checkGlyphs({ posts, offers, projects, pages }: Content): Finding[] {
  const missingIn = missingFinder();
  const all: readonly Filed<Shown>[] = [...posts, ...offers, ...projects, ...pages];
  return all.flatMap((filed) => {
    const { title, description, tags = [] } = filed.noun;
    return [
      ...findingsFor(filed, 'title', missingIn(title)),
      ...findingsFor(filed, 'description', missingIn(description)),
      ...findingsFor(filed, 'tags', missingIn(tags.join(' '))),
    ];
  });
}

function findingsFor({ file, lineOf }: Filed<unknown>, key: string, missing: readonly string[]): Finding[] {
  if (missing.length === 0) return [];
  const message = `${key}: the share image leaves out ${missing.join(' ')}: no font has it`;
  const hint = 'Write it with other characters, or give the page an og:image of its own.';
  return [{ level: 'warning', rule: 'missing-glyph', message, hint, place: { file, line: lineOf([key]) } }];
}
