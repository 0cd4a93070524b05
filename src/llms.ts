import { absolute, inLanguage, type Lang } from '#domain';
import site from '#site';
import { strings } from '#strings';
import { siteTitle } from './layouts/page.ts';
import { pagesByPart } from './page-list.ts';
import type { ListedPage, Part } from './page-parts.ts';

/** The site for language models, after llmstxt.org: what it is, then its pages, as Markdown where it is there. */
export async function llms(lang: Lang): Promise<string> {
  const { found, sections } = strings(lang);
  const byPart = await pagesByPart();
  const here = (part: Part) => (byPart.get(part) ?? []).filter((page) => page.lang === lang);
  const listed = (part: Part) => here(part).filter((page) => page.isIndex !== true);
  const intro = `# ${siteTitle(lang)}\n\n> ${inLanguage(site.description, lang)}\n\n${found.llms}\n`;
  const about = section(found.pages, [...listed('pages'), ...lists.flatMap(here)]);
  const named = order.map((part) => section(sections[part], listed(part)));
  // What the format calls a section that may be left out where room is short.
  return [intro, about, ...named, section('Optional', listed('tags'))].filter(Boolean).join('\n');
}

/** Parts that are one page. */
const lists = ['testimonials', 'talks'] as const;

const order = ['posts', 'series', 'projects', 'services', 'courses', 'products'] as const;

function section(title: string, pages: readonly ListedPage[]): string {
  return pages.length === 0 ? '' : `## ${title}\n\n${pages.map(lineOf).join('')}`;
}

function lineOf({ title, description, path, markdown }: ListedPage): string {
  const note = description === undefined ? '' : `: ${oneLine(description)}`;
  return `- [${oneLine(title).replaceAll(/[[\]\\<`]/g, '\\$&')}](${absolute(markdown ?? path, site)})${note}\n`;
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}
