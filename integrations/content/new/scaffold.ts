import type { OfferKind, Site, TalkKind } from '#domain';
import type { KindName } from '../kinds.ts';
import { addresses, type Notes, type Placeholders, priceToSet } from './placeholders.ts';

/** A key a new file begins with. */
export interface Field {
  readonly key: string;
  readonly value: unknown;
  /** Written as a comment: what one may have, ready to be uncommented. */
  readonly isOptional?: boolean;
  /** What else it may be. */
  readonly note?: string;
}

/** What a scaffold is made from. */
export interface Ground {
  readonly title: string;
  /** Today where the author lives: `2026-11-21`. */
  readonly date: string;
  /** A moment of that day with its zone: `2026-11-21T09:00+08:00`. */
  readonly morning: string;
  /** Of a post. */
  readonly id: string | undefined;
  readonly words: Placeholders;
  readonly notes: Notes;
  readonly site: Site;
}

/** The keys of a new file, in order: what it needs, then, as comments, what it may have. */
export const scaffolds = {
  post: ({ title, date, morning, id, words, notes }) => [
    ...titled(title, words),
    field('date', date),
    draft,
    field('id', id),
    field('tags', []),
    field('offers', []),
    optional('series', { name: words.series, order: 1 }),
    optional('cover', { src: './cover.png', alt: words.picture }),
    optional('publishAt', morning, notes.waits),
  ],
  project: ({ title, date, words, notes }) => [
    ...titled(title, words),
    field('date', date, notes.finished),
    draft,
    field('stack', []),
    field('offers', []),
    optional('client', words.client),
    optional('role', words.role),
    optional('duration', words.duration),
    optional('problem', words.problem),
    optional('solution', words.solution),
    optional('results', [{ value: words.result, label: words.resultLabel }]),
    optional('url', addresses.project),
    optional('cover', { src: './cover.png', alt: words.picture }),
    optional('featured', true),
  ],
  testimonial: ({ title, date, words }) => [
    field('name', title),
    field('date', date),
    draft,
    field('projects', []),
    field('offers', []),
    optional('role', words.job),
    optional('company', words.company),
    optional('url', addresses.person),
    optional('photo', './photo.jpg'),
    optional('featured', true),
  ],
  page: ({ title, words, notes }) => [
    ...titled(title, words),
    draft,
    field('nav', 'foot', notes.nav),
    optional('order', 1),
  ],
} satisfies Record<Exclude<KindName, 'offer' | 'talk'>, (ground: Ground) => Field[]>;

/** The keys of a new offer of a kind. */
export const offerScaffolds: Readonly<Record<OfferKind, (ground: Ground) => Field[]>> = {
  ad: ({ title, date, words, notes, site }) => [
    ...titled(title, words),
    draft,
    field('kind', 'ad'),
    field('sponsor', title),
    field('url', addresses.sponsor, notes.click),
    optional('flights', [{ from: date, fee: priceToSet(site) }], notes.flights),
  ],
  course: ({ title, words, notes, site }) => [
    ...titled(title, words),
    draft,
    field('kind', 'course'),
    field('price', priceToSet(site)),
    field('url', addresses.course, notes.sold),
    optional('hours', 6),
    optional('syllabus', [{ title: words.chapter, lessons: [words.lesson] }]),
    ...deal(words),
    optional('sample', '/posts/hello/', notes.sample),
  ],
  product: ({ title, words, notes, site }) => [
    ...titled(title, words),
    draft,
    field('kind', 'product'),
    field('form', 'other', notes.form),
    field('price', priceToSet(site)),
    field('url', addresses.product, notes.sold),
    ...deal(words),
    optional('sample', '/posts/hello/', notes.part),
  ],
  membership: ({ title, words, notes, site }) => [
    ...titled(title, words),
    draft,
    field('kind', 'membership'),
    field('price', priceToSet(site)),
    field('per', 'year', notes.stay),
    field('url', addresses.membership, notes.join),
    ...deal(words),
    optional('sample', '/posts/hello/', notes.part),
  ],
  training: ({ title, words, notes, site }) => [
    ...titled(title, words),
    draft,
    field('kind', 'training'),
    optional('price', priceToSet(site), notes.agreed),
    optional('people', 20),
    optional('hours', 6),
    optional('syllabus', [{ title: words.chapter, lessons: [words.lesson] }]),
    ...deal(words),
    optional('steps', [{ title: words.step, text: words.stepText }]),
  ],
  consulting: ({ title, words, notes, site }) => [
    ...titled(title, words),
    draft,
    field('kind', 'consulting'),
    optional('price', priceToSet(site), notes.agreed),
    optional('per', 'month', notes.per),
    optional('annual', priceToSet(site), notes.annual),
    ...deal(words),
    optional('steps', [{ title: words.step, text: words.stepText }]),
  ],
};

/** The keys of a new talk of a kind. */
export function talkScaffold(kind: TalkKind, { title, date, words }: Ground): Field[] {
  return [
    ...titled(title, words),
    field('date', date),
    draft,
    field('kind', kind),
    field('event', words.event),
    optional('place', words.place),
    optional('url', addresses.event),
    optional('slides', addresses.event),
    optional('video', addresses.event),
  ];
}

function titled(title: string, { description }: Placeholders): Field[] {
  return [field('title', title), field('description', description)];
}

/** What sells every kind of offer but an ad. */
function deal(words: Placeholders): Field[] {
  return [
    optional('includes', [words.includes]),
    optional('audience', [words.audience]),
    optional('faq', [{ question: words.question, answer: words.answer }]),
  ];
}

const draft = field('draft', true);

function field(key: string, value: unknown, note?: string): Field {
  return { key, value, ...(note !== undefined && { note }) };
}

function optional(key: string, value: unknown, note?: string): Field {
  return { ...field(key, value, note), isOptional: true };
}
