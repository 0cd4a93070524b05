import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { channelSchema } from '#domain';
import { loadPlatforms, openChannels } from '../../../integrations/syndication/channels/settings.ts';
import { readOutlines } from '../../../integrations/syndication/editions/feed.ts';
import { plan } from '../../../integrations/syndication/plan/plan.ts';
import { readLedger } from '../../../integrations/syndication/records/ledger.ts';
import { slowBlog } from './slow-blog.ts';

// A process of its own, so that its memory is the plan's: loads every platform, reads a feed and a ledger, plans, and
// prints what that took.

const [folder = '.', count = '10'] = process.argv.slice(2);
const platforms = await loadPlatforms();
const before = process.memoryUsage.rss();
const [start, work] = [performance.now(), process.cpuUsage()];
const channels = openChannels(
  Object.fromEntries(
    Array.from({ length: Number(count) }, (_, index) => [
      `blog-${index}`,
      channelSchema.parse({ platform: 'slow', url: `https://blog-${index}.example` }),
    ]),
  ),
  { platforms: new Map([...platforms, ['slow', slowBlog(0)]]), env: {}, timeZone: 'UTC' },
);
const [items, ledger] = await Promise.all([
  readOutlines(folder, () => Promise.reject(new Error('the feed is on the disk'))),
  readLedger(join(folder, 'publications.jsonl')),
]);
const read = performance.now();
const steps = plan({ items, channels, ledger, now: Date.now() });
const [end, { user, system }] = [performance.now(), process.cpuUsage(work)];
console.log(
  JSON.stringify({
    steps: steps.length,
    read: (read - start) / 1000,
    plan: (end - read) / 1000,
    processor: (user + system) / 1e6,
    // What planning takes, beside Node and the program with every platform.
    memory: (process.resourceUsage().maxRSS * 1024 - before) / 1e6,
    peak: (process.resourceUsage().maxRSS * 1024) / 1e6,
  }),
);
