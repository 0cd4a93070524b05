import { serve } from '@hono/node-server';
import { build, type Plugin } from 'esbuild';
import { Hono } from 'hono';
import { beaconKeys } from '../../integrations/attribution/collector/source.ts';

const parts = [
  'beacon',
  'watch-page',
  'page-parts',
  'send-form',
  'run-ads',
  'ask-consent',
  'explain-events',
] as const;
const scripts = new Map(await Promise.all(parts.map(async (name) => [name, await bundle(name)] as const)));

/** The zone of the stand-in's site. */
export const ZONE = 'Asia/Shanghai';

/** How long after it was given a token is taken, in milliseconds. */
const LEAST_AGE = 300;

/** A file of the beacon as the browser gets it; the addresses of the others are below `/beacon/`. */
async function bundle(name: string): Promise<string> {
  const addresses: Plugin = {
    name: 'addresses',
    setup(build) {
      build.onResolve({ filter: /^byline:beacon-part\// }, ({ path }) => ({ path, namespace: 'part' }));
      build.onLoad({ filter: /./, namespace: 'part' }, ({ path }) => ({
        contents: `export default '/beacon/${path.split('/').at(-1)}.js'`,
      }));
    },
  };
  const { outputFiles } = await build({
    entryPoints: [`integrations/attribution/${name}.ts`],
    plugins: [addresses],
    bundle: true,
    format: 'esm',
    target: 'es2022',
    write: false,
  });
  return outputFiles[0]?.text ?? '';
}

export interface Site {
  readonly url: string;
  /** What readers do. */
  readonly events: Record<string, unknown>[];
  /** What the page notices by itself, once time has passed: offers seen, posts read. */
  readonly noticed: Record<string, unknown>[];
  /** Ads whose cap is reached. */
  readonly over: string[];
  readonly leads: Record<string, unknown>[];
  /** Answers to the next forms; `{ ok: true }` after those. */
  readonly answers: object[];
  /** Whether a form came before its token was old enough. */
  readonly early: boolean;
  close(): Promise<void>;
}

/** Two pages with the beacon, and a stand-in for the collector that keeps what it is sent. */
export async function startSite(): Promise<Site> {
  const [events, noticed, leads]: Record<string, unknown>[][] & { length: 3 } = [[], [], []];
  const answers: object[] = [];
  const over: string[] = [];
  const issued = new Map<string, number>();
  let early = false;
  const app = new Hono()
    .get('/beacon/:file', (context) => {
      const name = parts.find((part) => `${part}.js` === context.req.param('file'));
      return context.body(scripts.get(name ?? 'beacon') ?? '', 200, { 'Content-Type': 'text/javascript' });
    })
    .post('/api/events', async (context) => {
      const event = JSON.parse(await context.req.text());
      (event.type === 'seen' || event.type === 'read' ? noticed : events).push(event);
      return context.body(null, 202, event.offer === 'paid' ? { 'X-Byline': 'unknown-offer' } : {});
    })
    .get('/api/ads', (context) => context.json({ over }))
    .get('/api/form-token', (context) => {
      const token = `token-${issued.size + 1}`;
      issued.set(token, performance.now());
      return context.json({ token, wait: LEAST_AGE });
    })
    .post('/api/leads', async (context) => {
      const lead = await context.req.parseBody();
      early ||= performance.now() < (issued.get(String(lead['token'])) ?? 0) + LEAST_AGE;
      leads.push(lead);
      return context.json(answers.shift() ?? { ok: true });
    })
    .post('/settled', (context) => context.body(null, 204))
    // A link that leads nowhere leaves the page where it is, and a tab it opens has no beacon.
    .get('/away', (context) => context.body(null, 204))
    .get('/post', (context) => context.html(html('hello')))
    .get('/blog/post', (context) => context.html(html('hello', { home: '/blog/' })))
    .get('/long', (context) => context.html(html('hello', { body: LONG })))
    .get('/ads', (context) => context.html(html('hello', { body: ADS })))
    .get('/ask', (context) => context.html(html('hello', { body: BAR, key: 'byline-allowed', fresh: '0' })))
    .get('*', (context) => context.html(html()));
  const { server, port } = await new Promise<{ server: ReturnType<typeof serve>; port: number }>(
    (resolve) => {
      const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, (info) =>
        resolve({ server, port: info.port }),
      );
    },
  );
  return {
    url: `http://127.0.0.1:${port}`,
    events,
    noticed,
    over,
    leads,
    answers,
    get early() {
      return early;
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

/** A card below what is in view, and below it the end of the text. */
const LONG = `<div style="height: 200vh"></div>
  <article id="card" data-offer="card" style="height: 10rem"><a href="/away" data-offer="card">A course</a></article>
  <div style="height: 200vh"></div><p id="end" data-read="3">The end</p>`;

const ADS = [
  '2026-11-01/2026-11-30',
  '2026-12-01/2026-12-31',
  '2026-01-01/2026-01-31 2026-11-20/',
  '/2026-11-19',
]
  .map((flights, index) => `<p id="ad-${index}" data-offer="ad-${index}" data-flights="${flights}">Ad</p>`)
  .join('');

const BAR = `<button id="again" data-ask hidden>Ask again</button>
  <section data-consent hidden><button data-answer="no">No</button><button data-answer="yes">Yes</button></section>`;

interface Shown {
  readonly body?: string;
  readonly home?: string;
  readonly key?: string;
  readonly fresh?: string;
}

function html(post?: string, { body = '', home = '/', key = 'byline', fresh = '[]' }: Shown = {}): string {
  return `<!doctype html><html lang="en"${post === undefined ? '' : ` data-post="${post}"`}>
    <body>
      <a id="inside" href="/post">Post</a>
      <a id="query" href="/post?q=cancer">Search</a>
      <a id="ad" href="/away" data-offer="hosting">A <b>host</b></a>
      <a id="course" href="/away" data-offer="course">A course</a>
      <a id="stripe" href="https://buy.stripe.com/abc?locale=en" data-offer="paid" data-key="client_reference_id">Buy</a>
      <a id="consulting" href="/away">Ask</a>
      <form data-lead data-sent="Sent!" data-failed="Not sent." method="post" action="/api/leads">
        <input type="hidden" name="offer" value="consulting"><input name="blank" hidden>
        <input name="name" value="Eve"><button id="send">Send</button><p id="lead-status" role="status"></p>
      </form>
      <a id="file" href="/talk.pdf">Slides</a> <a id="feed" href="/rss.xml">Feed</a> <a id="mail" href="mailto:me@site.example">Mail</a>
      <a id="out" href="https://elsewhere.example/path?q=1">Elsewhere</a>
      ${body}
      <script type="module">
        import { start } from '/beacon/beacon.js';
        // So that it is there before a test goes on.
        import '/beacon/watch-page.js';
        const settings = ${JSON.stringify({
          ...{ collector: '', home, keys: beaconKeys, timeZone: ZONE },
          ...{ key, fresh, rest: '/beacon/watch-page.js' },
        })};
        if (location.hash === '#byline') {
          import('/beacon/explain-events.js').then(({ explain }) => explain(settings, start));
        } else start(settings);
      </script>
    </body></html>`;
}
