import { type CollectionEntry, getCollection, render } from 'astro:content';
import type { MarkdownHeading } from 'astro';
import type { AstroComponentFactory } from 'astro/runtime/server/index.js';
import {
  type ContentName,
  isOut,
  type Lang,
  type Millis,
  type Offer,
  type OfferSection,
  offerSection,
  type Page,
  type Post,
  Problem,
  type Project,
  readContentName,
  type Section,
  suggest,
  type Talk,
  type Testimonial,
  toOffer,
  toPage,
  toPost,
  toProject,
  toTalk,
  toTestimonial,
} from '#domain';
import { noteRead, remembered } from '#reads';
import site from '#site';
import { type Compiled, currentMark, readText } from '#texts';

/** A noun with the text that goes with it. */
export type Written<Noun> = Noun & {
  /** The file it was written in, relative to the project. */
  readonly file: string;
  /** The text for a page. */
  readonly render: () => Promise<Text>;
  /** The text for feeds and other platforms. */
  readonly renderClean: () => Promise<CleanText>;
  /** The same text with the marks of `editionMarks`, and the pictures as the author made them. */
  readonly renderMarked: () => Promise<CleanText>;
  /** Files of the pictures in the text, relative to the project. */
  readonly pictures: () => Promise<readonly string[]>;
  /** Offers whose cards stand in the text, by id. */
  readonly shownOffers: () => Promise<readonly string[]>;
};

/** A text without styles, scripts and ids, as far as it could be made without rendering it. */
export interface CleanText {
  /** With a mark for each component and picture; null where the text is a module, which has to be rendered. */
  readonly html: string | null;
  /** Renders the pictures of `html`, in their order; of a module, the text of its page. */
  readonly Content: AstroComponentFactory;
}

/** A text to place on a page. */
export interface Text {
  readonly Content: AstroComponentFactory;
  /** For a table of contents. */
  readonly headings: readonly MarkdownHeading[];
  /** To read it, whole minutes. */
  readonly minutes: number;
  /** In it, code apart; where no spaces stand between words, characters. */
  readonly words: number;
  /** Offers whose cards stand in it, by id. */
  readonly offers: readonly string[];
}

/** A picture as Astro measured it, what it shows, and its file as the author named it. */
export type Cover = CollectionEntry<'posts'>['data']['cover'];

/** A post with its text and its cover. */
export type WrittenPost = Written<Post> & { readonly cover: Cover };

/** A project with its text and its cover. */
export type WrittenProject = Written<Project> & { readonly cover: Cover };

/** A testimonial with its text and the picture of who said it. */
export type WrittenTestimonial = Written<Testimonial> & {
  readonly photo: CollectionEntry<'testimonials'>['data']['photo'];
};

/** Posts, newest first; drafts in dev only. */
export async function posts(lang?: Lang): Promise<readonly WrittenPost[]> {
  return inOne(lang, await allPosts());
}

/** Every picture of the posts, relative to the project: those in their texts, and their covers. */
export async function postPictures(): Promise<readonly string[]> {
  const all = await Promise.all(
    (await posts()).map(async (post) => [...(await post.pictures()), ...coverFilesOf(post)]),
  );
  return [...new Set(all.flat())];
}

/** The file of a post's cover, relative to the project; undefined where it has no cover. */
export function coverFile({ file, cover }: WrittenPost): string | undefined {
  return cover?.named === undefined ? undefined : beside(file, cover.named);
}

/** The covers a post has on single channels, each with its file, relative to the project. */
export function channelCovers({ file, channels }: WrittenPost) {
  return Object.entries(channels).flatMap(([channel, choice]) => {
    if (typeof choice === 'boolean' || choice.cover === undefined) return [];
    const { cover } = choice;
    return [{ channel, choice, cover, file: beside(file, cover.src) }];
  });
}

/** Every cover of a post, relative to the project. */
function coverFilesOf(post: WrittenPost): string[] {
  const own = coverFile(post);
  return [...(own === undefined ? [] : [own]), ...channelCovers(post).map(({ file }) => file)];
}

/** Offers as the author orders them, the featured one first; drafts in dev only. @param section @default all of them */
export async function offers(lang?: Lang, section?: OfferSection): Promise<readonly Written<Offer>[]> {
  const all = inOne(lang, await allOffers());
  return section === undefined ? all : all.filter(({ kind }) => offerSection(kind) === section);
}

/** Projects, featured ones first, then newest; drafts in dev only. */
export async function projects(lang?: Lang): Promise<readonly WrittenProject[]> {
  return inOne(lang, await allProjects());
}

/** Testimonials, featured ones first, then newest; drafts in dev only. */
export async function testimonials(lang?: Lang): Promise<readonly WrittenTestimonial[]> {
  return inOne(lang, await allTestimonials());
}

/** Talks, newest first; drafts in dev only. */
export async function talks(lang?: Lang): Promise<readonly Written<Talk>[]> {
  return inOne(lang, await allTalks());
}

/** The author's pages as they order them, those that introduce a section included; drafts in dev only. */
export async function pages(lang?: Lang): Promise<readonly Written<Page>[]> {
  return inOne(lang, await allPages());
}

/** The author's introduction to a section of the site. */
export async function introductionOf(section: Section, lang: Lang): Promise<Written<Page> | undefined> {
  return (await pages(lang)).find(({ slug }) => slug === section);
}

/** The offers something names, in its language where there is a translation, in the order the author named them. */
export async function offersOf(noun: Pick<Post, 'offers' | 'lang'>): Promise<Written<Offer>[]> {
  const all = await offers();
  return noun.offers.flatMap((id) => versionIn(all, (offer) => offer.id === id, noun.lang) ?? []);
}

/** The projects a testimonial names, in its language where there is a translation, in the order named. */
export async function projectsOf(noun: Pick<Testimonial, 'projects' | 'lang'>): Promise<WrittenProject[]> {
  const all = await projects();
  return noun.projects.flatMap((named) => versionIn(all, ({ slug }) => slug === named, noun.lang) ?? []);
}

/** The testimonials of a project or an offer, translated where a translation exists. */
export async function testimonialsOf(
  about: 'projects' | 'offers',
  named: string,
  lang: Lang,
): Promise<WrittenTestimonial[]> {
  const said = (await testimonials()).filter((testimonial) => testimonial[about].includes(named));
  const slugs = [...new Set(said.map(({ slug }) => slug))];
  return slugs.flatMap((slug) => versionIn(said, (version) => version.slug === slug, lang) ?? []);
}

/** One offer, in a language where there is a translation. @throws {Problem} where there is no such offer */
export async function offerIn(id: string, lang: Lang): Promise<Written<Offer>> {
  const all = await offers();
  const found = versionIn(all, (offer) => offer.id === id, lang);
  if (found !== undefined) return found;
  throw new Problem(`there is no offer “${id}” in content/offers/`, {
    hint: suggest(
      id,
      all.map((offer) => offer.id),
    ),
  });
}

const allPosts = once(async () => {
  const entries = await getCollection('posts');
  const found = entries.map((entry) => {
    const { cover, ...matter } = entry.data;
    return { ...written(entry, toPost(matter, nameOf(entry), site)), cover };
  });
  return found.filter(isShown).sort((a, b) => b.published - a.published || byText(a.id, b.id));
});

const allOffers = once(async () => {
  const entries = await getCollection('offers');
  const found = entries.map((entry) => written(entry, toOffer(entry.data, nameOf(entry), site)));
  return found.filter(isShown).sort((a, b) => byFeatured(a, b) || byOrder(a, b) || byText(a.id, b.id));
});

const allProjects = once(async () => {
  const entries = await getCollection('projects');
  const found = entries.map((entry) => {
    const { cover, ...matter } = entry.data;
    return { ...written(entry, toProject(matter, nameOf(entry), site)), cover };
  });
  return found
    .filter(isShown)
    .sort((a, b) => byFeatured(a, b) || b.finished - a.finished || byText(a.slug, b.slug));
});

const allTestimonials = once(async () => {
  const entries = await getCollection('testimonials');
  const found = entries.map((entry) => {
    const { photo, ...matter } = entry.data;
    return { ...written(entry, toTestimonial(matter, nameOf(entry), site)), photo };
  });
  return found.filter(isShown).sort((a, b) => byFeatured(a, b) || b.said - a.said || byText(a.slug, b.slug));
});

const allTalks = once(async () => {
  const entries = await getCollection('talks');
  const found = entries.map((entry) => written(entry, toTalk(entry.data, nameOf(entry), site)));
  return found.filter(isShown).sort((a, b) => b.held - a.held || byText(a.slug, b.slug));
});

const allPages = once(async () => {
  const entries = await getCollection('pages');
  const found = entries.map((entry) => written(entry, toPage(entry.data, nameOf(entry), site)));
  return found.filter(isShown).sort((a, b) => byOrder(a, b) || byText(a.slug, b.slug));
});

/** In a build the content stands still, so every page shares one reading of it; while writing, a page does. */
function once<Value>(read: () => Promise<Value>): () => Promise<Value> {
  return import.meta.env.DEV ? briefly(read) : remembered(read);
}

/** Shares a reading with whoever asks while it is made or just was: one page asks for the same again and again. */
function briefly<Value>(read: () => Promise<Value>): () => Promise<Value> {
  let last: { readonly value: Promise<Value>; until: number } | undefined;
  return () => {
    if (last !== undefined && Date.now() < last.until) return last.value;
    const reading = { value: read(), until: Number.POSITIVE_INFINITY };
    const end = () => {
      reading.until = Date.now() + SHARED;
    };
    reading.value.then(end, end);
    last = reading;
    return reading.value;
  };
}

/** Milliseconds: longer than a page takes that finds its content read, shorter than any two saves are apart. */
const SHARED = 100;

type Entry = CollectionEntry<'posts' | 'offers' | 'projects' | 'testimonials' | 'talks' | 'pages'>;

function written<Noun>(entry: Entry, noun: Noun): Written<Noun> {
  return {
    ...noun,
    file: entry.filePath ?? '',
    render: () => renderText(entry),
    renderClean: () => renderClean(entry),
    renderMarked: () => renderMarked(entry),
    shownOffers: async () => (await readCompiled(entry)).offers,
    // Which pictures there are decides which addresses there are, and not what a page shows: it is no read of a page.
    pictures: async () => {
      const { localImages } = await readText(currentMark(String(entry.digest)), entry.filePath);
      return localImages.map((image) => beside(entry.filePath, image));
    },
  };
}

async function renderText(entry: Entry): Promise<Text> {
  const compiled = await readCompiled(entry);
  const { minutes, words, offers } = compiled;
  return { ...(await place(entry, compiled, compiled.html)), minutes, words, offers };
}

async function renderClean(entry: Entry): Promise<CleanText> {
  const compiled = await readCompiled(entry);
  const { Content } = await place(entry, compiled, compiled.pictures);
  return { html: isModule(entry) ? null : compiled.clean, Content };
}

async function renderMarked(entry: Entry): Promise<CleanText> {
  const compiled = await readCompiled(entry);
  const { Content } = await place(entry, compiled, '');
  return { html: isModule(entry) ? null : compiled.marked, Content };
}

/** The path of a file that a text names, relative to the project like the text's own. */
function beside(text: string | undefined, named: string): string {
  const spelled = (path: string) => path.split('/').map(encodeURIComponent).join('/');
  const { pathname } = new URL(spelled(named), `file:///${spelled(text ?? '')}`);
  return decodeURIComponent(pathname.slice(1));
}

/** Texts stay on the disk until a page wants one. */
async function readCompiled(entry: Entry): Promise<Compiled> {
  const mark = currentMark(String(entry.digest));
  const compiled = await readText(mark, entry.filePath);
  noteRead(compiled.isRepeatable ? mark : null);
  return compiled;
}

/** Astro places the pictures of a text, and renders the texts that are modules. */
function place(entry: Entry, { headings, localImages: imagePaths }: Compiled, html: string) {
  const rendered = { html, metadata: { headings, imagePaths } };
  return render(isModule(entry) ? entry : { ...entry, rendered });
}

function isModule(entry: Entry & { deferredRender?: boolean }): boolean {
  return entry.deferredRender === true;
}

function nameOf(entry: Entry): ContentName {
  return readContentName(entry.id, site.languages);
}

function inOne<Noun extends { readonly lang: Lang }>(
  lang: Lang | undefined,
  all: readonly Noun[],
): readonly Noun[] {
  return lang === undefined ? all : all.filter((noun) => noun.lang === lang);
}

/** The version of a thing in a language, else its first: what is referred to is shown, if need be in another language. */
function versionIn<Noun extends { readonly lang: Lang }>(
  all: readonly Noun[],
  isIt: (noun: Noun) => boolean,
  lang: Lang,
): Noun | undefined {
  const versions = all.filter(isIt);
  return versions.find((noun) => noun.lang === lang) ?? versions[0];
}

function isShown(noun: { draft: boolean; publishAt?: Millis | undefined }): boolean {
  return import.meta.env.DEV || isOut(noun, Date.now());
}

function byFeatured(a: { readonly featured: boolean }, b: { readonly featured: boolean }): number {
  return Number(b.featured) - Number(a.featured);
}

function byOrder(
  a: { readonly order: number | undefined },
  b: { readonly order: number | undefined },
): number {
  return (a.order ?? Number.MAX_SAFE_INTEGER) - (b.order ?? Number.MAX_SAFE_INTEGER);
}

function byText(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
