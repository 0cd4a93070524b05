/**
 * Reads a colour as CSS writes it: `#hex`, `rgb()`, `hsl()`, `oklch()` or `oklab()`. What is outside of
 * sRGB is clipped, and transparency is left out, since a card is opaque.
 *
 * @returns null for anything else
 */
export function parseColour(text: string): Colour | null {
  const hex = /^#(?:[\da-f]{3,4}|[\da-f]{6}|[\da-f]{8})$/i.test(text.trim());
  if (hex) return fromHex(text.trim().slice(1));
  const call = /^(rgb|hsl|oklch|oklab)a?\(([^()]*)\)$/i.exec(text.trim());
  const [, name = '', inside = ''] = call ?? [];
  const parts = (inside.split('/', 1)[0] ?? '').split(/[\s,]+/).filter(Boolean);
  const [a, b, c] = parts.map(readNumber);
  if (
    a === undefined ||
    b === undefined ||
    c === undefined ||
    !Number.isFinite(a.value + b.value + c.value)
  ) {
    return null;
  }
  return spaces[name.toLowerCase()]?.(a, b, c) ?? null;
}

/** `#rrggbb` */
export function toHex(colour: Colour): string {
  return `#${colour.map((part) => part.toString(16).padStart(2, '0')).join('')}`;
}

/** A colour between two: all of `one` at 1, all of `other` at 0. */
export function mix(one: Colour, other: Colour, share: number): Colour {
  const at = (index: 0 | 1 | 2) => Math.round(one[index] * share + other[index] * (1 - share));
  return [at(0), at(1), at(2)];
}

/** The contrast of two colours by WCAG, 1 to 21. */
export function contrast(one: Colour, other: Colour): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(colour: Colour): number {
  const [r = 0, g = 0, b = 0] = colour.map((part) => toLinear(part / 255));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function fromHex(digits: string): Colour {
  const pairs = digits.length < 6 ? [...digits].map((digit) => digit + digit) : (digits.match(/../g) ?? []);
  const [r = 0, g = 0, b = 0] = pairs.map((pair) => Number.parseInt(pair, 16));
  return [r, g, b];
}

const spaces: Readonly<Record<string, (a: Part, b: Part, c: Part) => Colour>> = {
  rgb: (r, g, b) => ofUnits(r.of(255) / 255, g.of(255) / 255, b.of(255) / 255),
  hsl: (h, s, l) => fromHsl(h.value, s.of(100) / 100, l.of(100) / 100),
  oklab: (l, a, b) => fromOklab(l.of(1), a.of(0.4), b.of(0.4)),
  oklch: (l, c, h) => {
    const [chroma, angle] = [c.of(0.4), (h.value * Math.PI) / 180];
    return fromOklab(l.of(1), chroma * Math.cos(angle), chroma * Math.sin(angle));
  },
};

function fromHsl(hue: number, saturation: number, lightness: number): Colour {
  const channel = (offset: number) => {
    const turn = (((offset + hue / 30) % 12) + 12) % 12;
    const reach = saturation * Math.min(lightness, 1 - lightness);
    return lightness - reach * Math.max(-1, Math.min(turn - 3, 9 - turn, 1));
  };
  return ofUnits(channel(0), channel(8), channel(4));
}

/** The matrices of https://bottosson.github.io/posts/oklab/. */
function fromOklab(lightness: number, a: number, b: number): Colour {
  const long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const short = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return ofUnits(
    fromLinear(4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short),
    fromLinear(-1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short),
    fromLinear(-0.0041960863 * long - 0.7034186147 * medium + 1.707614701 * short),
  );
}

function fromLinear(light: number): number {
  return light <= 0.0031308 ? 12.92 * light : 1.055 * light ** (1 / 2.4) - 0.055;
}

function toLinear(value: number): number {
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
}

function ofUnits(...units: [number, number, number]): Colour {
  const [r, g, b] = units.map((unit) => Math.round(Math.min(1, Math.max(0, unit)) * 255));
  return [r ?? 0, g ?? 0, b ?? 0];
}

/** `12`, `50%`, `28deg`, `0.5turn` or `none`. */
function readNumber(text: string): Part {
  const [, digits = '', unit = ''] = /^([+-]?[\d.]+(?:e[+-]?\d+)?)(%|deg|turn|rad|grad)?$/i.exec(text) ?? [];
  const value = text === 'none' ? 0 : digits === '' ? Number.NaN : Number(digits) * (degrees[unit] ?? 1);
  return { value, of: (whole) => (unit === '%' ? (value / 100) * whole : value) };
}

const degrees: Readonly<Record<string, number>> = { turn: 360, rad: 180 / Math.PI, grad: 0.9 };

/** Red, green and blue, 0 to 255. */
export type Colour = readonly [number, number, number];

interface Part {
  readonly value: number;
  /** The value, where a percentage is a part of this. */
  readonly of: (whole: number) => number;
}
