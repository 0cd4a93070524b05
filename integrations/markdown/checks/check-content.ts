import type { Millis, Site } from '#domain';
import { isOut } from '#domain';
import { indexContent } from '../links/content-index.ts';
import { readContent } from '../read-content.ts';
import { type ChannelLimits, checkLimits } from './check-limits.ts';
import { checkOutings } from './check-outings.ts';
import { checkPictures } from './check-pictures.ts';
import { checkTexts } from './check-texts.ts';
import { checkTranslations } from './check-translations.ts';
import { type Finding, findingOf } from './finding.ts';
import { type ScannedText, scanTexts } from './scan-texts.ts';

/** What was checked, and what there is to say. */
export interface Checked {
  readonly posts: number;
  readonly offers: number;
  readonly projects: number;
  /** By file and line. */
  readonly findings: readonly Finding[];
  /** Addresses elsewhere that texts link to, for `checkExternal`. */
  readonly external: readonly ExternalLink[];
}

/** A link to another site. */
export interface ExternalLink {
  readonly url: string;
  readonly file: string;
  readonly line: number;
}

export interface CheckSettings {
  /** The project's folder. */
  readonly root: string;
  readonly site: Site;
  readonly now: () => Millis;
  /** What channels that are switched on take. */
  readonly limits: readonly ChannelLimits[];
}

/** Checks everything under `content/` without building it: front matter, links, parts, pictures, translations. */
export async function checkContent({ root, site, now, limits }: CheckSettings): Promise<Checked> {
  const content = await readContent(root, site);
  const index = await indexContent(root, content, site, (noun) => !isOut(noun, now()));
  const texts = await scanTexts(root, index);
  const findings = [
    ...content.problems.map(findingOf),
    ...checkTexts(texts, index),
    ...(await checkPictures(root, texts, content.posts)),
    ...checkLimits(content.posts, limits, site),
    ...checkTranslations(content, site),
    ...checkOutings(content, now()),
  ];
  return {
    posts: content.posts.length,
    offers: content.offers.length,
    projects: content.projects.length,
    findings: findings.toSorted(byPlace),
    external: texts.flatMap(externalLinks),
  };
}

function externalLinks({ page, addresses }: ScannedText): ExternalLink[] {
  const links = addresses.filter(({ kind, url }) => kind === 'link' && /^https?:/i.test(url));
  return links.map(({ url, line }) => ({ url, file: page.file, line }));
}

function byPlace(a: Finding, b: Finding): number {
  const [one, other] = [a.place?.file ?? '', b.place?.file ?? ''];
  if (one !== other) return one < other ? -1 : 1;
  return (a.place?.line ?? 0) - (b.place?.line ?? 0);
}
