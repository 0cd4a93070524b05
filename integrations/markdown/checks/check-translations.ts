import type { Lang, Site } from '#domain';
import type { Content } from '../read-content.ts';
import type { Finding } from './finding.ts';

/** Posts, offers and projects that are missing in a language of the site. */
export function checkTranslations({ posts, offers, projects }: Content, site: Site): Finding[] {
  return [
    ...missing(
      posts.map(({ noun, file }) => ({ key: noun.translationKey, lang: noun.lang, file })),
      site,
    ),
    ...missing(
      offers.map(({ noun, file }) => ({ key: noun.id, lang: noun.lang, file })),
      site,
    ),
    ...missing(
      projects.map(({ noun, file }) => ({ key: noun.slug, lang: noun.lang, file })),
      site,
    ),
  ];
}

interface Version {
  readonly key: string;
  readonly lang: Lang;
  readonly file: string;
}

function missing(versions: readonly Version[], { languages }: Site): Finding[] {
  return [...Map.groupBy(versions, ({ key }) => key).values()].flatMap((found) => {
    const lacking = languages.filter((lang) => !found.some((version) => version.lang === lang));
    return lacking.map((lang) => ({
      level: 'information' as const,
      rule: 'no-translation',
      message: `there is no version in ${lang}`,
      place: { file: found[0]?.file ?? '' },
    }));
  });
}
