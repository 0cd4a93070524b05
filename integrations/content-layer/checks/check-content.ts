import { isOut, type Millis, type Problem, type Site } from '#domain';
import { folderOf } from '../../author-files/author-folders.ts';
import { checkEmptyLanguages } from '../../content/checks/check-empty-languages.ts';
import { checkFlights } from '../../content/checks/check-flights.ts';
import { type ChannelLimits, checkLimits } from '../../content/checks/check-limits.ts';
import { sampleValues } from '../../content/checks/check-settings.ts';
import { checkTranslations } from '../../content/checks/check-translations.ts';
import { checkVisibility } from '../../content/checks/check-visibility.ts';
import { type Finding, findingOf } from '../../content/checks/finding.ts';
import { type ContentFolder, perFolder } from '../../content/kinds.ts';
import { indexContent } from '../../content/links/content-index.ts';
import type { Content } from '../../content/nouns.ts';
import { readContent } from '../../content/read-content.ts';
import { type CompilerFor, checkCompiled, withoutKnown } from './check-compiled.ts';
import { checkPictures } from './check-pictures.ts';
import { checkNamedOffers, checkTexts } from './check-texts.ts';
import { type ScannedText, scanTexts } from './scan-texts.ts';

/** What was checked, and what there is to say. */
export interface Checked {
  /** How many of what. */
  readonly counts: Readonly<Record<ContentFolder | 'links' | 'pictures', number>>;
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
  /** How the build compiles texts. */
  readonly compilerFor: CompilerFor;
}

/** Checks everything under `content/` without building it: front matter, links, parts, pictures, translations, texts. */
export async function checkContent({
  root,
  site,
  now,
  limits,
  compilerFor,
}: CheckSettings): Promise<Checked> {
  const content = await readContent(root, site);
  const index = await indexContent(root, content, site, (noun) => !isOut(noun, now()));
  const texts = await scanTexts(root, index);
  const pictures = await checkPictures(root, texts, content);
  const findings = [
    ...withoutKnown(content.problems.map(findingOf), pictures),
    ...content.warnings.map((warning) => warningOf(warning, 'content')),
    // Links lead to where a page is in its language.
    ...(content.isMisnamed ? [] : [...checkTexts(texts, index), ...checkNamedOffers(content, index)]),
    ...pictures,
    ...checkLimits(content.posts, limits, site),
    ...checkTranslations(content, site),
    ...checkVisibility(content, now(), site),
    ...checkFlights(content, now(), site),
    ...(await sampleValues(root, site)).map((problem) => warningOf(problem, 'sample-value')),
    ...(content.isMisnamed ? [] : await checkEmptyLanguages(root, content, now(), site)),
  ];
  const compiled = content.isMisnamed ? [] : await checkCompiled(index, compilerFor);
  return {
    counts: countsOf(content, texts),
    findings: [...findings, ...withoutKnown(compiled, findings)].toSorted(byPlace),
    external: texts.flatMap(externalLinks),
  };
}

function warningOf(problem: Problem, rule: string): Finding {
  return { ...findingOf(problem), level: 'warning', rule };
}

/** Of every folder all files, those that cannot be read as well. */
function countsOf({ files }: Content, texts: readonly ScannedText[]): Checked['counts'] {
  const inFolder = (folder: ContentFolder) => files.filter((file) => folderOf(file) === folder).length;
  const addresses = texts.flatMap((text) => text.addresses);
  return {
    ...perFolder(inFolder),
    links: addresses.filter(({ kind }) => kind === 'link').length,
    pictures: addresses.filter(({ kind }) => kind === 'picture').length,
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
