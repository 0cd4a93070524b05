import { z } from 'zod';
import { type Lang, type Text, textSchema } from './language.ts';
import type { Misfit } from './misfit.ts';
import { readKey } from './schema-keys.ts';

/**
 * What does not fit the languages of a site in every text that may be given once each: a language that is missing,
 * and one the site has not.
 *
 * @param value fits the schema
 */
export function untranslated(schema: z.ZodType, value: unknown, languages: readonly Lang[]): Misfit[] {
  return textsIn(schema, value, []).flatMap(({ path, text }) => {
    const given = Object.keys(text);
    const strange = given.filter((lang) => !languages.includes(lang));
    const missing = languages.filter((lang) => !given.includes(lang));
    return [
      ...strange.map((lang) => strangeLanguage(path, lang, languages)),
      ...missing.map((lang) => missingLanguage(path, lang)),
    ];
  });
}

/** Says that a language is none of the site's. */
export function strangeLanguage(path: Misfit['path'], lang: Lang, languages: readonly Lang[]): Misfit {
  const text = `${[...path, lang].join('.')}: “${lang}” is no language of the site`;
  return { path, text, hint: `Languages are ${languages.join(', ')}; “languages” says so.` };
}

function missingLanguage(path: Misfit['path'], lang: Lang): Misfit {
  const key = path.join('.');
  const hint = `Add “${lang}: …” below ${key}, or write one text for all languages.`;
  return { path, text: `${[...path, lang].join('.')} is missing`, hint };
}

function textsIn(schema: z.core.$ZodType, value: unknown, path: readonly string[]): TextInLanguages[] {
  if (schema === textSchema) return typeof value === 'object' ? [{ path, text: value as Languages }] : [];
  const { innerType } = schema._zod.def as { innerType?: z.core.$ZodType };
  if (innerType !== undefined) return textsIn(innerType, value, path);
  if (schema instanceof z.core.$ZodArray) return textsInList(schema._zod.def.element, value, path);
  if (schema instanceof z.core.$ZodUnion) return textsInUnion(schema._zod.def.options, value, path);
  if (!(schema instanceof z.core.$ZodObject)) return [];
  return Object.entries(schema._zod.def.shape).flatMap(([key, inner]) =>
    textsIn(inner, readKey(value, key), [...path, key]),
  );
}

function textsInList(element: z.core.$ZodType, value: unknown, path: readonly string[]): TextInLanguages[] {
  const items: readonly unknown[] = Array.isArray(value) ? value : [];
  return items.flatMap((item, index) => textsIn(element, item, [...path, String(index)]));
}

/** Of several schemas the one that the value fits is looked through. */
function textsInUnion(
  options: readonly z.core.$ZodType[],
  value: unknown,
  path: readonly string[],
): TextInLanguages[] {
  const fitting = options.find((option) => z.core.safeParse(option, value).success);
  return fitting === undefined ? [] : textsIn(fitting, value, path);
}

type Languages = Exclude<Text, string>;

interface TextInLanguages {
  readonly path: readonly string[];
  readonly text: Languages;
}
