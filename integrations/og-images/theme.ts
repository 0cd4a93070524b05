import { Problem } from '#domain';
import { parseColour } from './colour.ts';
import { defaultColours, type ThemeColours } from './palette.ts';

/**
 * The colours an author's stylesheet sets on `:root`: `--paper`, `--ink`, `--accent`. Of `light-dark()` it is
 * the first, and what stands in an at-rule is for another occasion than a card.
 *
 * @param css `content/theme.css`; empty where there is none
 * @param file what to call it when a colour cannot be read
 * @throws {Problem} with the line
 */
export function readTheme(css: string, file: string): ThemeColours {
  const declared = declarations(css);
  const colour = (name: keyof ThemeColours) => {
    const text = resolve(declared, declared.get(`--${name}`) ?? defaultColours[name]);
    const parsed = parseColour(text);
    if (parsed !== null) return parsed;
    throw new Problem(`share images cannot read the colour --${name}: ${text}`, {
      place: { file, line: lineOf(css, `--${name}`) },
      hint: 'Write it as #hex, rgb(), hsl(), oklch(), or light-dark() of two of these.',
    });
  };
  return { paper: colour('paper'), ink: colour('ink'), accent: colour('accent') };
}

/** Custom properties of `:root` and `html`, the last of a name. */
function declarations(css: string): Map<string, string> {
  const plain = withoutAtRules(css.replace(/\/\*[\s\S]*?\*\//g, ' '));
  const found = new Map<string, string>();
  for (const [, selectors = '', body = ''] of plain.matchAll(/([^{}]*)\{([^{}]*)\}/g)) {
    if (!selectors.split(',').some((selector) => /^(:root|html)$/.test(selector.trim()))) continue;
    for (const [, name = '', value = ''] of body.matchAll(/(--[\w-]+)\s*:\s*([^;]+)/g)) {
      found.set(name, value.trim());
    }
  }
  return found;
}

function withoutAtRules(css: string): string {
  return css.replace(/@[^{};]*(?:;|\{(?:[^{}]*\{[^{}]*\})*[^{}]*\})/g, ' ');
}

/** A value with its variables in place, as it is in the light. */
function resolve(declared: ReadonlyMap<string, string>, value: string, depth = 0): string {
  const light = /^light-dark\(([^(),]*(?:\([^()]*\)[^(),]*)?),/i.exec(value)?.[1]?.trim() ?? value;
  const [, name = '', otherwise = ''] = /^var\(\s*(--[\w-]+)\s*(?:,\s*([\s\S]*))?\)$/.exec(light) ?? [];
  if (name === '' || depth > DEEPEST) return light;
  return resolve(declared, declared.get(name) ?? otherwise, depth + 1);
}

/** More variables one after another than this are a circle. */
const DEEPEST = 9;

function lineOf(css: string, name: string): number {
  return css.slice(0, css.indexOf(`${name}:`)).split('\n').length;
}
