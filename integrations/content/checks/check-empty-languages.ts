import { isOut, type Millis, type Site } from '#domain';
import { type Content, filedIn } from '../nouns.ts';
import { languagesPlace } from '../problems/check-languages.ts';
import type { Finding } from './finding.ts';

/** Languages of the settings in which readers would find nothing. */
export async function checkEmptyLanguages(
  root: string,
  content: Content,
  now: Millis,
  site: Site,
): Promise<Finding[]> {
  const out = filedIn(content).filter(({ noun }) => isOut(noun, now));
  const filled = new Set(out.map(({ noun }) => noun.lang));
  const empty = site.languages.filter((lang) => !filled.has(lang));
  // Who has only begun knows.
  if (empty.length === 0 || filled.size === 0) return [];
  const place = await languagesPlace(root);
  return empty.map((lang) => ({ ...emptyLanguage(lang, site), place }));
}

function emptyLanguage(lang: string, { languages }: Site): Omit<Finding, 'place'> {
  const isMain = lang === languages[0];
  return {
    level: isMain ? 'warning' : 'information',
    rule: 'empty-language',
    message: isMain
      ? `languages: nothing is out in “${lang}”, the first language: the home page at / is empty`
      : `languages: nothing is out in “${lang}”, so the site has no pages in it`,
    hint: isMain
      ? `Put a language in which there is something first, or take “${lang}” out.`
      : `Write something in it (a name that ends in .${lang}.md), or take “${lang}” out.`,
  };
}
