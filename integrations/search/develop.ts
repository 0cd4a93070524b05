import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { resolve, sep } from 'node:path';

/**
 * While writing, `/pagefind/…` is answered from the last build, since only a build has pages to index. Whatever
 * is not there is not found, which the search says.
 *
 * @param dist where builds go, absolute
 */
export function serveLastIndex(dist: string): Handler {
  const root = resolve(dist, 'pagefind');
  return async (request, response, next) => {
    const { pathname } = new URL(request.url ?? '/', 'http://dev.invalid');
    if (!pathname.startsWith('/pagefind/')) return next();
    const file = resolve(dist, `.${pathname}`);
    const isThere =
      file.startsWith(root + sep) &&
      (await stat(file).then(
        (found) => found.isFile(),
        () => false,
      ));
    if (!isThere) return void response.writeHead(404).end();
    const type = file.endsWith('.js') ? 'text/javascript' : 'application/octet-stream';
    response.writeHead(200, { 'content-type': type, 'cache-control': 'no-store' });
    createReadStream(file).pipe(response);
  };
}

type Handler = (request: IncomingMessage, response: ServerResponse, next: () => void) => Promise<void>;
