import { isRecord } from './matter.ts';

/** What front matter says about who may see a post. */
export interface Visibility {
  /** Why the old site did not show the post to everyone, one reason a key; empty for a public post. */
  readonly hidden: readonly string[];
  /** Whether search engines were told to leave the post out. */
  readonly noindex: boolean;
  /** The date after which the old site no longer showed the post, as written. */
  readonly expires: unknown;
  /** The front matter without the keys that were understood. */
  readonly rest: Record<string, unknown>;
}

/**
 * Reads the keys with which blog engines and their themes hide a post. The case of a key, its dashes and
 * its underscores do not count: Hugo does not look at them, and authors move from theme to theme.
 *
 * @param switches keys that hide a post on this blog, by its settings
 */
export function readVisibility(
  data: Readonly<Record<string, unknown>>,
  switches: readonly string[] = [],
): Visibility {
  const own = new Set(switches.map(folded));
  return Object.entries(data)
    .map(([key, value]) => readKey(key, value, own))
    .reduce(both, PUBLIC);
}

const PUBLIC: Visibility = { hidden: [], noindex: false, expires: undefined, rest: {} };

function readKey(key: string, value: unknown, switches: ReadonlySet<string>): Visibility {
  const name = folded(key);
  if (containers.has(name) && isRecord(value)) return readContainer(key, value, switches);
  if (expiryKeys.has(name)) return { ...PUBLIC, expires: value, rest: { [key]: value } };
  const rule = switches.has(name) ? hiddenByKey : rules.get(name);
  if (rule?.applies(value)) {
    return rule.why === null ? { ...PUBLIC, noindex: true } : { ...PUBLIC, hidden: [rule.why] };
  }
  return rule !== undefined && isSwitch(value) ? PUBLIC : { ...PUBLIC, rest: { [key]: value } };
}

function readContainer(
  key: string,
  value: Readonly<Record<string, unknown>>,
  switches: ReadonlySet<string>,
): Visibility {
  const inner = readVisibility(value, [...switches]);
  return { ...inner, rest: Object.keys(inner.rest).length === 0 ? {} : { [key]: inner.rest } };
}

function both(a: Visibility, b: Visibility): Visibility {
  return {
    hidden: [...new Set([...a.hidden, ...b.hidden])],
    noindex: a.noindex || b.noindex,
    expires: a.expires ?? b.expires,
    rest: { ...a.rest, ...b.rest },
  };
}

/** Whether a value says yes. YAML 1.1, which Jekyll and Hexo read, has more words for it than YAML 1.2. */
export function isOn(value: unknown): boolean {
  return value === true || (typeof value === 'number' && value > 0) || isWord(value, /^(true|yes|on|y|1)$/i);
}

/** Whether a value says no. */
export function isOff(value: unknown): boolean {
  return value === false || value === 0 || isWord(value, /^(false|no|off|n|0)$/i);
}

function isSwitch(value: unknown): boolean {
  return isOn(value) || isOff(value) || value === null || value === undefined || value === '';
}

function isWord(value: unknown, word: RegExp): boolean {
  return typeof value === 'string' && word.test(value.trim());
}

function isSaid(value: unknown): boolean {
  const isEmpty = Array.isArray(value) && value.length === 0;
  return !isEmpty && !isOff(value) && value !== null && value !== undefined && value !== '';
}

interface Rule {
  readonly keys: readonly string[];
  readonly applies: (value: unknown) => boolean;
  /** Why the post was hidden; null for a rule about search engines. */
  readonly why: string | null;
}

const hiddenByKey: Rule = { keys: [], applies: isOn, why: 'it was hidden' };

const table: readonly Rule[] = [
  {
    keys: ['draft', 'drafts', 'isDraft', 'wip', 'unpublished'],
    applies: isOn,
    why: 'it was a draft',
  },
  {
    keys: ['published', 'publish', 'isPublished', 'dg-publish'],
    applies: isOff,
    why: 'it was not published',
  },
  {
    // Relearn, hexo-hide-posts, Fluid, Docusaurus, hugo-book, Chirpy.
    keys: [
      'hidden',
      'hide',
      'isHidden',
      'unlisted',
      'private',
      'isPrivate',
      'secret',
      'bookHidden',
      'invisible',
    ],
    applies: isOn,
    why: 'it was hidden',
  },
  {
    keys: ['listed', 'visible', 'isVisible', 'public', 'isPublic', 'routable'],
    applies: isOff,
    why: 'it was hidden',
  },
  { keys: ['eleventyExcludeFromCollections'], applies: isOn, why: 'it was hidden' },
  { keys: ['permalink'], applies: (value) => value === false, why: 'it had no page' },
  { keys: ['headless'], applies: isOn, why: 'it had no page' },
  { keys: ['build'], applies: isNotBuilt, why: 'it had no page, or no list named it' },
  {
    // hexo-blog-encrypt, FixIt, VuePress Theme Hope, WordPress.
    keys: ['password', 'passwords', 'passwd', 'pwd', 'passphrase', 'passcode', '密码', '密碼', '口令'],
    applies: isSaid,
    why: 'it asked for a password',
  },
  {
    keys: ['encrypt', 'encrypted', 'isEncrypted', 'protected', 'isProtected', 'locked', 'isLocked'],
    applies: (value) => isOn(value) || isRecord(value),
    why: 'it was encrypted or locked',
  },
  {
    keys: ['membersOnly', 'loginRequired', 'requireLogin', 'auth', '_members_access_role'],
    applies: (value) => isSaid(value) && !isRecord(value),
    why: 'only members could read it',
  },
  {
    keys: ['status', 'state', 'post_status', 'visibility', 'access', 'audience', 'layout', 'type'],
    applies: (value) => isWord(value, hidingWord),
    why: 'its status was not public',
  },
  {
    // PaperMod, Jekyll and Hexo with their sitemap plugins, Yoast, The SEO Framework, All in One SEO.
    keys: [
      'noindex',
      'robotsNoIndex',
      'excludeFromSitemap',
      'sitemap_exclude',
      '_yoast_wpseo_meta-robots-noindex',
      '_genesis_noindex',
      '_aioseop_noindex',
    ],
    applies: isOn,
    why: null,
  },
  { keys: ['indexing'], applies: isOff, why: null },
  { keys: ['robots', 'googlebot', 'rank_math_robots'], applies: saysNoindex, why: null },
  {
    keys: ['meta', 'head'],
    applies: (value) => /robots/i.test(json(value)) && saysNoindex(value),
    why: null,
  },
  { keys: ['sitemap'], applies: isOutOfSitemap, why: null },
];

const rules: ReadonlyMap<string, Rule> = new Map(
  table.flatMap((rule) => rule.keys.map((key): [string, Rule] => [folded(key), rule])),
);

const hidingWord =
  /^(drafts?|private|pending|hidden|unlisted|unpublished|future|scheduled|protected|password|encrypt(ed)?|members?|paid|internal|私密|草稿)$/i;

const expiryKeys: ReadonlySet<string> = new Set(
  ['expiryDate', 'unpublishDate', 'expires', 'expiresAt', 'expireAt', 'expirationDate'].map(folded),
);

/** Keys of themes' own settings: Hugo's `params`, Zola's `extra`. */
const containers: ReadonlySet<string> = new Set(['params', 'extra', 'seo']);

function folded(key: string): string {
  return key.toLowerCase().replace(/[-_\s]/g, '');
}

/** Hugo: `build: {render: never}`, `{list: local}`. */
function isNotBuilt(value: unknown): boolean {
  if (!isRecord(value)) return isWord(value, /^(never|false)$/i) || value === false;
  const { render, list } = value;
  return [render, list].some((option) => isOff(option) || isWord(option, /^(never|link|local)$/i));
}

function saysNoindex(value: unknown): boolean {
  return /noindex|"index":(false|"no")|\bnone\b/i.test(json(value));
}

function isOutOfSitemap(value: unknown): boolean {
  if (!isRecord(value)) return isOff(value) || isWord(value, /^(exclude|ignore|none|never)$/i);
  return ['disable', 'disabled', 'exclude', 'ignore', 'hidden'].some((key) => isOn(value[key]));
}

function json(value: unknown): string {
  return JSON.stringify(value) ?? '';
}
