import ky, { isHTTPError, type KyResponse, type Options } from 'ky';
import type { Answer, Call, Mailing, Request, Send } from '../exchange.ts';
import { Failure } from '../failure.ts';
import { type Asked, answerOf, classify, classifyFault, classifyStatus, retryAfter } from './classify.ts';
import { redactor } from './redact.ts';
import { type HttpProxy, throughProxy } from './through-proxy.ts';
import { readAnswer, writeCall } from './xml-rpc.ts';

/** Tries after the first, of what only reads. */
const RETRIES = 2;

/**
 * The way to one channel's server. Reads are tried again. A write is sent once: whether it is sent again is for the
 * engine to say, which looks first. Redirects are not followed, since they could carry a secret elsewhere.
 *
 * @param secrets hidden in every error text
 * @param how `judge` is the platform's own reading of an answer; `proxy` is what every request goes through; `mail` is
 *   the way to the channel's subscribers
 */
export function createSend(
  secrets: Iterable<string>,
  { judge, proxy, mail = noMailing, ...changes }: How = {},
): Send {
  const patience = { ...usual, ...changes };
  const way = proxy === undefined ? {} : { fetch: throughProxy(proxy) };
  const redact = redactor(secrets);

  async function exchange(asked: Asked, options: Options, read: Reading): Promise<Answer> {
    try {
      const response = await ky(asked.url, { ...optionsFor(asked, options, patience), ...way });
      const { body, fault } = await understand(response, await readText(response, patience), read, asked);
      const answer = answerOf(response, body, asked);
      const failure = judge?.(answer) ?? (fault && classifyFault(fault));
      if (failure !== undefined) throw failure;
      return answer;
    } catch (error) {
      const failure = failureOf(error, asked, judge);
      throw new Failure(failure.outcome, redact(failure.message), {
        ...failure,
        hint: failure.hint && redact(failure.hint),
      });
    }
  }

  const http = (request: Request, options: Options): Promise<Answer> => {
    const { method, url, writes = method !== 'GET' } = request;
    const headers = { ...request.headers, ...(options.headers as Record<string, string>) };
    return exchange({ url, method, writes }, { ...options, headers }, readJson);
  };
  const bodyOf = async (answer: Promise<Answer>): Promise<unknown> => (await answer).body;
  const json = (request: Request): Promise<Answer> =>
    http(request, request.body === undefined ? {} : { json: request.body });

  return {
    json: (request) => bodyOf(json(request)),
    answer: json,
    form: (request) => bodyOf(http(request, { body: request.parts })),
    bytes: (request) =>
      bodyOf(http(request, { body: request.bytes, headers: { 'content-type': request.type } })),
    xmlRpc: ({ url, method, params, writes }: Call) => {
      const options = { headers: { 'content-type': 'text/xml' }, body: writeCall(method, params) };
      return bodyOf(exchange({ url, method: 'POST', writes }, options, readXmlRpc));
    },
    mail,
  };
}

function noMail(): Promise<never> {
  return Promise.reject(new Failure('setup', 'no mail can be sent from here'));
}

const noMailing: Mailing = { keep: noMail, deliver: noMail, who: noMail };

/**
 * Why a page is not there, with what to do; undefined where it is, which is when it answers 200 itself, without
 * leading elsewhere.
 */
export async function whyAbsent(url: string, timeout: number = usual.timeout): Promise<string | undefined> {
  const options = { timeout, redirect: 'manual', throwHttpErrors: false, retry: { limit: 1 } } as const;
  try {
    const { status, body } = await ky(url, options);
    await body?.cancel();
    return status === 200 ? undefined : `${url} answers ${status}, not 200: deploy the site first`;
  } catch (error) {
    const { message } = classify(error, { url, method: 'GET', writes: false });
    return `it is not known whether ${url} is there: ${message}; look at your connection, and at url in content/site.ts`;
  }
}

/** The text of a public page. Throws a {@link Failure}. */
export async function getText(url: string, timeout: number = usual.timeout): Promise<string> {
  return Buffer.from(await getBytes(url, timeout)).toString('utf8');
}

/** A public file. Throws a {@link Failure}. */
export async function getBytes(
  url: string,
  timeout: number = usual.timeout,
): Promise<Uint8Array<ArrayBuffer>> {
  const asked = { url, method: 'GET', writes: false };
  try {
    const response = await ky(url, { timeout, retry: { limit: RETRIES } });
    return await readBytes(response, { timeout, mostBytes: usual.mostBytes });
  } catch (error) {
    throw failureOf(error, asked, undefined);
  }
}

function failureOf(error: unknown, asked: Asked, judge: How['judge']): Failure {
  if (!isHTTPError(error)) return classify(error, asked);
  const answer = answerOf(error.response, error.data, asked);
  return judge?.(answer) ?? classifyStatus(answer);
}

function optionsFor(
  { method, writes }: Asked,
  options: Options,
  { timeout, longestWait, backoff }: Patience,
): Options {
  return {
    ...options,
    method,
    timeout,
    redirect: 'manual',
    retry: {
      limit: writes ? 0 : RETRIES,
      methods: [method.toLowerCase()],
      statusCodes: [408, 429, 500, 502, 503, 504],
      afterStatusCodes: [429, 503],
      retryOnTimeout: true,
      delay: backoff,
      shouldRetry: ({ error }) => (isSoon(error, longestWait) ? undefined : false),
    },
  };
}

function isSoon(error: Error, longestWait: number): boolean {
  const wait = isHTTPError(error) ? retryAfter(error.response.headers) : undefined;
  return wait === undefined || wait <= longestWait;
}

async function readText(response: KyResponse, patience: Reader): Promise<string> {
  return Buffer.from(await readBytes(response, patience)).toString('utf8');
}

async function readBytes(
  response: KyResponse,
  { timeout, mostBytes }: Reader,
): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  const sink = new WritableStream<Uint8Array>({
    write(chunk) {
      size += chunk.byteLength;
      if (size > mostBytes) throw new RangeError(`the answer is longer than ${mostBytes} bytes`);
      chunks.push(chunk);
    },
  });
  await response.body?.pipeTo(sink, { signal: AbortSignal.timeout(timeout) });
  return new Uint8Array(Buffer.concat(chunks));
}

async function understand(
  response: Response,
  text: string,
  read: Reading,
  { writes, url }: Asked,
): Promise<Understood> {
  try {
    return await read(text, response);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    const what = `the answer of ${new URL(url).host} cannot be read: ${why}`;
    throw new Failure(writes ? 'uncertain' : 'later', what);
  }
}

/** Some servers answer a word of plain text. */
function readJson(text: string, { headers }: Response): Understood {
  if (/^text\/plain/.test(headers.get('content-type') ?? '') && !/^\s*[[{]/.test(text)) return { body: text };
  return { body: text.trim() === '' ? null : JSON.parse(text) };
}

async function readXmlRpc(text: string): Promise<Understood> {
  const answer = await readAnswer(text);
  return 'fault' in answer ? { body: answer, fault: answer.fault } : { body: answer.value };
}

const usual: Patience = {
  timeout: 30_000,
  longestWait: 60_000,
  backoff: (attempt) => 500 * 2 ** (attempt - 1),
  mostBytes: 32 * 1024 * 1024,
};

/** How long the sender waits, in milliseconds, and for how much. */
export interface Patience {
  /** For an answer to begin, and again for it to end. */
  readonly timeout: number;
  /** The longest `Retry-After` of a read that is waited out here; a longer one is a `later`. */
  readonly longestWait: number;
  /** Before the n-th try again, where the server names no time. */
  readonly backoff: (attempt: number) => number;
  /** The longest answer that is read. */
  readonly mostBytes: number;
}

/** What may be different about a way to a server. */
export type How = Partial<Patience> & {
  readonly judge?: ((answer: Answer) => Failure | undefined) | undefined;
  readonly proxy?: HttpProxy | undefined;
  readonly mail?: Mailing | undefined;
};

type Reader = Pick<Patience, 'timeout' | 'mostBytes'>;

type Reading = (text: string, response: Response) => Understood | Promise<Understood>;

interface Understood {
  readonly body: unknown;
  readonly fault?: { readonly code: number; readonly message: string };
}
