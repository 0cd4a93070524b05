import { type Lang, type OfferKind, type Period, Problem, type Section, type TalkKind } from '#domain';

/** Every word the site itself says, in one language. A language is one file in this folder. */
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
  } & Words<'start' | 'unpriced' | 'details' | 'audience' | 'steps' | 'work' | 'said' | 'faq'>;
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
    Words<'ahead' | 'past' | 'slides' | 'video' | 'event' | 'book' | 'bookText'>;
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
    readonly kinds: Words<'post' | 'project' | 'offer' | 'page'>;
    readonly keys: Words<'move' | 'go' | 'leave'>;
  };
  /** For feeds, `llms.txt` and who else finds the site by machine. */
  readonly found: Words<'subscribe' | 'pages' | 'llms'> & { readonly tagFeed: (tag: string) => string };
  /** On share images, above the title. */
  readonly card: Words<'series' | 'project' | 'tag'>;
  readonly footer: Words<'feeds' | 'colophon' | 'counting' | 'here' | 'elsewhere'>;
}

type Words<Key extends string> = Readonly<Record<Key, string>>;

const files = import.meta.glob<{ default: Strings }>(['./*.ts', '!./index.ts'], { eager: true });

/** The site's words in a language. */
export function strings(lang: Lang): Strings {
  const found = files[`./${lang}.ts`];
  if (found !== undefined) return found.default;
  throw new Problem(`the site has no words in “${lang}”`, {
    place: { file: 'content/site.ts' },
    hint: `Add src/strings/${lang}.ts after the model of src/strings/en.ts, or take “${lang}” out of \`languages\`.`,
  });
}
