import { authoredMoment, type Millis, type Post, type Site } from '#domain';
import type { Filed } from '../nouns.ts';
import type { Finding } from './finding.ts';

/** What a channel that is switched on takes; a limit that is not known is left out. Texts in characters. */
export interface ChannelLimits {
  readonly channel: string;
  readonly title?: number | undefined;
  readonly description?: number | undefined;
  readonly tags?: number | undefined;
}

/** Titles, descriptions and tags that a channel the post goes to would refuse. */
export function checkLimits(
  posts: readonly Filed<Post>[],
  limits: readonly ChannelLimits[],
  site: Site,
): Finding[] {
  return limits.flatMap((limit) =>
    posts.filter(({ noun }) => goesTo(noun, limit.channel, site)).flatMap((post) => tooMuch(post, limit)),
  );
}

function goesTo(post: Post, id: string, site: Site): boolean {
  const channel = site.channels[id];
  const choice = post.channels[id];
  if (channel === undefined || choice === false || post.draft || post.canonical !== undefined) return false;
  if (choice !== undefined) return true;
  const since: Millis = channel.since === undefined ? 0 : authoredMoment(channel.since, site.timeZone);
  return (channel.languages?.includes(post.lang) ?? true) && post.published >= since;
}

function tooMuch({ noun, file, lineOf }: Filed<Post>, limit: ChannelLimits): Finding[] {
  const choice = noun.channels[limit.channel];
  const own = typeof choice === 'object' ? choice : {};
  const tell = (key: 'title' | 'description' | 'tags', count: number, what: string): Finding[] => {
    const most = limit[key];
    if (most === undefined || count <= most) return [];
    const message = `${key}: ${limit.channel} takes ${most} ${what}, this has ${count}`;
    const hint =
      key === 'description' ? undefined : `Give it its own: channels: { ${limit.channel}: { ${key}: … } }`;
    return [{ level: 'warning', rule: 'channel-limit', message, hint, place: { file, line: lineOf([key]) } }];
  };
  return [
    ...tell('title', [...(own.title ?? noun.title)].length, 'characters'),
    ...tell('description', [...noun.description].length, 'characters'),
    ...tell('tags', (own.tags ?? noun.tags).length, 'tags'),
  ];
}
