import type { Span } from '../recipe.ts';
import { measure } from './measure.ts';

/** A stretch of a short post. */
export type Piece =
  | { readonly kind: 'plain' | 'bold'; readonly text: string }
  | { readonly kind: 'link'; readonly text: string; readonly href: string }
  | { readonly kind: 'hashtag'; readonly text: string; readonly tag: string };

/** The post as one text. @param protect what is done to the pieces that are words */
export function plainText(pieces: readonly Piece[], protect: (text: string) => string): string {
  const isWords = ({ kind }: Piece) => kind === 'plain' || kind === 'bold';
  return pieces.map((piece) => (isWords(piece) ? protect(piece.text) : piece.text)).join('');
}

/** Where the pieces that are not plain stand in the text, in bytes or in UTF-16 code units. */
export function spansOf(pieces: readonly Piece[], unit: 'utf8' | 'utf16'): Span[] {
  const spans: Span[] = [];
  let start = 0;
  for (const { kind, text, ...about } of pieces) {
    const end = start + measure(text, unit);
    if (kind !== 'plain') spans.push({ kind, start, end, ...about });
    start = end;
  }
  return spans;
}
