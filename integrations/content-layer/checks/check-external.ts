import PQueue from 'p-queue';
import type { Millis } from '#domain';
import type { Finding } from '../../content/checks/finding.ts';
import type { ExternalLink } from './check-content.ts';
import { type Answer, type LinkCache, openLinkCache } from './link-cache.ts';

export interface ExternalSettings {
  readonly fetch: typeof globalThis.fetch;
  readonly now: () => Millis;
  /** Where answers are kept between runs. */
  readonly cacheFile: string;
  /** How long a sound answer is believed, in milliseconds. @default a week */
  readonly believe?: number;
  /** How long a server may take, in milliseconds. @default 10 s */
  readonly patience?: number;
  /** Whether an address is not asked. @default names and addresses that the public network does not have */
  readonly skip?: (url: URL) => boolean;
}

/** What became of the addresses, each counted once. */
export interface ExternalReport {
  readonly findings: readonly Finding[];
  readonly asked: number;
  readonly remembered: number;
  readonly skipped: number;
}

const WEEK = 7 * 86_400_000;
const AT_ONCE = 8;

/**
 * Asks each address whether it is there, once a run: `HEAD`, and `GET` where a server does not take that. Gone
 * (404, 410) is an error; no answer, or another refusal, may be today's weather or a wall against robots: a
 * warning.
 */
export async function checkExternal(
  links: readonly ExternalLink[],
  settings: ExternalSettings,
): Promise<ExternalReport> {
  const { now, cacheFile, believe = WEEK, skip = isNotPublic } = settings;
  const uses = Map.groupBy(links, ({ url }) => bare(url));
  const public_ = [...uses.keys()].filter((url) => URL.canParse(url) && !skip(new URL(url)));
  const cache = await openLinkCache(cacheFile, now() - believe);
  const unknown = public_.filter((url) => cache.get(url) === undefined);
  await ask(unknown, cache, settings);
  await cache.save();
  const findings = public_.flatMap((url) => tell(url, uses.get(url) ?? [], cache.get(url)));
  const remembered = public_.length - unknown.length;
  return { findings, asked: unknown.length, remembered, skipped: uses.size - public_.length };
}

/**
 * Whether no stranger can be there: this machine, private networks, and the names reserved for examples and
 * tests. A check that asked them would tell what is in the author's network, and fail on others' machines.
 */
export function isNotPublic({ hostname }: URL): boolean {
  const host = hostname.replace(/^\[|\]$/g, '').toLowerCase();
  if (/(^|\.)(localhost|local|internal|lan|test|example|invalid|onion)$/.test(host)) return true;
  if (host.includes(':')) return /^(::1?$|::ffff:|f[cd]|fe[89ab])/.test(host);
  return (
    /^(0|10|127)\.|^169\.254\.|^192\.168\.|^172\.(1[6-9]|2\d|3[01])\.|^100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7])\./.test(
      host,
    ) || !host.includes('.')
  );
}

async function ask(urls: readonly string[], cache: LinkCache, settings: ExternalSettings): Promise<void> {
  const queue = new PQueue({ concurrency: AT_ONCE });
  await Promise.all(
    urls.map((url) =>
      queue.add(async () => cache.set(url, { ...(await answerOf(url, settings)), at: settings.now() })),
    ),
  );
}

async function answerOf(
  url: string,
  { fetch, patience = 10_000 }: ExternalSettings,
): Promise<Omit<Answer, 'at'>> {
  try {
    const head = await statusOf(url, 'HEAD', fetch, patience);
    return { status: head < 400 ? head : await statusOf(url, 'GET', fetch, patience) };
  } catch (error) {
    return { status: 0, why: whyOf(error) };
  }
}

async function statusOf(
  url: string,
  method: 'HEAD' | 'GET',
  fetch: typeof globalThis.fetch,
  patience: number,
): Promise<number> {
  const headers = { accept: 'text/html,*/*;q=0.8', 'user-agent': 'Mozilla/5.0 (compatible; byline-check)' };
  const answer = await fetch(url, { method, headers, signal: AbortSignal.timeout(patience) });
  await answer.body?.cancel();
  return answer.status;
}

function whyOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.name === 'TimeoutError') return 'it did not answer in time';
  const { code } = (error.cause ?? {}) as { code?: string };
  return (
    { ENOTFOUND: 'there is no such host', ECONNREFUSED: 'it refuses connections' }[code ?? ''] ??
    code ??
    error.message
  );
}

function tell(url: string, links: readonly ExternalLink[], answer: Answer | undefined): Finding[] {
  const { status = 0, why } = answer ?? {};
  if (status >= 200 && status < 400) return [];
  const gone = status === 404 || status === 410;
  const said = status === 0 ? (why ?? 'no answer') : `it answers ${status}`;
  return links.map(({ file, line }) => ({
    level: gone ? 'error' : 'warning',
    rule: 'external-link',
    message: `${gone ? 'nothing is there any more' : 'it may be gone'}: ${url} (${said})`,
    hint: gone ? 'Link to where it went, or to an archived copy.' : undefined,
    place: { file, line },
  }));
}

/** A part is the browser's business. */
function bare(url: string): string {
  return url.replace(/#.*$/, '');
}
