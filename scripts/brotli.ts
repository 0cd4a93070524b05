import { Duplex } from 'node:stream';
import { promisify } from 'node:util';
import { brotliCompress, constants, createBrotliCompress } from 'node:zlib';
import type { MiddlewareHandler } from 'hono';

/** Quick enough to do at every request, and a tenth smaller than gzip. */
export const BROTLI = { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } };

/** As small as it gets; twenty times slower. */
const SMALLEST = { params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY } };

/** Bytes of a file that is compressed once and kept; a larger one would take a second. */
const LARGEST_KEPT = 128 * 1024;

/** Files that are kept: more than a site has. A file of an earlier build has another name, so the memory has a bound. */
const MOST_KEPT = 200;

/**
 * Compresses text with Brotli for browsers that take it; stands inside of `compress()`, which does the rest.
 *
 * @param isLasting whether what a path leads to never changes: then it is compressed as small as it gets, once
 */
export function brotli(isLasting: (path: string) => boolean): MiddlewareHandler {
  const kept = new Map<string, Promise<Uint8Array<ArrayBuffer>>>();

  function smallest(path: string, answer: Response): Promise<Uint8Array<ArrayBuffer>> {
    const known = kept.get(path);
    if (known !== undefined) {
      answer.body?.cancel().catch(() => undefined);
      return known;
    }
    const made = answer
      .arrayBuffer()
      .then((whole) => compressed(new Uint8Array(whole), SMALLEST))
      .then((packed) => new Uint8Array(packed));
    if (kept.size >= MOST_KEPT) kept.clear();
    kept.set(path, made);
    // A file that could not be read is read again at the next request.
    made.catch(() => kept.delete(path));
    return made;
  }

  return async (context, next) => {
    await next();
    const { body, headers, status } = context.res;
    const isTaken = /\bbr\b/.test(context.req.header('accept-encoding') ?? '');
    const isText = /^text\/|json|javascript|xml|wasm/.test(headers.get('content-type') ?? '');
    if (body === null || !isTaken || !isText || headers.has('content-encoding')) return;
    const isKept = status === 200 && isSmall(headers) && isLasting(context.req.path);
    const packed = isKept ? await smallest(context.req.path, context.res) : quickly(body);
    context.res = new Response(packed, context.res);
    context.res.headers.delete('Content-Length');
    context.res.headers.set('Content-Encoding', 'br');
    context.res.headers.append('Vary', 'Accept-Encoding');
    const tag = headers.get('etag');
    if (tag !== null && !tag.startsWith('W/')) context.res.headers.set('ETag', `W/${tag}`);
  };
}

const compressed = promisify(brotliCompress);

function isSmall(headers: Headers): boolean {
  const length = Number(headers.get('content-length') ?? Number.POSITIVE_INFINITY);
  return length <= LARGEST_KEPT;
}

function quickly(body: ReadableStream): ReadableStream<Uint8Array<ArrayBuffer>> {
  const { readable, writable } = Duplex.toWeb(createBrotliCompress(BROTLI));
  // One that went away while it read is no error of ours.
  body.pipeTo(writable).catch(() => undefined);
  return readable as unknown as ReadableStream<Uint8Array<ArrayBuffer>>;
}
