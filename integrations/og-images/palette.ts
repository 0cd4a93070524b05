import { type Colour, contrast, mix, toHex } from './colour.ts';

/** The site's colours on a card, which is light whatever the reader's screen is. */
export interface Palette {
  readonly paper: string;
  /** Paper in the shade. */
  readonly shade: string;
  readonly rule: string;
  readonly soft: string;
  readonly ink: string;
  readonly accent: string;
  /** The accent, dark enough to be read on paper. */
  readonly accentInk: string;
  /** What is read on the accent. */
  readonly onAccent: string;
}

/** Everything is paper, ink and one accent, or between them. */
export function paletteFrom(colours: ThemeColours): Palette {
  const { paper, ink, accent } = colours;
  const shades = {
    paper,
    ink,
    accent,
    shade: mix(ink, paper, 0.05),
    rule: mix(ink, paper, 0.15),
    soft: mix(ink, paper, 0.72),
    accentInk: readable(accent, ink, paper),
    onAccent: contrast(paper, accent) >= contrast(ink, accent) ? paper : ink,
  };
  const { entries, fromEntries } = Object;
  return fromEntries(entries(shades).map(([name, colour]) => [name, toHex(colour)])) as Record<
    keyof typeof shades,
    string
  >;
}

/** What the stylesheet has where `content/theme.css` says nothing. */
export const defaultColours: Record<keyof ThemeColours, string> = {
  paper: 'oklch(98.5% 0.006 85)',
  ink: 'oklch(24% 0.015 260)',
  accent: 'oklch(50% 0.17 28)',
};

/** An accent with as much ink in it as it takes: large text wants a contrast of 3, and tags are not that large. */
function readable(accent: Colour, ink: Colour, paper: Colour): Colour {
  const shares = [1, 0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3, 0.2, 0.1];
  const share = shares.find((part) => contrast(mix(accent, ink, part), paper) >= 4.5);
  return share === undefined ? ink : mix(accent, ink, share);
}

export interface ThemeColours {
  readonly paper: Colour;
  readonly ink: Colour;
  readonly accent: Colour;
}
