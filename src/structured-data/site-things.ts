import type { Person, WebSite } from 'schema-dts';
import { absolute, homePath, hostPath, inLanguage, type Lang, type Site } from '#domain';
import { person, type Thing, website } from './thing.ts';

/** What every page's graph stands on: the site, and whose it is. @param language as `<html lang>` has it */
export function siteThings(lang: Lang, language: string, site: Site): Thing[] {
  return [describeSite(lang, language, site), describePerson(lang, site)];
}

function describeSite(lang: Lang, language: string, site: Site): WebSite {
  return {
    '@type': 'WebSite',
    ...website(lang, site),
    url: absolute(homePath(lang, site), site),
    name: inLanguage(site.title, lang),
    description: inLanguage(site.description, lang),
    inLanguage: language,
    publisher: person(site),
  };
}

function describePerson(lang: Lang, site: Site): Exclude<Person, string> {
  const links = Object.values(site.author.links);
  const { role, avatar } = site.author;
  return {
    '@type': 'Person',
    ...person(site),
    name: inLanguage(site.author.name, lang),
    url: absolute(hostPath('/', site), site),
    description: inLanguage(site.author.about, lang),
    ...(avatar === undefined ? {} : { image: absolute(hostPath(avatar, site), site) }),
    ...(role === undefined ? {} : { jobTitle: inLanguage(role, lang) }),
    ...(links.length === 0 ? {} : { sameAs: links }),
  };
}
