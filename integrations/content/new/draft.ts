import { slug as slugOf } from 'github-slugger';
import { stringify } from 'yaml';
import {
  isoDay,
  isReserved,
  isSlug,
  type Lang,
  type Millis,
  mainLanguage,
  type OfferKind,
  offerKindNames,
  Problem,
  readContentName,
  type Site,
  type TalkKind,
  zonedMoment,
} from '#domain';
import { folderOfKind, type KindName, kinds } from '../kinds.ts';
import { notesIn, placeholdersIn } from './placeholders.ts';
import { type Field, type Ground, offerScaffolds, scaffolds, talkScaffold } from './scaffold.ts';

/** What `byline new` is asked for. */
export interface Wish {
  readonly what: KindName;
  readonly title: string;
  readonly lang: Lang;
  /** Of an offer or a talk. @default 'consulting', 'talk' */
  readonly kind?: OfferKind | TalkKind | undefined;
  /** @default made from the title */
  readonly slug?: string | undefined;
}

/** The kinds of what has kinds; the first is the default. */
export const kindsOf = {
  offer: offerKindNames,
  talk: ['talk', 'training', 'podcast'],
} as const;

/** A file to be written. */
export interface Draft {
  /** Relative to the project. */
  readonly file: string;
  readonly slug: string;
  /** Of a post. */
  readonly id: string | undefined;
  readonly text: string;
}

/**
 * The file for a wish: a draft with the front matter its kind needs and, as comments, what it may have, dated
 * today in the site's zone.
 */
export function draftOf(wish: Wish, site: Site, now: Millis): Draft {
  const slug = wish.slug === undefined ? slugFrom(wish.title) : checkedSlug(wish.slug, site);
  if (wish.what === 'page' && isReserved(slug, site)) throw reserved(slug);
  const suffix = wish.lang === mainLanguage(site) ? '' : `.${wish.lang}`;
  const folder = folderOfKind(wish.what);
  // Written down, so that the file can be renamed after it went out.
  const id = wish.what === 'post' ? slug.replaceAll('/', '-') + suffix : undefined;
  const words = placeholdersIn(wish.lang);
  const date = isoDay(now, site.timeZone);
  const morning = `${date}T09:00${zonedMoment(now, site.timeZone).slice(-'+08:00'.length)}`;
  const notes = notesIn(wish.lang);
  const fields = fieldsOf(wish, { title: wish.title.trim(), date, morning, id, words, notes, site });
  const text = wish.what === 'testimonial' ? words.quote : words.text;
  return {
    file: `content/${folder}/${slug}${suffix}.${kinds[folder].ending}`,
    slug,
    id,
    text: `---\n${fields.map(write).join('')}---\n\n${text}\n`,
  };
}

function fieldsOf({ what, kind }: Wish, ground: Ground): readonly Field[] {
  if (what === 'offer') return offerScaffolds[kindIn(kindsOf.offer, kind, what)](ground);
  if (what === 'talk') return talkScaffold(kindIn(kindsOf.talk, kind, what), ground);
  if (kind === undefined) return scaffolds[what](ground);
  throw new Problem(`a ${what} has no kinds`, { hint: 'Leave --kind out; offers and talks have one.' });
}

function kindIn<Kind extends string>(
  kinds: readonly [Kind, ...Kind[]],
  asked: string | undefined,
  what: string,
): Kind {
  const found = asked === undefined ? kinds[0] : kinds.find((kind) => kind === asked);
  if (found !== undefined) return found;
  throw new Problem(`there is no ${what} of kind “${asked}”`, { hint: `Known: ${kinds.join(', ')}.` });
}

function write({ key, value, isOptional = false, note }: Field): string {
  const lines = stringify({ [key]: value }, { lineWidth: 0, flowCollectionPadding: false }).trimEnd();
  const [first = '', ...more] = lines.split('\n');
  const noted = [note === undefined ? first : `${first} # ${note}`, ...more];
  return noted.map((line) => `${isOptional ? '# ' : ''}${line}\n`).join('');
}

function reserved(slug: string): Problem {
  const message = `a page cannot be called “${slug}”: “/${slug}/” is one of the site’s own addresses`;
  return new Problem(message, { hint: 'Give it another name: --slug other-name' });
}

/** Letters and digits of every script, Chinese as it is, with `-` between; short enough for a file name. */
function slugFrom(title: string): string {
  const words = title
    .normalize('NFC')
    .replaceAll(/[：，。！？、；（）《》“”「」…—·]/g, ' ')
    .trim();
  const slug = slugOf(words)
    .replaceAll(/[^\p{L}\p{M}\p{N}_-]+/gu, '-')
    .replaceAll(/-{2,}/g, '-')
    .replaceAll(/^[-_]+|-+$/g, '');
  if (slug !== '' && slug !== 'index') return shortened(slug);
  throw new Problem(`the title “${title}” makes no file name`, { hint: 'Give one: --slug my-post' });
}

/** File systems take 255 bytes, and a Chinese character has three. An address that long is of no use either. */
const LONGEST_SLUG = 60;

/** Cut after a word where there is one to cut after. */
function shortened(slug: string): string {
  const characters = [...slug];
  if (characters.length <= LONGEST_SLUG) return slug;
  const cut = characters.slice(0, LONGEST_SLUG).join('');
  const lastWord = cut.lastIndexOf('-');
  return (lastWord > LONGEST_SLUG / 2 ? cut.slice(0, lastWord) : cut).replace(/[-_]+$/, '');
}

function checkedSlug(written: string, site: Site): string {
  const slug = written.normalize('NFC').replace(/\/+$/, '');
  const { slug: read, lang } = readContentName(`${slug}.md`, site.languages);
  if (isSlug(slug) && read === slug && lang === undefined && !/(^|\/)_/.test(slug)) return slug;
  throw new Problem(`“${written}” cannot be a file’s name and an address`, {
    hint: 'Letters, digits, “-” and “.”, and “/” for folders; the language is said with --lang.',
  });
}
