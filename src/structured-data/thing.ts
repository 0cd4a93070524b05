import type { Thing as AnyThing } from 'schema-dts';
import { absolute, below, homePath, hostPath, type Lang, type Site } from '#domain';

/** Something as schema.org describes it, to stand in a page's graph. */
export type Thing = Exclude<AnyThing, string>;

/** A thing that is described elsewhere in the same graph. */
export interface Reference {
  readonly '@id': string;
}

/** The author. */
export function person(site: Site): Reference {
  return { '@id': absolute(hostPath('/#person', site), site) };
}

/** The site in a language. */
export function website(lang: Lang, site: Site): Reference {
  return { '@id': absolute(below(homePath(lang, site), '#website'), site) };
}

/** A page, by its whole address. */
export function page(url: string): Reference {
  return { '@id': `${url}#page` };
}
