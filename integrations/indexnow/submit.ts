import ky, { isHTTPError } from 'ky';
import { absolute, hostPath } from '#domain';

/** The most addresses the protocol takes at once. */
export const MOST = 10_000;

/** What came of telling: `later` for what is worth another try, `refused` for what someone must mend first. */
export interface Answer {
  readonly outcome: 'done' | 'refused' | 'later';
  readonly text: string;
}

/**
 * Tells an endpoint of addresses as indexnow.org says: one POST. Telling twice does no harm, so what the
 * server failed at is tried again.
 *
 * @param urls at most {@link MOST}, of one host
 */
export async function submit(urls: readonly string[], to: Endpoint): Promise<Answer> {
  const { host } = new URL(to.site);
  const json = { host, key: to.key, keyLocation: keyAddress(to), urlList: urls };
  try {
    const { status } = await ky.post(to.endpoint, {
      json,
      headers: { 'content-type': 'application/json; charset=utf-8' },
      timeout: 30_000,
      redirect: 'manual',
      retry: {
        limit: 2,
        methods: ['post'],
        statusCodes: [500, 502, 503, 504],
        delay: to.backoff ?? usual,
        maxRetryAfter: 10_000,
      },
    });
    return { outcome: 'done', text: status === 202 ? 'taken; the key is still to be checked' : 'taken' };
  } catch (error) {
    return isHTTPError(error) ? explain(error.response, to) : unreached(error, to);
  }
}

function explain({ status, headers }: Response, to: Endpoint): Answer {
  const { host } = new URL(to.endpoint);
  const said = refusals[status];
  if (said !== undefined)
    return {
      outcome: 'refused',
      text: `${host} ${said.replace('{key}', keyAddress(to))}`,
    };
  const wait = headers.get('retry-after');
  const when = wait === null ? '' : ` (wait: ${wait})`;
  if (status === 429)
    return { outcome: 'later', text: `${host} got too many requests; try again later${when}` };
  if (status >= 500) return { outcome: 'later', text: `${host} answered ${status}; try again later${when}` };
  return { outcome: 'refused', text: `${host} answered ${status}` };
}

/** A key counts for the pages below the folder it is in, so it lies at the root of the site. */
function keyAddress({ key, site }: Endpoint): string {
  return absolute(hostPath(`/${key}.txt`, { url: site }), { url: site });
}

/** What the protocol's answers mean. */
const refusals: Readonly<Record<number, string>> = {
  400: 'cannot read what it was sent',
  403: 'does not find the key at {key}; is the site deployed, with that file?',
  422: 'says that the addresses are not of this site, or that the key is none; it is at {key}',
};

function unreached(error: unknown, { endpoint }: Endpoint): Answer {
  const why = error instanceof Error ? error.message : String(error);
  return { outcome: 'later', text: `${new URL(endpoint).host} was not reached: ${why}` };
}

function usual(attempt: number): number {
  return 1000 * 2 ** (attempt - 1);
}

/** Whom to tell, and for which site. */
export interface Endpoint {
  readonly endpoint: string;
  readonly key: string;
  /** The site's address. */
  readonly site: string;
  /** How long to wait before the n-th try again, in milliseconds. */
  readonly backoff?: (attempt: number) => number;
}
