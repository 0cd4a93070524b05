/**
 * Load from a process of its own: `node send-load.ts '<JSON of LoadSettings>'` prints a `LoadResult`. Each request comes
 * from a reader of its own.
 */
import autocannon from 'autocannon';

export interface LoadSettings {
  readonly url: string;
  readonly connections: number;
  /** Seconds. */
  readonly duration: number;
  /** Views for the collector, or the page that readers read. */
  readonly of: 'events' | 'page';
  /** Sent with each request. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Requests a second of all connections. @default as many as are answered */
  readonly rate?: number;
}

export interface LoadResult {
  /** Answered a second. */
  readonly rate: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
  readonly slowest: number;
  /** Answers that were no success, and requests without an answer. */
  readonly failed: number;
  readonly answered: number;
}

const settings: LoadSettings = JSON.parse(process.argv[2] ?? '');
const { url, connections, duration, of, rate } = settings;
const result = await autocannon({
  ...{ url, connections, duration, timeout: 60 },
  ...(rate !== undefined && { overallRate: rate }),
  requests: [
    of === 'events' ? { method: 'POST', path: '/api/events', setupRequest: withEvent } : { path: '/' },
  ],
  headers: { ...settings.headers },
});
const { latency, requests, non2xx, errors } = result;
const told: LoadResult = {
  rate: requests.total / result.duration,
  ...{ p50: latency.p50, p99: latency.p99, slowest: latency.max },
  ...{ failed: non2xx + errors, answered: requests.total - non2xx },
};
console.log(JSON.stringify(told));

function withEvent(request: autocannon.Request): autocannon.Request {
  const reader = Math.floor(Math.random() * 2 ** 32);
  const address = [24, 16, 8, 0].map((bits) => (reader >>> bits) & 255).join('.');
  const event = {
    id: crypto.randomUUID(),
    type: 'view',
    from: ' https://dev.to/',
    before: '',
    last: '2000-01-01',
  };
  return {
    ...request,
    body: JSON.stringify(event),
    headers: {
      ...request.headers,
      Origin: 'https://bench.example',
      'User-Agent': 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/140.0.0.0 Safari/537.36',
      'X-Forwarded-For': address,
    },
  };
}
