import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { z } from 'zod';
import type { Lang } from '#domain';
import { strings } from '#strings';
import { addressBehind } from './address.ts';
import { sayDropped } from './drop.ts';
import { type DropReason, isFromUs } from './guard.ts';
import { leadPolicy } from './lead-style.ts';
import { type CollectorSettings, LEAD_PACE, type Newsletter } from './settings.ts';
import { leavePage, subscribePage, wordPage, yesPage } from './subscribe-page.ts';
import { tokenBucket } from './token-bucket.ts';

/** Bytes of a form with one address in it. */
const LARGEST_FORM = 2 * 1024;

/**
 * `GET` and `POST /api/subscribe`, `/api/subscribe/confirm`, `/api/unsubscribe`. Nobody is subscribed before they
 * confirm by the link in a mail, and what the form answers does not say whether an address was there already. A link in
 * a mail opens a page with a button, since programs that look at mails for viruses open links.
 *
 * A mail program's one-click request (RFC 8058) comes from its maker's servers and has no origin of ours.
 */
export function subscribeRoutes(settings: CollectorSettings, newsletter: Newsletter): Hono {
  const { store, now, randomId } = settings;
  const sending = tokenBucket(settings.leadPace ?? LEAD_PACE, now);
  const addressOf = settings.addressOf ?? addressBehind(settings);
  const view = (context: Context) => ({ lang: languageOf(context, settings), home: settings.home ?? '/' });
  const refuse = (context: Context, reason: DropReason) => {
    sayDropped(context, store, reason);
    context.status(reason === 'rate-limited' ? 429 : 403);
    return page(context, wordPage(view(context), strings(view(context).lang).answer.slowDown));
  };

  async function ask(context: Context, address: string): Promise<void> {
    const { lang } = view(context);
    const id = await store.askSubscriber({ id: randomId(), address: address.toLowerCase(), lang, at: now() });
    if (id === undefined) return;
    await newsletter.askToConfirm({
      address,
      lang,
      link: `${newsletter.address}/api/subscribe/confirm?id=${id}`,
    });
  }

  return new Hono()
    .use('/api/subscribe', bodyLimit({ maxSize: LARGEST_FORM }))
    .get('/api/subscribe', (context) => page(context, subscribePage(view(context))))
    .post('/api/subscribe', async (context) => {
      if (!isFromUs(context.req.raw.headers, new Set(settings.origins)))
        return refuse(context, 'foreign-origin');
      if (!sending.take(addressOf(context))) return refuse(context, 'rate-limited');
      const form = formSchema.safeParse(await context.req.parseBody());
      if (!form.success) {
        context.status(422);
        return page(context, subscribePage({ ...view(context), isWrong: true }));
      }
      if (form.data.blank !== '') return refuse(context, 'honeypot');
      await ask(context, form.data.email);
      return page(context, wordPage(view(context), strings(view(context).lang).subscribe.sent));
    })
    .get('/api/subscribe/confirm', (context) => page(context, yesPage(view(context))))
    .post('/api/subscribe/confirm', async (context) => {
      const { confirmed, gone } = strings(view(context).lang).subscribe;
      const isKnown = await store.confirmSubscriber(idIn(context), now());
      if (!isKnown) context.status(404);
      return page(context, wordPage(view(context), isKnown ? confirmed : gone));
    })
    .get('/api/unsubscribe', (context) => page(context, leavePage(view(context))))
    .post('/api/unsubscribe', async (context) => {
      await store.forgetSubscriber(idIn(context));
      return page(context, wordPage(view(context), strings(view(context).lang).subscribe.left));
    });
}

const formSchema = z.object({
  email: z.email().max(254),
  /** Filled in by programs that fill in everything. */
  blank: z.string().default(''),
});

function idIn(context: Context): string {
  return (context.req.query('id') ?? '').slice(0, 64);
}

function page(context: Context, body: ReturnType<typeof wordPage>): Response | Promise<Response> {
  context.header('Cache-Control', 'no-store');
  context.header('Referrer-Policy', 'no-referrer');
  context.header('Content-Security-Policy', leadPolicy);
  return context.html(body);
}

/** As the address says, else as the browser does. */
function languageOf(context: Context, { languages }: CollectorSettings): Lang {
  const [first = ''] = context.req.header('accept-language')?.split(/[,;]/) ?? [];
  const wanted = context.req.query('lang') || first;
  return (
    languages.find((lang) => lang === wanted) ??
    languages.find((lang) => wanted.split('-')[0] === lang.split('-')[0]) ??
    languages[0] ??
    'en'
  );
}
