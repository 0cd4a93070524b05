import { isHTTPError, isTimeoutError } from 'ky';
import { Failure } from './platform.ts';
import type { Asked } from './send.ts';
import type { Fault } from './xml-rpc.ts';

/** No connection came about, so nothing was sent. */
const UNREACHED = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EADDRNOTAVAIL',
  'UND_ERR_CONNECT_TIMEOUT',
]);

/** No address goes by the name: it is misspelt, or nobody can be asked. */
const NAMELESS = new Set(['ENOTFOUND', 'EAI_AGAIN']);

/** A certificate that does not hold: nothing was sent, and nothing will be until someone mends it. */
const UNTRUSTED = /CERT|SELF_SIGNED|UNABLE_TO_|ERR_TLS|ERR_SSL/;

/** The longest sentence of a platform that is shown. */
const REASON_LENGTH = 300;

/** What an exchange that went wrong means for what was asked. */
export function classify(error: unknown, asked: Asked): Failure {
  if (error instanceof Failure) return error;
  if (isHTTPError(error)) return classifyStatus(error.response, error.data, asked);
  const { host } = new URL(asked.url);
  const code = codeIn(error);
  if (code !== undefined && UNREACHED.has(code)) return new Failure('later', unreached(host, code));
  if (code !== undefined && UNTRUSTED.test(code))
    return new Failure('refused', `the certificate of ${host} does not hold (${code})`);
  if (isTimeoutError(error) || isAbort(error)) return silence(asked, `${host} did not answer in time`);
  if (error instanceof RangeError) return silence(asked, `${host}: ${error.message}`);
  return silence(asked, `the connection to ${host} broke${code === undefined ? '' : ` (${code})`}`);
}

/** A fault is an answer: what was asked was not done. */
export function classifyFault(fault: Fault, byPlatform?: (fault: Fault) => Failure | undefined): Failure {
  return byPlatform?.(fault) ?? new Failure('refused', `${oneLine(fault.message)} (fault ${fault.code})`);
}

/** How long a server asks to wait, in milliseconds; undefined when it does not say. */
export function retryAfter(response: Response): number | undefined {
  const header = response.headers.get('retry-after')?.trim();
  if (!header) return undefined;
  if (/^\d+$/.test(header)) return Number(header) * 1000;
  const until = Date.parse(header) - Date.now();
  return Number.isNaN(until) ? undefined : Math.max(0, until);
}

function unreached(host: string, code: string): string {
  return NAMELESS.has(code)
    ? `no address is found for ${host} (${code})`
    : `no connection to ${host} (${code})`;
}

function classifyStatus(response: Response, answer: unknown, { url, writes, reason }: Asked): Failure {
  const { status } = response;
  const said = oneLine(reason?.(answer, status) ?? (typeof answer === 'string' ? answer : ''));
  const what = `${new URL(url).host} answered ${status}${said === '' ? '' : `: ${said}`}`;
  const wait = retryAfter(response);
  const options = wait === undefined ? {} : { wait };
  if (status === 429 || status === 408 || (status === 503 && wait !== undefined))
    return new Failure('later', what, options);
  if (status >= 500) return new Failure(writes ? 'uncertain' : 'later', what, options);
  const moved = status < 400 ? response.headers.get('location') : null;
  return new Failure(
    'refused',
    moved === null ? what : `${what}: it moved to ${moved}, set the channel's url`,
  );
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
