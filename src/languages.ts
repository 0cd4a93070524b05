import { type HostPath, type Lang, mainLanguage, pagePath, type Section, sitePath } from '#domain';
import site from '#site';
import { sectionsIn, spokenLanguages } from './navigation.ts';

/** A page that each language with something in it has, with its versions: `lang` is undefined for the first, which lives at the root of the site. */
export async function languagePaths(pathIn: (lang: Lang) => HostPath): Promise<SectionPath[]> {
  return pathsIn(await spokenLanguages(), pathIn);
}

/** The page of a section in the languages in which something is in it, with its versions for the language switch. */
export async function sectionPaths(section: Section): Promise<SectionPath[]> {
  const filled = await Promise.all(site.languages.map(async (lang) => (await sectionsIn(lang)).has(section)));
  const languages = site.languages.filter((_, index) => filled[index]);
  return pathsIn(languages, (lang) => pagePath(section, '', lang, site));
}

function pathsIn(languages: readonly Lang[], pathIn: (lang: Lang) => HostPath): SectionPath[] {
  const versions = translations(pathIn, languages);
  return languages.map((lang) => ({ params: { lang: langParam(lang) }, props: { lang, versions } }));
}

/** The `[...lang]` parameter of a page in a language. */
export function langParam(lang: Lang): string | undefined {
  return lang === mainLanguage(site) ? undefined : lang;
}

/** The language of the page at an address: the first step of its path on the site, `/en/…`, or the site's first language. */
export function langOfPage({ pathname }: URL): Lang {
  const [, step = ''] = (sitePath(pathname, site) ?? '/').split('/');
  return site.languages.find((lang) => lang === step) ?? mainLanguage(site);
}

/** The name of a language in another language: `英语`, `Chinese`. */
export function languageName(lang: Lang, inLang: Lang): string {
  return new Intl.DisplayNames([inLang], { type: 'language' }).of(lang) ?? lang;
}

/** A page's path in every language it has, for the language switch. */
export function translations(pathIn: (lang: Lang) => HostPath, languages: readonly Lang[]): Translations {
  return Object.fromEntries(languages.map((lang) => [lang, pathIn(lang)]));
}

export type Translations = Readonly<Partial<Record<Lang, HostPath>>>;

export interface SectionPath {
  readonly params: { readonly lang: string | undefined };
  readonly props: { readonly lang: Lang; readonly versions: Translations };
}
