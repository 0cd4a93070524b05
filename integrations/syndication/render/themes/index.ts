import { paper } from './paper.ts';
import { plain } from './plain.ts';
import { signal } from './signal.ts';

/** The themes an author can choose for platforms that keep inline styles. */
export const themes = { plain, paper, signal } as const;

export type ThemeName = keyof typeof themes;
