import { CssSyntaxError, parse, type Root } from 'postcss';
import { Problem } from '#domain';
import { parseColour } from './colour.ts';
import { defaultColours, type ThemeColours } from './palette.ts';

/**
 * The colours an author's stylesheet sets on `:root`: `--paper`, `--ink`, `--accent`. Of `light-dark()` it is
 * the first, and what stands in an at-rule is for another occasion than a card.
 *
 * @param css `content/theme.css`; empty where there is none
 * @param file what to call it when a colour cannot be read
 * @throws {Problem} with the line, for a colour or a style sheet that cannot be read
 */
export function readTheme(css: string, file: string): ThemeColours {
  const declared = declarations(css, file);
  const colour = (name: keyof ThemeColours) => {
    const text = resolve(declared, declared.get(`--${name}`)?.value ?? defaultColours[name]);
    const parsed = parseColour(text);
    if (parsed !== null) return parsed;
    const line = declared.get(`--${name}`)?.line;
    throw new Problem(`share images cannot read the colour --${name}: ${text}`, {
      place: line === undefined ? { file } : { file, line },
      hint: 'Write it as #hex, rgb(), hsl(), oklch(), or light-dark() of two of these.',
    });
  };
  return { paper: colour('paper'), ink: colour('ink'), accent: colour('accent') };
}

type Declarations = ReadonlyMap<string, { readonly value: string; readonly line: number | undefined }>;

/** Custom properties of `:root` and `html`, the last of a name. */
function declarations(css: string, file: string): Declarations {
  const rules = parsed(css, file).nodes.filter((node) => node.type === 'rule');
  const roots = rules.filter(({ selectors }) =>
    selectors.some((selector) => /^(:root|html)$/.test(selector)),
  );
  const found = roots.flatMap(({ nodes }) => nodes.filter((node) => node.type === 'decl'));
  return new Map(
    found.map(({ prop, value, source }) => [prop, { value: value.trim(), line: source?.start?.line }]),
  );
}

function parsed(css: string, file: string): Root {
  try {
    return parse(css);
  } catch (error) {
    if (!(error instanceof CssSyntaxError)) throw error;
    const place = error.line === undefined ? { file } : { file, line: error.line };
    throw new Problem(`the style sheet cannot be read: ${error.reason}`, { place, cause: error });
  }
}

/** A value with its variables in place, as it is in the light. */
function resolve(declared: Declarations, value: string, depth = 0): string {
  const light = /^light-dark\(([^(),]*(?:\([^()]*\)[^(),]*)?),/i.exec(value)?.[1]?.trim() ?? value;
  const [, name = '', otherwise = ''] = /^var\(\s*(--[\w-]+)\s*(?:,\s*([\s\S]*))?\)$/.exec(light) ?? [];
  if (name === '' || depth > DEEPEST) return light;
  return resolve(declared, declared.get(name)?.value ?? otherwise, depth + 1);
}

/** More variables one after another than this are a circle. */
const DEEPEST = 9;
