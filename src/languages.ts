import { type Lang, mainLanguage, pagePath, type Section } from '#domain';
import site from '#site';
import { sectionsIn } from './navigation.ts';

/** One set of page parameters a language: `lang` is undefined for the first, which lives at `/`. */
export function languagePaths(): { params: { lang: string | undefined }; props: { lang: Lang } }[] {
  return site.languages.map((lang) => ({ params: { lang: langParam(lang) }, props: { lang } }));
}

/** The page of a section in the languages in which something is in it, with its versions for the language switch. */
export async function sectionPaths(section: Section): Promise<SectionPath[]> {
  const filled = await Promise.all(site.languages.map(async (lang) => (await sectionsIn(lang)).has(section)));
  const languages = site.languages.filter((_, index) => filled[index]);
  const versions = translations((lang) => pagePath(section, '', lang, site), languages);
  return languages.map((lang) => ({ params: { lang: langParam(lang) }, props: { lang, versions } }));
}

/** The `[...lang]` parameter of a page in a language. */
export function langParam(lang: Lang): string | undefined {
  return lang === mainLanguage(site) ? undefined : lang;
}

/** The language of the page at an address: its first step, `/en/…`, or the site's first language. */
export function langOfPage({ pathname }: URL): Lang {
  const [, step = ''] = pathname.split('/');
  return site.languages.find((lang) => lang === step) ?? mainLanguage(site);
}

/** What a language is called in another: `英语`, `Chinese`. */
export function languageName(lang: Lang, inLang: Lang): string {
  return new Intl.DisplayNames([inLang], { type: 'language' }).of(lang) ?? lang;
}

/** A page's path in every language it has, for the language switch: by default in every language of the site. */
export function translations(
  pathIn: (lang: Lang) => string,
  languages: readonly Lang[] = site.languages,
): Translations {
  return Object.fromEntries(languages.map((lang) => [lang, pathIn(lang)]));
}

export type Translations = Readonly<Partial<Record<Lang, string>>>;

export interface SectionPath {
  readonly params: { readonly lang: string | undefined };
  readonly props: { readonly lang: Lang; readonly versions: Translations };
}
