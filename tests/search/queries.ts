/** What a reader types, the page they mean, which comes first, and pages that would be wrong. */
export type Query = readonly [query: string, first: string, never?: readonly string[]];

const post = (slug: string) => `/posts/${slug}/`;
const enPost = (slug: string) => `/en/posts/${slug}/`;

export const chinese: readonly Query[] = [
  // The 构建 of 重构|建议 and 机构|建设 is none.
  ['构建', post('incremental-build'), [post('refactor-advice'), post('public-works')]],
  ['增量构建', post('incremental-build')],
  ['重构', post('refactor-advice'), [post('incremental-build')]],
  ['重构建议', post('refactor-advice'), [post('incremental-build')]],
  ['建模', post('refactor-advice')],
  ['机构', post('public-works'), [post('refactor-advice')]],
  ['会议', post('release-party')],
  ['发布会', post('release-party'), [post('canary')]],
  ['灰度发布', post('canary'), [post('release-party')]],
  ['超时', post('node-timeout')],
  ['Node 超时', post('node-timeout'), [post('retry-storm')]],
  ['node超时', post('node-timeout'), [post('retry-storm')]],
  ['ＮＯＤＥ　超时', post('node-timeout'), [post('retry-storm')]],
  ['p99 延迟', post('p99-latency')],
  ['p99延迟', post('p99-latency')],
  ['连接池', post('connection-pool'), [post('long-connection')]],
  ['长连接', post('long-connection'), [post('connection-pool')]],
  ['连接 池', post('connection-pool')],
  ['缓存击穿', post('cache-breakdown'), [post('cache-avalanche')]],
  ['缓存雪崩', post('cache-avalanche'), [post('cache-breakdown')]],
  ['死锁', post('deadlock'), [post('distributed-lock')]],
  ['锁', post('distributed-lock')],
  ['一致性哈希', post('consistent-hash'), [post('eventual-consistency')]],
  ['垃圾回收', post('gc-pause')],
  ['C++', post('cpp-vs-rust'), [post('csharp-notes')]],
  ['C#', post('csharp-notes'), [post('cpp-vs-rust')]],
  ['Node 半角', post('fullwidth')],
  ['AbortSignal', post('node-timeout')],
  ['“预写日志”', post('sqlite-wal'), [post('log-levels')]],
  ['渡轮', '/projects/ferry/'],
];

export const english: readonly Query[] = [
  ['abort', enPost('abort-signal')],
  ['AbortController', enPost('abort-signal')],
  ['how to cancel a request', enPost('abort-signal')],
  ['caching', enPost('caching-rules')],
  ['cached answers', enPost('caching-rules')],
  ['rate limit', enPost('rate-limit')],
  ['429', enPost('rate-limit')],
  ['connection pool', enPost('connection-pools')],
  ['"connection pool"', enPost('connection-pools'), [enPost('swimming-pool')]],
  ['swimming', enPost('swimming-pool'), [enPost('connection-pools')]],
  ['query plan', enPost('indexes')],
  ['typescr', enPost('typescript-narrowing')],
  ['Go', enPost('go-channels'), [enPost('google-interview')]],
  ['google', enPost('google-interview'), [enPost('go-channels')]],
  ['flaky tests', enPost('flaky-tests'), [enPost('testing-clocks')]],
  ['C++ modules', enPost('cpp-modules')],
  ['focus escape', enPost('accessible-dialogs')],
  ['time zone', enPost('time-zones')],
  ['ｐ９９', enPost('tail-latency')],
  ['performance review', '/en/services/diagnosis/'],
];
