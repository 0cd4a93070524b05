import { slug as slugOf } from 'github-slugger';
import { stringify } from 'yaml';
import {
  isoDay,
  isSlug,
  type Lang,
  type Millis,
  mainLanguage,
  minorDigits,
  type OfferKind,
  Problem,
  readContentName,
  type Site,
} from '#domain';

/** What `byline new` is asked for. */
export interface Wish {
  readonly what: 'post' | 'project' | 'offer' | 'testimonial' | 'talk' | 'page';
  readonly title: string;
  readonly lang: Lang;
  /** Of an offer. */
  readonly kind: OfferKind;
  /** @default made from the title */
  readonly slug?: string | undefined;
}

/** A file to be written. */
export interface Draft {
  /** Relative to the project. */
  readonly file: string;
  readonly slug: string;
  /** Of a post. */
  readonly id: string | undefined;
  readonly text: string;
}

/** The file for a wish: a draft with the front matter its kind needs, dated today in the site's zone. */
export function draftOf(wish: Wish, site: Site, now: Millis): Draft {
  const slug = wish.slug === undefined ? slugFrom(wish.title) : checkedSlug(wish.slug, site);
  const suffix = wish.lang === mainLanguage(site) ? '' : `.${wish.lang}`;
  const { folder, ending } = places[wish.what];
  // Written down, so that the file can be renamed after it went out.
  const id = wish.what === 'post' ? slug.replaceAll('/', '-') + suffix : undefined;
  const matter = { ...common(wish, isoDay(now, site.timeZone)), ...special(wish, id, site) };
  return {
    file: `content/${folder}/${slug}${suffix}.${ending}`,
    slug,
    id,
    text: `---\n${stringify(matter, { lineWidth: 0, flowCollectionPadding: false })}---\n\n${wordsIn(wish.lang).text}\n`,
  };
}

/** Whether a description is the one a new file begins with. */
export function isPlaceholder(description: string): boolean {
  return Object.values(words).some((word) => word.description === description);
}

const places = {
  post: { folder: 'posts', ending: 'mdx' },
  project: { folder: 'projects', ending: 'mdx' },
  offer: { folder: 'offers', ending: 'md' },
  testimonial: { folder: 'testimonials', ending: 'md' },
  talk: { folder: 'talks', ending: 'md' },
  page: { folder: 'pages', ending: 'mdx' },
} as const;

const words: Record<string, { description: string; text: string }> = {
  zh: { description: '用一两句话说清这里写了什么。', text: '从这里写起。' },
  en: { description: 'Say in a sentence or two what this is about.', text: 'Begin here.' },
};

function wordsIn(lang: Lang): { description: string; text: string } {
  return words[lang] ?? words[lang.split('-')[0] ?? ''] ?? words['en'] ?? { description: '…', text: '' };
}

function common({ what, title, lang }: Wish, date: string): Record<string, unknown> {
  const dated = ['post', 'project', 'testimonial', 'talk'].includes(what) ? { date } : {};
  const named =
    what === 'testimonial'
      ? { name: title.trim() }
      : { title: title.trim(), description: wordsIn(lang).description };
  return { ...named, ...dated, draft: true };
}

function special({ what, kind, title }: Wish, id: string | undefined, site: Site): Record<string, unknown> {
  if (what === 'post') return { id, tags: [], offers: [] };
  if (what === 'project') return { stack: [], results: [] };
  if (what === 'testimonial') return { projects: [], offers: [] };
  if (what === 'talk') return { event: '…' };
  if (what === 'page') return { nav: 'foot' };
  const price = `${(0).toFixed(minorDigits(site.currency))} ${site.currency}`;
  if (kind === 'ad') return { kind, sponsor: title.trim(), url: 'https://sponsor.example/' };
  if (kind === 'course') return { kind, price, url: 'https://course.example/' };
  return { kind };
}

/** Letters and digits of every script, Chinese as it is, with `-` between. */
function slugFrom(title: string): string {
  const words = title
    .normalize('NFC')
    .replaceAll(/[：，。！？、；（）《》“”「」…—·]/g, ' ')
    .trim();
  const slug = slugOf(words)
    .replaceAll(/[^\p{L}\p{M}\p{N}_-]+/gu, '-')
    .replaceAll(/-{2,}/g, '-')
    .replaceAll(/^[-_]+|-+$/g, '');
  if (slug !== '' && slug !== 'index') return slug;
  throw new Problem(`the title “${title}” makes no file name`, { hint: 'Give one: --slug my-post' });
}

function checkedSlug(written: string, site: Site): string {
  const slug = written.normalize('NFC').replace(/\/+$/, '');
  const { slug: read, lang } = readContentName(`${slug}.md`, site.languages);
  if (isSlug(slug) && read === slug && lang === undefined && !/(^|\/)_/.test(slug)) return slug;
  throw new Problem(`“${written}” cannot be a file’s name and an address`, {
    hint: 'Letters, digits, “-” and “.”, and “/” for folders; the language is said with --lang.',
  });
}
