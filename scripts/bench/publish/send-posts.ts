import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { channelSchema, type FeedItem } from '#domain';
import {
  createSend,
  type Effects,
  newKey,
  openChannels,
  openJournal,
  openLedger,
  plan,
  publish,
} from '../../../integrations/syndication/index.ts';
import { slowBlog, startSlowBlog } from './slow-blog.ts';

/**
 * Publishes posts to channels whose servers answer late, with a ledger and a journal on the disk.
 *
 * @throws where a server has not each post exactly once: what is fast and wrong is not measured
 */
export async function sendPosts(items: readonly FeedItem[], lane: Lane): Promise<Sent> {
  const blogs = await Promise.all(Array.from({ length: lane.channels }, () => startSlowBlog(lane.delay)));
  const channels = openChannels(
    Object.fromEntries(
      blogs.map(({ url }, index) => [`blog-${index}`, channelSchema.parse({ platform: 'slow', url })]),
    ),
    { platforms: new Map([['slow', slowBlog(lane.pace)]]), env: {}, timeZone: 'UTC' },
  );
  const ledger = await openLedger(join(lane.folder, 'publications.jsonl'));
  const journal = await openJournal(join(lane.folder, 'publishing.jsonl'), Date.now);
  try {
    const steps = plan({ items, channels, ledger: ledger.lines(), now: Date.now() });
    const [start, work] = [performance.now(), process.cpuUsage()];
    await publish(steps, effectsWith({ ledger, journal }));
    const { user, system } = process.cpuUsage(work);
    const wall = (performance.now() - start) / 1000;
    for (const blog of blogs) check(blog.titles(), items);
    return { wall, work: (user + system) / 1e6, floor: ((items.length - 1) * lane.pace) / 1000 };
  } finally {
    await journal.close();
    await ledger.close();
    await Promise.all(blogs.map((blog) => blog.close()));
  }
}

function effectsWith(books: Pick<Effects, 'ledger' | 'journal'>): Effects {
  return {
    ...books,
    site: 'https://bench.example/',
    now: Date.now,
    sleep,
    newKey: () => newKey(Date.now()),
    whyAbsent: async () => undefined,
    readPicture: async () => new Uint8Array(),
    draw: async () => new Map(),
    fit: async ({ bytes }) => ({ bytes: Buffer.from(bytes), format: 'png', width: 1, height: 1 }),
    consent: async () => false,
    sendFor: () => createSend([]),
  };
}

function check(titles: readonly string[], items: readonly FeedItem[]): void {
  const expected = items.map(({ title }) => title).toSorted();
  if (JSON.stringify(titles.toSorted()) !== JSON.stringify(expected))
    throw new Error(`a server has ${titles.length} posts of ${expected.length}, or others`);
}

interface Lane {
  readonly channels: number;
  /** Milliseconds until a server answers. */
  readonly delay: number;
  /** Milliseconds between two writes of one account. */
  readonly pace: number;
  /** Where the ledger and the journal are. */
  readonly folder: string;
}

interface Sent {
  /** Seconds on the clock. */
  readonly wall: number;
  /** Seconds of the processor, the servers' own included. */
  readonly work: number;
  /** Seconds that the pace alone takes. */
  readonly floor: number;
}
