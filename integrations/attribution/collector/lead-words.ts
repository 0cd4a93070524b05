import type { Lang } from '#domain';
import { strings } from '#strings';
import type { DropReason } from './guard.ts';

/** What a person is told of why their form was not taken. */
export function refusalIn(lang: Lang, reason: DropReason, isEarly = false): string {
  const words = strings(lang).answer;
  if (reason === 'too-large') return words.tooLarge;
  if (reason === 'unknown-offer') return words.noOffer;
  if (reason === 'rate-limited') return words.slowDown;
  if (reason === 'honeypot') return words.filled;
  if (reason === 'token') return isEarly ? words.early : words.again;
  return words.unreadable;
}

/** Field → what is wrong with it. */
export function problemsIn(lang: Lang, fields: readonly string[]): Record<string, string> {
  const problems: Readonly<Record<string, string>> = strings(lang).answer.problems;
  return Object.fromEntries(fields.map((field) => [field, problems[field] ?? field]));
}
