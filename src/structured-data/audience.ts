import type { Audience } from 'schema-dts';

/** Whom something is for; nothing where the author does not say. */
export function audienceOf(audience: readonly string[]): { audience?: Audience[] } {
  if (audience.length === 0) return {};
  return { audience: audience.map((who): Audience => ({ '@type': 'Audience', audienceType: who })) };
}
