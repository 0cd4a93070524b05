import { isHTTPError, isTimeoutError } from 'ky';
import type { Answer } from '../exchange.ts';
import { Failure } from '../failure.ts';

/** No connection came about, so nothing was sent. */
export const UNREACHED = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EADDRNOTAVAIL',
  'UND_ERR_CONNECT_TIMEOUT',
]);

/** No address goes by the name: it is misspelt, or the name server cannot be asked. */
const NAMELESS = new Set(['ENOTFOUND', 'EAI_AGAIN']);

/** A certificate that does not hold: nothing was sent, and nothing will be until someone mends it. */
const UNTRUSTED = /CERT|SELF_SIGNED|UNABLE_TO_|ERR_TLS|ERR_SSL/;

/** The longest sentence of a platform that is shown. */
const REASON_LENGTH = 300;

/** What an exchange without an answer means for what was asked. */
export function classify(error: unknown, asked: Asked): Failure {
  if (error instanceof Failure) return error;
  if (isHTTPError(error)) return classifyStatus(answerOf(error.response, error.data, asked));
  const { host } = new URL(asked.url);
  const code = codeIn(error);
  if (code !== undefined && UNREACHED.has(code))
    return new Failure('later', unreached(host, code), { unsent: true });
  if (code !== undefined && UNTRUSTED.test(code))
    return new Failure('setup', `the certificate of ${host} does not hold (${code})`);
  if (isTimeoutError(error) || isAbort(error)) return silence(asked, `${host} did not answer in time`);
  if (error instanceof RangeError) return silence(asked, `${host}: ${error.message}`);
  return silence(asked, `the connection to ${host} broke${code === undefined ? '' : ` (${code})`}`);
}

/** What HTTP says of an answer that is an error. */
export function classifyStatus({ status, headers, body, writes, url }: Answer): Failure {
  const said = reasonIn(body);
  const what = `${new URL(url).host} answered ${status}${said === '' ? '' : `: ${said}`}`;
  const wait = retryAfter(headers);
  if (status === 401 || status === 403)
    return new Failure('setup', what, {
      hint: 'Look at the secrets of this channel in .env, and at what they allow.',
    });
  if (status === 426) return new Failure('setup', what);
  if (status < 400) return moved(what, headers.get('location'));
  if (status === 410 || (status === 404 && isData(body))) return new Failure('gone', what);
  if (status === 404)
    return new Failure('setup', `${what}: there is no API at this address`, {
      hint: 'Look at the url and the account of this channel in content/site.ts.',
    });
  if (status === 429 || status === 408 || (status === 503 && wait !== undefined))
    return new Failure('later', what, { wait });
  if (status >= 500) return new Failure(writes ? 'uncertain' : 'later', what, { wait });
  return new Failure('refused', what);
}

/** A fault is an answer: what was asked was not done. */
export function classifyFault({ code, message }: { code: number; message: string }): Failure {
  return new Failure('refused', `${oneLine(message)} (fault ${code})`);
}

/** How long a server asks to wait, in milliseconds; undefined when it does not say. */
export function retryAfter(headers: Headers): number | undefined {
  const header = headers.get('retry-after')?.trim();
  if (!header) return undefined;
  if (/^\d+$/.test(header)) return Number(header) * 1000;
  const until = Date.parse(header) - Date.now();
  return Number.isNaN(until) ? undefined : Math.max(0, until);
}

/** The sentence in an answer that is an error, wherever APIs put it; empty where there is none. */
export function reasonIn(body: unknown): string {
  if (typeof body === 'string') return oneLine(body);
  if (Array.isArray(body)) return reasonIn(body[0]);
  if (typeof body !== 'object' || body === null) return '';
  for (const key of ['error_description', 'message', 'description', 'error', 'errors', 'errmsg', 'context']) {
    const said = key in body ? reasonIn(Reflect.get(body, key)) : '';
    if (said !== '') return said;
  }
  return '';
}

/** What is judged. */
export function answerOf(response: Response, body: unknown, { url, method, writes }: Asked): Answer {
  return { status: response.status, headers: response.headers, body, url, method, writes };
}

/** An API says in data that it does not have something; a page says that there is no API. */
function isData(body: unknown): boolean {
  return typeof body === 'object' && body !== null;
}

/** The API is elsewhere now. Where it leads is often a page about it, so that is not called the new address. */
function moved(what: string, location: string | null): Failure {
  return new Failure('setup', `${what}: the API is not at this address any more`, {
    hint: `Look up where it is now, and name it as the channel's \`url\` in content/site.ts.${
      location === null ? '' : ` The old address leads to ${location}.`
    }`,
  });
}

function unreached(host: string, code: string): string {
  return NAMELESS.has(code)
    ? `no address is found for ${host} (${code})`
    : `no connection to ${host} (${code})`;
}

function silence({ writes }: Asked, what: string): Failure {
  return writes
    ? new Failure('uncertain', `${what}; it may have taken the post`)
    : new Failure('later', what);
}

/** The system's code of an error, found on it or on what caused it. */
function codeIn(error: unknown): string | undefined {
  for (let at: unknown = error; at instanceof Error; at = at.cause)
    if ('code' in at && typeof at.code === 'string') return at.code;
  return undefined;
}

function isAbort(error: unknown): boolean {
  return error instanceof Error && (error.name === 'TimeoutError' || error.name === 'AbortError');
}

function oneLine(text: string): string {
  const plain = text
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
  return plain.length > REASON_LENGTH ? `${plain.slice(0, REASON_LENGTH)}…` : plain;
}

/** One request, as the classes of failure need to know it. */
export interface Asked {
  readonly url: string;
  readonly method: string;
  readonly writes: boolean;
}
