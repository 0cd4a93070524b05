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
    readonly glyphs: readonly Glyph[];
  }
  export interface Glyph {
    /** The outline in font units, upwards from the base line. */
    readonly path: Path;
  }
  export interface Path {
    /** The box around it, control points apart. */
    readonly bbox: {
      readonly minX: number;
      readonly minY: number;
      readonly maxX: number;
      readonly maxY: number;
    };
    /** The commands of an SVG path. */
    toSVG(): string;
  }
  export function create(data: Buffer): Font;
}
