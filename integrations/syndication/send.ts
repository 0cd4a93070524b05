import ky, { type KyResponse, type Options } from 'ky';
import { classify, classifyFault, retryAfter } from './classify.ts';
import { Failure, type JsonRequest, type Send, type XmlRpcRequest } from './platform.ts';
import { redactor } from './redact.ts';
import { readAnswer, writeCall } from './xml-rpc.ts';

/** Tries after the first, of what may be tried again: reads, and writes the server said it did not take. */
const RETRIES = 2;

/**
 * The way to one channel's server. Reads are tried again; a write only when the server said that it did not
 * take it (429, or 503 with `Retry-After`). Redirects are not followed: they could carry a secret elsewhere.
 *
 * @param secrets hidden in every error text
 */
export function createSend(secrets: Iterable<string>, patience: Partial<Patience> = {}): Send {
  const { timeout, longestWait, backoff, mostBytes } = { ...usual, ...patience };
  const redact = redactor(secrets);

  /** Sends, and reads the whole answer; throws a {@link Failure} that says nothing secret. */
  async function exchange<Answer>(
    asked: Asked,
    understand: (text: string) => Answer | Promise<Answer>,
  ): Promise<Answer> {
    let received: string | undefined;
    try {
      const response = await ky(asked.url, optionsFor(asked, { timeout, longestWait, backoff }));
      received = await readText(response, { timeout, mostBytes });
      return await understand(received);
    } catch (error) {
      const failure = received === undefined ? classify(error, asked) : misread(error, asked);
      throw new Failure(
        failure.outcome,
        redact(failure.message),
        failure.wait === undefined ? {} : { wait: failure.wait },
      );
    }
  }

  return {
    json: (request: JsonRequest) => {
      const { method, url, headers, body, reason } = request;
      const asked = {
        url,
        method,
        writes: method !== 'GET',
        options: { headers: headers ?? {}, json: body },
        reason,
      };
      return exchange(asked, (text) => (text === '' ? null : JSON.parse(text)));
    },
    xmlRpc: ({ url, method, params, writes, fault }: XmlRpcRequest) => {
      const options = { headers: { 'content-type': 'text/xml' }, body: writeCall(method, params) };
      return exchange({ url, method: 'POST', writes, options }, async (text) => {
        const answer = await readAnswer(text);
        if ('fault' in answer) throw classifyFault(answer.fault, fault);
        return answer.value;
      });
    },
  };
}

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
  try {
    const response = await ky(url, { timeout, retry: { limit: RETRIES } });
    return await readText(response, { timeout, mostBytes: usual.mostBytes });
  } catch (error) {
    throw classify(error, { url, method: 'GET', writes: false });
  }
}

function optionsFor(
  { method, writes, options }: Asked,
  patience: Pick<Patience, 'timeout' | 'longestWait' | 'backoff'>,
): Options {
  const statusCodes = writes ? [429, 503] : [408, 429, 500, 502, 503, 504];
  return {
    ...options,
    method,
    timeout: patience.timeout,
    redirect: 'manual',
    retry: {
      limit: RETRIES,
      methods: [method.toLowerCase()],
      statusCodes,
      afterStatusCodes: [429, 503],
      retryOnTimeout: !writes,
      delay: patience.backoff,
      shouldRetry: ({ error }) => (mayRetry(error, writes, patience.longestWait) ? undefined : false),
    },
  };
}

function mayRetry(error: Error, writes: boolean, longestWait: number): boolean {
  const response = 'response' in error && error.response instanceof Response ? error.response : undefined;
  if (response === undefined) return !writes;
  const wait = retryAfter(response);
  if (wait !== undefined) return wait <= longestWait;
  return !writes || response.status === 429;
}

async function readText(
  response: KyResponse,
  { timeout, mostBytes }: Pick<Patience, 'timeout' | 'mostBytes'>,
): Promise<string> {
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
  return Buffer.concat(chunks).toString('utf8');
}

function misread(error: unknown, { writes, url }: Asked): Failure {
  if (error instanceof Failure) return error;
  const why = error instanceof Error ? error.message : String(error);
  return new Failure(
    writes ? 'uncertain' : 'later',
    `the answer of ${new URL(url).host} cannot be read: ${why}`,
  );
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
  /** The longest `Retry-After` that is waited out here; a longer one is a `later`. */
  readonly longestWait: number;
  /** Before the n-th try again, where the server names no time. */
  readonly backoff: (attempt: number) => number;
  /** The longest answer that is read. */
  readonly mostBytes: number;
}

/** One request, as the classes of failure need to know it. */
export interface Asked {
  readonly url: string;
  readonly method: string;
  readonly writes: boolean;
  readonly options?: Options;
  readonly reason?: JsonRequest['reason'] | undefined;
}
