import { type Lang, mainLanguage } from '#domain';
import site from '#site';

/** One set of page parameters a language: `lang` is undefined for the first, which lives at `/`. */
export function languagePaths(): { params: { lang: string | undefined }; props: { lang: Lang } }[] {
  return site.languages.map((lang) => ({ params: { lang: langParam(lang) }, props: { lang } }));
}

/** The `[...lang]` parameter of a page in a language. */
export function langParam(lang: Lang): string | undefined {
  return lang === mainLanguage(site) ? undefined : lang;
}
