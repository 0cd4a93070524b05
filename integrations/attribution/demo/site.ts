import type { Lang, Millis, Offer } from '#domain';

export type Random = () => number;

/** A post as the made-up year knows it. */
export interface DemoPost {
  readonly id: string;
  readonly lang: Lang;
  readonly published: Millis;
  /** How much it is read, beside the others: around 1. */
  readonly appeal: number;
  /** Raw sources of its readers, each with its weight. */
  readonly sources: readonly (readonly [source: string, weight: number])[];
  /** Offers that stand in it, by id. */
  readonly offers: readonly string[];
}

export interface DemoSite {
  readonly posts: readonly DemoPost[];
  readonly offers: readonly Offer[];
  readonly now: Millis;
  readonly timeZone: string;
}

/** Posts for a year, from those of the site: one after the other, so that each month has something new. */
export function demoPosts(
  posts: readonly Pick<DemoPost, 'id' | 'lang' | 'offers'>[],
  { offers, now, channels }: Pick<DemoSite, 'offers' | 'now'> & { readonly channels: readonly string[] },
  random: Random,
): DemoPost[] {
  const own = [...new Map(posts.map((post) => [`${post.id} ${post.lang}`, post])).values()];
  const year: Millis = 365 * 86_400_000;
  const ads = [...new Set(offers.filter(({ kind }) => kind === 'ad').map(({ id }) => id))];
  return own.map((post, index) => ({
    ...post,
    published: now - year + (index / own.length) * (year - 20 * 86_400_000),
    appeal: [1.6, 0.7, 1.1, 0.45, 1.3][index % 5] ?? 1,
    sources: [
      ...(byLanguage[post.lang.startsWith('zh') ? 'zh' : 'en'] ?? []),
      ...copies(post.id, channels, random),
    ],
    offers: [...new Set([...post.offers, ...(index % 3 === 2 ? [] : ads)])],
  }));
}

/** One of several, none of them more often than another. */
export function pick<Thing>(things: readonly [Thing, ...Thing[]] | readonly Thing[], random: Random): Thing {
  const found = things[Math.floor(random() * things.length)];
  if (found === undefined) throw new Error('there is nothing to pick from');
  return found;
}

/** Readers of the copies come by a tagged link: `dev@what-p99-hides`. */
function copies(post: string, channels: readonly string[], random: Random): [string, number][] {
  return channels.map((channel) => [`${channel}@${post}`, 5 + 10 * random()]);
}

const byLanguage: Readonly<Record<string, DemoPost['sources']>> = {
  zh: [
    ['juejin.cn', 22],
    ['zhihu.com', 14],
    ['v2ex.com', 11],
    ['weixin.qq.com', 16],
    ['www.google.com', 12],
    ['www.baidu.com', 9],
    ['chat.deepseek.com', 5],
    ['letter#monthly', 8],
    ['direct', 17],
  ],
  en: [
    ['news.ycombinator.com', 18],
    ['lobste.rs', 8],
    ['www.google.com', 24],
    ['reddit.com', 10],
    ['chatgpt.com', 7],
    ['letter#monthly', 9],
    ['direct', 16],
  ],
};
