import type { Random } from './random.ts';
import type { Voice } from './voice.ts';

const things = [
  'gateway',
  'connection pool',
  'job queue',
  'local cache',
  'scheduler',
  'access log',
  'compound index',
  'retry loop',
  'read replica',
  'write path',
  'config service',
  'rate limiter',
  'background thread',
  'message broker',
  'build script',
  'lock file',
  'session token',
  'upload service',
  'alert rule',
  'rollback plan',
  'search endpoint',
  'migration',
];
const deeds = [
  'made the tail latency worse',
  'swallowed the real error',
  'exposed a race',
  'used up every connection',
  'skipped validation',
  'slowed the whole start-up',
  'reordered two writes',
  'cost one more round trip',
  'kept a copy in memory',
  'dropped the last batch',
  'failed only in another time zone',
  'sent the same request twice',
  'waited for a signal that never came',
  'read stale rows',
];
const moments = [
  'under load',
  'the day after the release',
  'right after a restart',
  'at three in the morning',
  'once the data had doubled',
  'while the primary moved',
  'on a slow network',
  'when the disk was nearly full',
  'on a second machine',
  'on an old phone',
];
const reasons = [
  'the timeout was shorter than the one downstream',
  'nobody looked at that chart',
  'a default changed in a minor version',
  'the tests covered success only',
  'two teams had written it twice',
  'the lock was too coarse',
  'we took it for idempotent',
  'the manual and the code disagreed',
  'the columns of the index were in another order',
  'the cache key left out the language',
];
const advice = [
  'measure before you change anything',
  'return failures as values',
  'put a limit on every wait',
  'make writes safe to repeat',
  'review settings beside the code',
  'write every attempt to a table',
  'retry only what can be retried',
  'pass time and chance as arguments',
  'delete the branch nobody takes',
  'let one log line tell one story',
];
const names = ['Node', 'Go', 'SQLite', 'Postgres', 'Redis', 'Linux', 'TypeScript', 'Rust', 'HTTP', 'TLS'];
const codes = [
  'retryAfter',
  'max_connections',
  'AbortSignal',
  'EXPLAIN',
  'context.Done()',
  'fsync',
  'ulimit -n',
  '--frozen',
];
const topics = [
  'Timeouts and retries',
  'The size of a pool',
  'One slow query',
  'Cache invalidation',
  'Idempotent writes',
  'Logs and traces',
  'Deploys and rollbacks',
  'Types at the edge',
  'Locks',
  'Batches',
];

const phrases: readonly ((random: Random) => string)[] = [
  (random) =>
    `The ${random.pick(things)} ${random.pick(deeds)} ${random.pick(moments)}, because ${random.pick(reasons)}.`,
  (random) =>
    `Between the ${random.pick(things)} and the ${random.pick(things)} there is a layer of ${random.pick(names)}, so it looked as if the ${random.pick(things)} ${random.pick(deeds)}.`,
  (random) => `**Note:** ${random.pick(advice)}, or the ${random.pick(things)} will break again.`,
  (random) =>
    `With \`${random.pick(codes)}\` at ${random.between(2, 900)}, the ${random.pick(things)} went from ${random.between(40, 400)} ms to ${random.between(5, 39)} ms.`,
  (random) =>
    `In the end we chose to ${random.pick(advice)}; the ${random.pick(things)} can wait for the next version.`,
  (random) =>
    `“${random.pick(advice)}” is true of the ${random.pick(things)} and less so of the ${random.pick(things)}.`,
  (random) =>
    `The [${random.pick(names)} manual](https://docs.example.org/${random.between(1, 400)}/) has the details; here we look at the ${random.pick(things)}.`,
  (random) =>
    `It is easy to reproduce: send ${random.between(20, 900)} requests ${random.pick(moments)}, and about ${random.between(1, 9)}% of them show it.`,
  (random) =>
    `The change is ${random.between(3, 60)} lines, *but* ${random.pick(reasons)}, so the review took ${random.between(2, 9)} days.`,
];

/** Notes of a back-end developer, in English. */
export const english: Voice = {
  gap: ' ',
  tableHead: ['Case', 'Before (ms)', 'After (ms)'],
  heading: (random) => `${random.pick(topics)}: the ${random.pick(things)} ${random.pick(moments)}`,
  clause: (random) => `the ${random.pick(things)} ${random.pick(deeds)} ${random.pick(moments)}`,
  sentence: (random) => random.pick(phrases)(random),
  word: (random) => random.pick(things),
};
