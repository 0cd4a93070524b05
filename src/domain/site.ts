import { z } from 'zod';
import { channelSchema } from './channel.ts';
import { commentsSchema } from './comments.ts';
import { contactSchema, icpSchema, picturePathSchema } from './contact.ts';
import { goalsSchema } from './goals.ts';
import { type Lang, langSchema, textSchema } from './language.ts';
import { describeMisfits, type Misfit } from './misfit.ts';
import { currencySchema } from './money.ts';
import { homeParts, homeSchema, navigationSchema } from './navigation.ts';
import { gather, Problem } from './problem.ts';
import { strangeLanguage, untranslated } from './untranslated.ts';

const heading = z.string().trim().min(1).optional();

export const siteSchema = z.strictObject({
  /**
   * Where the site lives: `https://example.com`, or below a path, `https://name.github.io/blog/`. The last slash
   * may be left out.
   */
  url: z
    .string()
    .refine(isHome, { error: 'expected an address such as https://example.com or https://example.com/blog/' })
    .transform((url) => new URL(url.replace(/\/?$/, '/')).href),
  title: textSchema,
  description: textSchema,
  author: z.strictObject({
    name: textSchema,
    /** One line about you, under your name. */
    about: textSchema,
    /** Your profession in a few words: “independent back-end engineer”. */
    role: textSchema.optional(),
    email: z.email(),
    /** Your picture, a path below `public/`: `/avatar.jpg`. @default a seal with the first character of your name */
    avatar: picturePathSchema.optional(),
    /** Your profiles elsewhere, name → address; linked with rel=me. @default {} */
    links: z.record(z.string(), z.url()).default({}),
  }),
  /**
   * How readers reach you beside mail, and when you answer:
   * `{ wechat: { id: 'linyan', qr: '/wechat.png' }, replies: { zh: '两个工作日内回复。', en: 'I answer within two working days.' } }`.
   * @default {}
   */
  contact: contactSchema.prefault({}),
  /** Languages of the site; the first lives at the root of the site, another at `/en/`. */
  languages: z.tuple([langSchema], langSchema),
  /** IANA zone in which you write dates and read reports, such as `Asia/Shanghai`. */
  timeZone: z.string().refine(isTimeZone, { error: 'expected an IANA time zone such as Asia/Shanghai' }),
  /**
   * The currency reports are in, ISO 4217. Money in another one is converted by the rates in `content/rates.csv` or the
   * rate given with it; without a rate it is shown apart. Rates are never fetched.
   */
  currency: currencySchema,
  /** Channel id → where it is. The id names the secrets (`DEV_API_KEY`) and the tag in links. @default {} */
  channels: z
    .record(
      z.string().regex(/^[a-z][a-z0-9-]{0,23}$/, {
        error: 'expected a channel id of lower-case letters, digits and “-”',
      }),
      channelSchema,
    )
    .default({}),
  /**
   * The links at the top and at the foot of every page. A list that is given is the whole of it; what has nothing
   * in it in a language is left out there: `{ top: ['posts', { to: 'projects', label: '案例' }, 'about'], hidden: ['tags'] }`.
   * @default {}
   */
  navigation: navigationSchema.prefault({}),
  /**
   * What the home page shows below its opening, in order: some of `numbers`, `posts`, `projects`, `testimonials`,
   * `offers`. @default all of them, in this order
   */
  home: homeSchema.default([...homeParts]),
  /** Comments below posts: `{ waline: { server: 'https://comments.example.com' } }`. @default no comments */
  comments: commentsSchema.optional(),
  /** The numbers a site in mainland China shows at its foot: `{ number: '京ICP备12345678号-1' }`. @default nothing is shown */
  icp: icpSchema.optional(),
  /** The licence of your texts, named under each post. @default all rights stay with you, and nothing is said */
  license: z.strictObject({ name: z.string().trim().min(1), url: z.url() }).optional(),
  /** The address where a reader can edit a text, with `{file}` in it, such as `https://github.com/me/blog/edit/main/{file}`. */
  editUrl: z
    .url()
    .refine((url) => url.includes('{file}'), { error: 'expected an address with {file} in it' })
    .optional(),
  /** After how many days without a change a post says that it may be out of date; 0 for never. @default 730 */
  outdatedAfterDays: z.number().int().nonnegative().default(730),
  /** Whether you take work at the moment, and what to say of it: “two places from December”. */
  availability: z.strictObject({ open: z.boolean(), note: textSchema }).optional(),
  /** The length of the feeds: `{ items: 50, topics: 'full' }`. @default {} */
  feeds: z
    .strictObject({
      /** The most posts a feed has. @default 20 */
      items: z.number().int().positive().default(20),
      /**
       * What the feeds of tags and series carry of a post: its description, or its whole text. The feeds of the site
       * always carry whole texts. @default 'summary'
       */
      topics: z.enum(['summary', 'full']).default('summary'),
    })
    .prefault({}),
  /** Your handle on X, `@name`, for cards of links shared there. */
  twitter: z
    .string()
    .regex(/^@\w{1,15}$/, { error: 'expected a handle such as @name' })
    .optional(),
  /** The address of your webmention endpoint: other sites report their links to yours there (webmention.net). */
  webmention: z.url({ protocol: /^https?$/ }).optional(),
  /**
   * What you want to reach in a calendar month and year; the report and Studio say how far you are:
   * `{ month: { money: '20000.00 CNY', leads: 4 }, year: { readers: 50000 } }`. @default {}
   */
  goals: goalsSchema.prefault({}),
  /** Search engines told of new and changed pages by `byline indexnow` (indexnow.org). */
  indexNow: z
    .strictObject({
      /** Any 8 to 128 letters, digits and `-`; the site shows it at `/<key>.txt`, so it is no secret. */
      key: z.string().regex(/^[A-Za-z0-9-]{8,128}$/, { error: 'expected 8 to 128 letters, digits or “-”' }),
      /** Who is told, and tells the others: Bing, Yandex, Naver, Seznam. @default 'https://api.indexnow.org/indexnow' */
      endpoint: z.url({ protocol: /^https?$/ }).default('https://api.indexnow.org/indexnow'),
    })
    .optional(),
  /**
   * Paths of the site that crawlers are asked to keep away from, by crawler; `*` is every one:
   * `{ GPTBot: ['/'] }`. Crawlers read `robots.txt` only at the root of a host. @default {}
   */
  robots: z
    .record(
      z.string().regex(/^[\w.*-]+$/, { error: 'expected a crawler such as GPTBot, or *' }),
      z.array(z.string().regex(/^\/\S*$/, { error: 'expected a path such as /drafts/' })),
    )
    .default({}),
  /**
   * Sales files of shops that Byline does not know, by the name that `byline sales import --source` is given: the
   * headings of their columns, and what they call your offers:
   * `{ teachable: { date: 'Purchased At', offer: 'Course', amount: 'Earnings', names: { 'Backends 101': 'backends' } } }`.
   * @default {}
   */
  salesFiles: z
    .record(
      z.string().regex(/^[a-z][a-z0-9-]{0,23}$/, {
        error: 'expected a name of lower-case letters, digits and “-”',
      }),
      z.strictObject({
        date: heading,
        offer: heading,
        amount: heading,
        currency: heading,
        order: heading,
        state: heading,
        refunded: heading,
        rate: heading,
        names: z.record(z.string(), z.string()).optional(),
      }),
    )
    .default({}),
  /** How readers are followed to conversions. */
  attribution: z
    .strictObject({
      /**
       * Where the collector is: on the site's own origin (`npm start`), at an address of its own, or
       * nowhere (`'none'`: no beacon, and forms become mail links). @default 'same-origin'
       */
      collector: z.union([z.literal('same-origin'), z.literal('none'), z.url()]).default('same-origin'),
      /**
       * Whether readers are asked before their browser keeps a journey. With `'ask'` a small bar asks once, and who
       * has not allowed it has no journey; views count either way. @default 'none'
       */
      consent: z.enum(['none', 'ask']).default('none'),
      /** How many days before a conversion a touch still counts; browsers keep 90. @default 90 */
      lookBackDays: z.number().int().positive().max(90).default(90),
    })
    .prefault({}),
});

export type SiteSettings = z.input<typeof siteSchema>;
export type Site = z.output<typeof siteSchema>;

/**
 * Checks the settings of `content/site.ts` and fills in what they leave out.
 *
 * @throws {Problem} one for each thing that does not fit, beginning with its key: `channels.dev.form: …`
 */
export function defineSite(settings: SiteSettings): Site {
  const parsed = siteSchema.safeParse(settings);
  const misfits = parsed.success
    ? languageMisfits(parsed.data)
    : describeMisfits(parsed.error, settings, siteSchema);
  if (parsed.success && misfits.length === 0) return parsed.data;
  const place = { file: 'content/site.ts' };
  throw gather(misfits.map(({ text, hint }) => new Problem(text, { place, ...(hint && { hint }) })));
}

/** The site's first language: it lives at `/`. */
export function mainLanguage(site: Site): Lang {
  return site.languages[0];
}

/** Texts that lack a language of the site's, and languages it has not. */
function languageMisfits(site: Site): Misfit[] {
  const channels = Object.entries(site.channels).flatMap(([id, { languages = [] }]) =>
    languages
      .filter((lang) => !site.languages.includes(lang))
      .map((lang) => strangeLanguage(['channels', id, 'languages'], lang, site.languages)),
  );
  return [...untranslated(siteSchema, site, site.languages), ...channels];
}

/** The address of a host or of a folder on it, of signs that every server and file system spells alike. */
function isHome(text: string): boolean {
  const url = URL.parse(text.replace(/\/?$/, '/'));
  if (url === null || !/^https?:$/.test(url.protocol)) return false;
  return url.href === url.origin + url.pathname && /^\/([\w~-][\w.~-]*\/)*$/.test(url.pathname);
}

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
