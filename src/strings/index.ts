import { readdir } from 'node:fs/promises';
import {
  type Channel,
  gather,
  type Lang,
  langSchema,
  type OfferKind,
  type Period,
  Problem,
  type ProductForm,
  type Section,
  type TalkKind,
} from '#domain';
import { lackingIn, layOver } from './own/lay-over.ts';

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
  /** Before an explanation, with the spaces it takes. */
  readonly dash: string;
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
    | 'top'
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
    /** What a product is. */
    readonly forms: Words<ProductForm>;
    /** Leads to a part of what is sold, by the kind of offer. */
    readonly sample: Readonly<Partial<Record<OfferKind, string>>>;
    /** How many people may take part in a training. */
    readonly people: (count: number) => string;
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
  readonly course: Words<'includes' | 'syllabus' | 'places'> & {
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
  readonly mediaKit: Words<
    'formats' | 'unpriced' | 'contact' | 'contactAbout' | 'link' | 'form' | 'formAbout' | 'message'
  >;
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
  readonly contact: Words<'wechat'> & {
    /** What the picture of a QR code shows. @param id of the account on WeChat */
    readonly qr: (id: string) => string;
    /** After the mail address at the end of a sentence. @param id of the account on WeChat */
    readonly orWechat: (id: string) => string;
  };
  readonly comments: Words<'title' | 'github' | 'mail' | 'loading' | 'failed'>;
  /** The button that sets the colours: what they follow now. */
  readonly scheme: Words<'title' | 'system' | 'light' | 'dark'>;
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
  readonly lists: Words<'pinned' | 'years' | 'allTags' | 'tagsText' | 'seriesText' | 'otherTags'> & {
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
    readonly kinds: Words<'post' | 'project' | 'services' | 'courses' | 'products' | 'sponsors' | 'page'>;
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
  readonly edition: Words<Channel['form']> & {
    /** Over the notes and the addresses of links, on platforms where links lead nowhere. */
    readonly notes: string;
    /** Where the platform keeps the one link that leads to the source. */
    readonly readSource: string;
    /** What one gets by reading on. */
    readonly gain: (parts: EditionParts) => string;
  };
  /** In a newsletter, around the post. */
  readonly letter: Words<'readOnline' | 'unsubscribe'> & {
    /** Why somebody gets it. */
    readonly why: (host: string) => string;
    /** How to get it no more, where nothing but an answer does. */
    readonly answer: string;
  };
  /** The pages and the mail of somebody who subscribes, or leaves. */
  readonly subscribe: Words<
    'title' | 'about' | 'subscribe' | 'sent' | 'yes' | 'confirmed' | 'gone' | 'leave' | 'leaveAbout' | 'left'
  > & {
    readonly subject: (site: string) => string;
    readonly mail: (site: string, link: string) => string;
  };
  /** On share images, above the title. */
  readonly card: Words<'series' | 'project' | 'tag'>;
  /** Asks readers whether their browser may keep a journey. */
  readonly consent: Words<'title' | 'text' | 'yes' | 'no' | 'again'>;
  readonly footer: Words<'feeds' | 'counting' | 'asking' | 'here' | 'elsewhere'>;
}

/** Some of the words of a language: whatever is left out stays as it is. */
export type OwnStrings = Some<Strings>;

type Some<Words> = Words extends (...given: never[]) => unknown
  ? Words
  : Words extends object
    ? { readonly [Key in keyof Words]?: Some<Words[Key]> }
    : Words;

/** What there is in a post besides words, counted. */
export interface EditionParts {
  /** To read it. */
  readonly minutes: number;
  readonly code: number;
  readonly pictures: number;
  readonly tables: number;
}

type Words<Key extends string> = Readonly<Record<Key, string>>;

/** The words of the site: in pages the bundler brings the files along, plain Node reads them. */
const files: Files<Strings> = import.meta.env
  ? import.meta.glob<File<Strings>>(['./*.ts', '!./index.ts'], { eager: true })
  : await readFiles(new URL('.', import.meta.url));

/** The words of the owner, which are laid over these. */
const ownFiles: Files<OwnStrings> = import.meta.env
  ? import.meta.glob<File<OwnStrings>>('/content/strings/*.ts', { eager: true })
  : await readFiles(new URL('../../content/strings/', import.meta.url));

const ours = byLanguage(files);
const own = byLanguage(ownFiles);
const all = Object.fromEntries(
  [...new Set([...Object.keys(ours), ...Object.keys(own)])].map((lang) => [lang, wordsIn(lang)]),
);

/**
 * The site's words in a language, with the owner's words laid over them.
 *
 * @throws {Problem} for a language without words, and for each word of the owner's that fits nowhere
 */
export function strings(lang: Lang): Strings {
  const found = all[lang];
  if (found === undefined) throw noWords(lang);
  const { words, strange } = found;
  if (strange.length === 0) return words;
  const place = { file: ownFile(lang) };
  throw gather(strange.map(({ message, hint }) => new Problem(message, { place, ...(hint && { hint }) })));
}

/**
 * The keys that a language of the owner's own lacks, such as `search.title`. These words are English. A language
 * that the site brings lacks nothing.
 */
export function lackingWords(lang: Lang): readonly string[] {
  return lang in ours || own[lang] === undefined ? [] : lackingIn(withoutNames(english()), own[lang]);
}

/** The languages in which the owner gives words. */
export function ownLanguages(): readonly Lang[] {
  return Object.keys(own);
}

/** Where the owner gives the words of a language. */
export function ownFile(lang: Lang): string {
  return `content/strings/${lang}.ts`;
}

function wordsIn(lang: Lang) {
  return layOver(ours[lang] ?? named(lang), own[lang]);
}

/** English words under the name of another language, for one of which only the owner has words. */
function named(lang: Lang): Strings {
  const name = new Intl.DisplayNames([lang], { type: 'language' }).of(lang) ?? lang;
  return { ...english(), htmlLang: lang, name };
}

/** What a language is called is known without being told. */
function withoutNames({ htmlLang, name, ...words }: Strings) {
  return words;
}

function english(): Strings {
  if (ours['en'] === undefined) throw noWords('en');
  return ours['en'];
}

function noWords(lang: Lang): Problem {
  return new Problem(`languages: the site has no words in “${lang}”`, {
    place: { file: 'content/site.ts' },
    hint: `Add ${ownFile(lang)} after the model of src/strings/en.ts, or take “${lang}” out of \`languages\`.`,
  });
}

/** The languages in which the site has words. */
export function wordLanguages(): Lang[] {
  return Object.keys(all);
}

function byLanguage<Words>(files: Files<Words>): Readonly<Record<Lang, Words>> {
  const words = Object.entries(files).map(
    ([path, file]) => [path.replace(/^.*\/|\.ts$/g, ''), file.default] as const,
  );
  return Object.fromEntries(words.filter(([lang]) => langSchema.safeParse(lang).success));
}

async function readFiles<Words>(folder: URL): Promise<Files<Words>> {
  const names = (await readdir(folder).catch(() => [])).filter((name) =>
    /^(?!index\.).+(?<!\.d)\.ts$/.test(name),
  );
  // Node reads a module once. Whoever imports this one anew, with `?…` after its address, gets the files anew.
  const { search } = new URL(import.meta.url);
  const read = names.map(async (name) => [
    name,
    await import(/* @vite-ignore */ new URL(name + search, folder).href),
  ]);
  return Object.fromEntries(await Promise.all(read));
}

interface File<Words> {
  readonly default: Words;
}

type Files<Words> = Readonly<Record<string, File<Words>>>;
