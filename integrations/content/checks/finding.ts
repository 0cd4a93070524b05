import type { Place, Problem } from '#domain';

/** One thing `byline check` has to say. */
export interface Finding {
  /** An error stops the build; a warning may be meant as it is; information asks for nothing. */
  readonly level: 'error' | 'warning' | 'information';
  /** Kebab-case; names the rule, whatever the wording. */
  readonly rule: string;
  readonly message: string;
  readonly hint?: string | undefined;
  readonly place?: Place | undefined;
}

export function findingOf({ message, hint, place }: Problem): Finding {
  return { level: 'error', rule: 'content', message, hint, place };
}
