import { Problem, placedLink, suggest } from '#domain';
import type { Target } from './find-target.ts';
import { submitSites } from './submit-sites.ts';

/**
 * The address of a site's form, filled in for a page.
 *
 * @param asked the site, with a place on it or without: `hn`, `reddit:programming`, `v2ex:create`
 * @throws {Problem} where no site goes by the name, or it has no places
 */
export function submitLink(asked: string, { url, title = '' }: Target): SubmitLink {
  const [name = '', place] = asked.split(':', 2);
  const site = Object.hasOwn(submitSites, name) ? submitSites[name] : undefined;
  if (site === undefined)
    throw new Problem(`no form of “${name}” is known`, { hint: suggest(name, Object.keys(submitSites)) });
  if (place !== undefined && (site.places === undefined || place === ''))
    throw new Problem(`“${asked}” is not a place`, {
      hint:
        site.places === undefined
          ? `Write ${name}.`
          : `Write ${site.places} after the colon, or leave the colon out.`,
    });
  const link = site.isTagged ? placedLink(url, { channel: site.channel }) : url;
  const length = [...title].length;
  return {
    site: site.name,
    channel: site.channel,
    form: site.form({ url: link, title, place }),
    link,
    title,
    isPasted: site.isPasted ?? false,
    note:
      length > site.mostTitle
        ? `the title has ${length} characters; ${site.name} takes ${site.mostTitle}`
        : undefined,
  };
}

/** A form that is ready to be sent by its author. */
export interface SubmitLink {
  readonly site: string;
  readonly channel: string;
  /** The address to open. */
  readonly form: string;
  /** The link to the page that is submitted. */
  readonly link: string;
  readonly title: string;
  /** Whether the author pastes title and link into the form. */
  readonly isPasted: boolean;
  /** What to see to before it is sent. */
  readonly note: string | undefined;
}
