import { basename } from 'node:path';
import type { VFile } from 'vfile';
import { type Lang, mainLanguage, readContentName } from '#domain';
import site from '#site';

/** The language a file is written in: its front matter's, its name's, else the site's first. */
export function languageOf(file: VFile): Lang {
  const written: unknown = file.data.astro?.frontmatter?.['lang'];
  const named = readContentName(basename(file.path ?? ''), site.languages).lang;
  return site.languages.find((lang) => lang === written) ?? named ?? mainLanguage(site);
}
