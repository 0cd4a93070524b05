import { readdir } from 'node:fs/promises';
import {
  type Channel,
  type Lang,
  type OfferKind,
  type Period,
  Problem,
  type Section,
  type TalkKind,
} from '#domain';

/**
 * Every word a reader meets, in one language: on pages, in texts, in the browser, in feeds and editions. A
 * language is one file in this folder.
 */
export interface Strings {
  /** For `<html lang>`. */
  readonly htmlLang: string;
  /** What the language calls itself. */
  readonly name: string;
  /** Between a label and what it says. */
  readonly colon: string;
  /** Between two things of a list. */
  readonly comma: string;
  /** Between two sentences. */
  readonly space: string;
  /** After a sentence. */
  readonly stop: string;
  /** Of a link to this language from a page that has no version in it: it leads to the home page. */
  readonly onlyHome: string;
  readonly skip: string;
  /** What the links at the top are, for who cannot see it. */
  readonly nav: string;
  /** What each part of the site is called. */
  readonly sections: Words<Section>;
  readonly home: Words<'latest' | 'allPosts' | 'work' | 'allWork' | 'services' | 'allServices' | 'said'>;
  readonly post: Words<
    | 'published'
    | 'updated'
    | 'contents'
    | 'tags'
    | 'newer'
    | 'older'
    | 'draft'
    | 'footer'
    | 'scheduled'
    | 'edit'
    | 'related'
  > & {
    readonly minutes: (count: number) => string;
    readonly series: (name: string) => string;
    /** @param day when it was touched last, for a reader */
    readonly outdated: (day: string) => string;
  };
  readonly rights: Words<'title' | 'cite'> & {
    readonly license: (author: string, license: string) => string;
  };
  /** How a post is named elsewhere. */
  readonly citation: Words<'text'> & {
    /** In the order this language has. @param cited.day `2026-10-16` */
    readonly plain: (cited: Readonly<Record<'author' | 'title' | 'day' | 'url', string>>) => string;
  };
  /** How readers keep up, and where they are led on. */
  readonly following: Words<'series' | 'praise' | 'feed'> & {
    /** @param name of the series */
    readonly seriesFeed: (name: string) => string;
  };
  /** A page at an old address, for who is not led on at once. */
  readonly moved: Words<'title' | 'here'>;
  /** Where a talk is held that one hears on the net, as authors write it. */
  readonly online: string;
  readonly tag: (tag: string) => string;
  readonly count: (posts: number) => string;
  readonly offer: Record<OfferKind, Words<'label' | 'action'>> & {
    readonly price: string;
    /** After a price: “a month”. */
    readonly per: Readonly<Record<Period, string>>;
    /** How one pays: “by the month”. */
    readonly by: Readonly<Record<Period, string>>;
    /** Over what one gets for the price, each period of a retainer. */
    readonly includes: Readonly<Record<Period, string>>;
    /** @param price of a year paid at once */
    readonly annual: (price: string) => string;
    readonly sponsored: (sponsor: string) => string;
  } & Words<'start' | 'unpriced' | 'free' | 'details' | 'audience' | 'steps' | 'work' | 'said' | 'faq'>;
  readonly course: Words<'includes' | 'syllabus' | 'sample' | 'places'> & {
    readonly hours: (count: number) => string;
    /** @param lessons 0 where only chapters are named */
    readonly extent: (chapters: number, lessons: number) => string;
  };
  readonly form: Words<
    | 'title'
    | 'about'
    | 'offer'
    | 'name'
    | 'email'
    | 'message'
    | 'required'
    | 'send'
    | 'privacy'
    | 'sent'
    | 'failed'
    | 'mail'
    | 'empty'
    | 'scriptless'
  >;
  /** What the collector answers to the form. */
  readonly answer: Words<
    | 'confirm'
    | 'lookOver'
    | 'again'
    | 'early'
    | 'slowDown'
    | 'fixFields'
    | 'tooLarge'
    | 'unreadable'
    | 'filled'
    | 'down'
    | 'noOffer'
    | 'back'
  > & { readonly problems: Words<'name' | 'email' | 'message'> };
  readonly mediaKit: Words<'formats' | 'unpriced' | 'contact' | 'contactAbout' | 'link'>;
  readonly audience: Words<'title' | 'readers' | 'views' | 'languages' | 'channels' | 'posts' | 'other'> & {
    /** What was counted, and what was left out. @param days “October 22 – November 21, 2026” */
    readonly counted: (days: string) => string;
    /** What the channels readers come by are called, where it is not what their id says. */
    readonly names: Readonly<Record<string, string>>;
    /** @param views of a post */
    readonly times: (views: string) => string;
  };
  readonly project: Words<
    | 'stack'
    | 'visit'
    | 'source'
    | 'facts'
    | 'client'
    | 'role'
    | 'duration'
    | 'finished'
    | 'links'
    | 'problem'
    | 'solution'
    | 'said'
    | 'offers'
    | 'start'
    | 'next'
  >;
  readonly testimonial: Words<'about'>;
  readonly talk: Record<TalkKind, string> &
    Words<'ahead' | 'slides' | 'video' | 'event' | 'book' | 'bookText'>;
  readonly page: Words<'updated' | 'write' | 'me'>;
  readonly resume: Words<
    'work' | 'education' | 'skills' | 'languages' | 'certificates' | 'present' | 'print'
  > & {
    /** Between two months: “ – ”. */
    readonly to: string;
    /** A degree and its subject. */
    readonly degree: (studyType: string, area: string) => string;
  };
  /** How a page ends: the next step it leads to. */
  readonly next: Words<'title' | 'text' | 'more' | 'read' | 'readText'>;
  readonly lists: Words<'pinned' | 'allTags' | 'tagsText' | 'seriesText' | 'otherTags'> & {
    readonly parts: (count: number) => string;
    /** The whole of a series, in minutes. */
    readonly total: (minutes: number) => string;
    readonly part: (order: number) => string;
    /** Of a thing shown in a language the page is not in. @param language what this language calls that one */
    readonly onlyIn: (language: string) => string;
  };
  readonly notFound: Words<'title' | 'text' | 'back' | 'search' | 'posts' | 'tell'>;
  readonly search: Words<
    'title' | 'about' | 'label' | 'placeholder' | 'close' | 'tags' | 'archive' | 'noScript' | 'notBuilt'
  > & {
    /** Said while searching; `{count}` and `{query}` are filled in by the reader's browser. */
    readonly said: Words<'loading' | 'failed' | 'none' | 'near' | 'one' | 'many' | 'more'>;
    readonly kinds: Words<'post' | 'project' | 'services' | 'courses' | 'sponsors' | 'page'>;
    readonly keys: Words<'move' | 'go' | 'leave'>;
  };
  /** For feeds, `llms.txt` and who else finds the site by machine. */
  readonly found: Words<'subscribe' | 'pages' | 'llms'> & { readonly tagFeed: (tag: string) => string };
  /** What Markdown puts into a text. */
  readonly text: Words<'anchor' | 'done'> & {
    readonly footnotes: Words<'title' | 'back'>;
    /** A callout without a title of its own is called by its kind. */
    readonly callouts: Words<'note' | 'tip' | 'important' | 'warning' | 'caution'>;
    /** A `details` without a summary. */
    readonly details: string;
    /** @param lines how many the folded block has */
    readonly unfold: (lines: number) => string;
    readonly watch: (title: string, where: string) => string;
    readonly open: (title: string, where: string) => string;
  };
  /** What the reader's browser adds to a text. */
  readonly reader: Words<'copy' | 'copied' | 'notCopied' | 'enlarge' | 'close' | 'diagram'>;
  /** Before the link home in the last line of a post that stands elsewhere, whole or as a summary. */
  readonly edition: Words<Channel['form']>;
  /** On share images, above the title. */
  readonly card: Words<'series' | 'project' | 'tag'>;
  readonly footer: Words<'feeds' | 'colophon' | 'counting' | 'here' | 'elsewhere'>;
}

type Words<Key extends string> = Readonly<Record<Key, string>>;

/** The files of this folder: in pages the bundler brings them along, plain Node reads them. */
const files: Files = import.meta.env
  ? import.meta.glob<File>(['./*.ts', '!./index.ts'], { eager: true })
  : await readFiles();

/** The site's words in a language. */
export function strings(lang: Lang): Strings {
  const found = files[`./${lang}.ts`];
  if (found !== undefined) return found.default;
  throw new Problem(`languages: the site has no words in “${lang}”`, {
    place: { file: 'content/site.ts' },
    hint: `Add src/strings/${lang}.ts after the model of src/strings/en.ts, or take “${lang}” out of \`languages\`.`,
  });
}

/** The languages in which the site has words. */
export function wordLanguages(): Lang[] {
  return Object.keys(files).map((name) => name.slice('./'.length, -'.ts'.length));
}

async function readFiles(): Promise<Files> {
  const names = (await readdir(new URL('.', import.meta.url))).filter((name) => name !== 'index.ts');
  const read = names.map(async (name) => [`./${name}`, await import(/* @vite-ignore */ `./${name}`)]);
  return Object.fromEntries(await Promise.all(read));
}

interface File {
  readonly default: Strings;
}

type Files = Readonly<Record<string, File>>;
