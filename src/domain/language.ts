import { z } from 'zod';

/** A language of the site as its URLs and file names write it: `zh`, `en`, `zh-TW`. */
export const langSchema = z.string().regex(/^[a-z]{2,3}(-[A-Z][A-Za-z]+)?$/, {
  error: 'expected a language such as zh, en or zh-TW',
});

export type Lang = z.infer<typeof langSchema>;

/** Text an author gives once for all languages, or once each. */
export const textSchema = z.union([z.string(), z.record(langSchema, z.string())]);

export type Text = z.infer<typeof textSchema>;

/** The text in one language, else in the first language it was given in. */
export function inLanguage(text: Text, lang: Lang): string {
  if (typeof text === 'string') return text;
  return text[lang] ?? Object.values(text)[0] ?? '';
}

/** The name of a file under `content/`, and its language. */
export interface ContentName {
  readonly slug: string;
  /** From the file name (`hello.en.mdx`); undefined when the name says nothing. */
  readonly lang: Lang | undefined;
}

/**
 * Reads slug and language from a path below a content folder: `hello.mdx`, `hello.en.mdx`,
 * `hello/index.en.mdx`. Two files with one slug in two languages are translations of each other.
 */
export function readContentName(path: string, languages: readonly Lang[]): ContentName {
  const bare = path.normalize('NFC').replace(/\.mdx?$/i, '');
  const suffix = /\.([A-Za-z-]+)$/.exec(bare)?.[1];
  const lang = suffix !== undefined && languages.includes(suffix) ? suffix : undefined;
  const named = lang === undefined ? bare : bare.slice(0, -(lang.length + 1));
  return { slug: named.replace(/(^|\/)index$/, ''), lang };
}
