import type { Content, Filed, Finding } from '../integrations/content/index.ts';
import { missingFinder } from '../integrations/og-images/find-missing.ts';

/** What share images show of what has a page. */
interface Shown {
  readonly title: string;
  readonly description: string;
  readonly tags?: readonly string[];
}

/**
 * Letters no font has, which would stop the build when share images are drawn. A description is often cut,
 * so what stands in it may do no harm.
 */
export function checkGlyphs({ posts, offers, projects, pages }: Content): Finding[] {
  const missingIn = missingFinder();
  const all: readonly Filed<Shown>[] = [...posts, ...offers, ...projects, ...pages];
  return all.flatMap((filed) => {
    const { title, description, tags = [] } = filed.noun;
    return [
      ...findingsFor(filed, 'title', missingIn(title), 'error'),
      ...findingsFor(filed, 'description', missingIn(description), 'warning'),
      ...findingsFor(filed, 'tags', missingIn(tags.join(' ')), 'error'),
    ];
  });
}

function findingsFor(
  { file, lineOf }: Filed<unknown>,
  key: string,
  missing: readonly string[],
  level: Finding['level'],
): Finding[] {
  if (missing.length === 0) return [];
  const message = `${key}: no font of the share images has ${missing.join(' ')}`;
  const hint = 'Write it with other characters.';
  return [{ level, rule: 'missing-glyph', message, hint, place: { file, line: lineOf([key]) } }];
}
