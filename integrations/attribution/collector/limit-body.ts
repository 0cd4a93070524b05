import type { Context, MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';

/**
 * Refuses bodies that are too large. Where the length is given, Node reads no more than that; only a body of unknown
 * length is measured while it comes. Hono's own middleware makes a stream of every body, which costs a third of what
 * an event costs in all.
 *
 * @param settings.maxSize in bytes
 */
export function limitBody({ maxSize, onError }: BodyLimit): MiddlewareHandler {
  const measure = bodyLimit({ maxSize, onError });
  return async (context, next) => {
    const length = context.req.header('content-length');
    const isMeasured = length === undefined || context.req.header('transfer-encoding') !== undefined;
    if (isMeasured) return measure(context, next);
    return Number(length) > maxSize ? onError(context) : next();
  };
}

interface BodyLimit {
  readonly maxSize: number;
  readonly onError: (context: Context) => Response | Promise<Response>;
}
