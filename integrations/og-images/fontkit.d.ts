/** The part of fontkit 2 that is used here; it ships no types. */
declare module 'fontkit' {
  export interface Font {
    readonly unitsPerEm: number;
    hasGlyphForCodePoint(codePoint: number): boolean;
    /** Shapes text; lengths are in font units. */
    layout(text: string, features?: readonly string[]): GlyphRun;
  }
  export interface GlyphRun {
    readonly advanceWidth: number;
  }
  export function create(data: Buffer): Font;
}
