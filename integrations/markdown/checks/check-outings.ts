import type { Millis } from '#domain';
import { isPlaceholder } from '../new/draft.ts';
import type { Content } from '../read-content.ts';
import type { Finding } from './finding.ts';

/** Posts that wait for their moment, and what went out with the words `byline new` put there. */
export function checkOutings({ posts, offers, projects, pages }: Content, now: Millis): Finding[] {
  const waiting = posts.filter(({ noun }) => !noun.draft && (noun.publishAt ?? 0) > now);
  const unwritten = [...posts, ...offers, ...projects, ...pages].filter(
    ({ noun }) => !noun.draft && isPlaceholder(noun.description),
  );
  return [
    ...waiting.map(({ noun, file, lineOf }) => ({
      level: 'information' as const,
      rule: 'scheduled',
      message: `it comes out on ${new Date(noun.publishAt ?? 0).toISOString()}; build again after that`,
      place: { file, line: lineOf(['publishAt']) },
    })),
    ...unwritten.map(({ file, lineOf }) => ({
      level: 'warning' as const,
      rule: 'unwritten',
      message: 'the description is still the one the file was made with',
      place: { file, line: lineOf(['description']) },
    })),
  ];
}
