import { Hono } from 'hono';
import { cors } from 'hono/cors';
import { HTTPException } from 'hono/http-exception';
import { adRoutes } from './ads.ts';
import { eventRoutes } from './events.ts';
import { answerFailure } from './lead-answer.ts';
import { leadRoutes } from './leads.ts';
import { saleRoutes } from './sales.ts';
import type { CollectorSettings } from './settings.ts';
import { subscribeRoutes } from './subscribe.ts';

/**
 * The collector: `POST /api/events`, `GET /api/ads`, `GET /api/form-token`, `POST /api/leads`, `POST /api/shops/<name>`, and where there is a
 * newsletter `/api/subscribe` and `/api/unsubscribe`; Request →
 * Response.
 *
 * It keeps no session, no address and no user agent, and it takes the time from its own clock. What it
 * does not count it answers with the reason in `X-Byline`, and counts how often.
 */
export function createCollector(settings: CollectorSettings): Hono {
  const { origins, report = console.error } = settings;
  const app = new Hono();
  app.use('/api/*', cors({ origin: [...origins], exposeHeaders: ['X-Byline'] }));
  app.route('/', eventRoutes(settings));
  app.route('/', adRoutes(settings));
  app.route('/', leadRoutes(settings));
  app.route('/', saleRoutes(settings));
  if (settings.newsletter !== undefined) app.route('/', subscribeRoutes(settings, settings.newsletter));
  app.onError((error, context) => {
    if (error instanceof HTTPException) return error.getResponse();
    // A client that hung up is no fault of the collector's.
    if (!context.req.raw.signal.aborted) report(error);
    return answerFailure(context, settings);
  });
  return app;
}
