import { isoDay, type Millis } from '#domain';
import type { Count } from '../collector/store.ts';
import { type DemoPost, type DemoSite, pick, type Random } from './site.ts';

const DAY: Millis = 86_400_000;
const HOUR: Millis = 3_600_000;

/** One visit of a reader nobody knows: where from, and what was read. */
export interface Visit {
  readonly at: Millis;
  readonly source: string;
  readonly posts: readonly DemoPost[];
  /** Visits of the same made-up reader before, the oldest first. */
  readonly earlier: readonly Visit[];
}

/** The visits of a year. A post is read most in its first weeks, less at weekends, and a little for ever after. */
export function visitsOf({ posts, now }: DemoSite, random: Random): Visit[] {
  const visits: Visit[] = [];
  for (let ago = 364; ago >= 0; ago--) {
    const day = now - ago * DAY;
    for (const post of posts) {
      const views = Math.round(interest(post, day) * weekday(day) * (0.7 + 0.6 * random()));
      for (let view = 0; view < views; view++) visits.push(visitOf(post, day, { posts, visits, random }));
    }
  }
  return visits.filter(({ at }) => at < now).sort((a, b) => a.at - b.at);
}

/** How many readers a post has on a day. */
function interest({ published, appeal }: DemoPost, day: Millis): number {
  const age = (day - published) / DAY;
  return age < 0 ? 0 : appeal * (26 * Math.exp(-age / 9) + 6 * Math.exp(-age / 90) + 0.7);
}

function weekday(day: Millis): number {
  return [0.55, 1, 1.15, 1.1, 1.05, 0.95, 0.6][new Date(day).getUTCDay()] ?? 1;
}

function visitOf(
  post: DemoPost,
  day: Millis,
  { posts, visits, random }: { posts: readonly DemoPost[]; visits: readonly Visit[]; random: Random },
): Visit {
  const at = day - Math.floor(random() * 15 * HOUR);
  const known = random() < 0.22 ? visits[Math.floor(random() * visits.length)] : undefined;
  const others = posts.filter((other) => other.lang === post.lang && other !== post && other.published < day);
  const another = others.length > 0 && random() < 0.25 ? [pick(others, random)] : [];
  const earlier = known === undefined || known.at > at ? [] : [...known.earlier, known].slice(-4);
  const source = earlier.length > 0 && random() < 0.6 ? 'direct' : weighted(post.sources, random);
  return { at, source, posts: [post, ...another], earlier };
}

function weighted(sources: DemoPost['sources'], random: Random): string {
  const total = sources.reduce((sum, [, weight]) => sum + weight, 0);
  let rest = random() * total;
  for (const [source, weight] of sources) {
    rest -= weight;
    if (rest < 0) return source;
  }
  return 'direct';
}

/** What the collector would have counted of a visit. */
export function countsOf(visit: Visit, { timeZone }: DemoSite, random: Random, id: () => string): Count[] {
  const { at, source, earlier } = visit;
  const last = earlier.at(-1);
  const day = isoDay(at, timeZone);
  const isFirst = (length: number) =>
    last === undefined || isoDay(last.at, timeZone).slice(0, length) !== day.slice(0, length);
  return visit.posts.flatMap((post, index): Count[] => {
    const moment = at + index * 4 * 60_000;
    const blank = { at: moment, post: post.id, source: null, offer: null };
    const view: Count = {
      ...{ ...blank, id: id(), kind: 'view' },
      source: index === 0 ? source : null,
      firstToday: index === 0 && isFirst('2026-11-01'.length),
      firstThisMonth: index === 0 && isFirst('2026-11'.length),
      firstOfPost: !earlier.some(({ posts }) => posts.includes(post)),
      ...(index === 0 && { hop: { from: last?.source ?? null, to: source } }),
    };
    const read: Count[] = random() < 0.42 ? [{ ...blank, id: id(), kind: 'read' }] : [];
    const seen = post.offers
      .filter(() => random() < 0.55)
      .map((offer): Count => ({ ...blank, id: id(), kind: 'seen', offer }));
    return [view, ...read, ...seen];
  });
}
