import { z } from 'zod';
import { definePlatform, Failure, type Ready } from '../platform.ts';
import { ask, listMails, type Mail, mailSchema, seenOf } from '../protocols/buttondown-mails.ts';
import buttondown from '../render/recipes/buttondown.ts';

const optionsSchema = z.strictObject({
  /** Send the mail to every subscriber, after asking you; else it waits in Buttondown as a draft. @default false */
  send: z.boolean().default(false),
});

/**
 * Buttondown. Every mail is a draft first: a request without a status may reach everybody at once, and one that says
 * so may be repeated. Weak facts, from reports of others: whether the list holds mails of every status, and how a
 * text keeps `{{` and `{%` from being filled in for each subscriber. A post that has them is refused.
 */
export default definePlatform({
  name: 'Buttondown',
  url: 'https://api.buttondown.com/v1',
  secrets: { apiKey: 'the API key from buttondown.com → Settings → Programming' },
  render: [buttondown],
  options: optionsSchema,
  limits: [],
  cost: (_, { send }) => (send ? 'it goes to every subscriber, and no mail can be taken back' : undefined),

  api: {
    drafts: true,

    judge({ status, body }) {
      const { code, detail } = errorSchema.safeParse(body).data ?? {};
      if (status === 400 && code === 'email_duplicate') return new Failure('same', `Buttondown: ${detail}`);
      return undefined;
    },

    async who(to) {
      const { results } = newslettersSchema.parse(await ask(to, { method: 'GET', url: '/newsletters' }));
      return results[0]?.name ?? 'an account without a newsletter';
    },

    async create(edition, to) {
      const about = { post: edition.post, channel: edition.channel };
      const body = { ...emailFor(edition), status: 'draft', metadata: about };
      const draft = mailSchema.parse(await ask(to, { method: 'POST', url: '/emails', body }));
      if (!to.options.send || edition.draft) return madeOf(draft);
      const sending = {
        method: 'PATCH',
        url: addressOf(draft.id),
        body: { status: 'about_to_send' },
      } as const;
      return madeOf(mailSchema.parse(await ask(to, sending, LIVE)));
    },

    async find({ post, channel, canonical }, to, reach) {
      const mails = await to.once(`mails ${reach}`, () => listMails(to, reach));
      return mails
        .filter(({ metadata }) => metadata?.['post'] === post && metadata['channel'] === channel)
        .map((mail) => ({ ...seenOf(mail), canonical }));
    },

    async look(id, to) {
      return seenOf(mailSchema.parse(await ask(to, { method: 'GET', url: addressOf(id) })));
    },

    /** Of a mail that was sent, the page in the archive changes. */
    async update(id, edition, to) {
      const body = emailFor(edition);
      return madeOf(mailSchema.parse(await ask(to, { method: 'PATCH', url: addressOf(id), body })));
    },

    async remove(id, to) {
      await ask(to, { method: 'DELETE', url: addressOf(id) });
      return 'deleted';
    },
  },
});

/** Buttondown wants to be told that this is no test. */
const LIVE = { 'x-buttondown-live-dangerously': 'true' };

const errorSchema = z.object({ code: z.string().optional(), detail: z.string().optional() });
const newslettersSchema = z.object({ results: z.array(z.object({ name: z.string() })) });

function madeOf(mail: Mail) {
  const { id, url, state } = seenOf(mail);
  return { id, url, title: mail.subject, state: state === 'draft' ? ('draft' as const) : ('live' as const) };
}

function emailFor({ title, body, summary, canonical }: Ready) {
  if (/\{\{|\{%/.test(body))
    throw new Failure('refused', 'the text has “{{” or “{%”, which Buttondown fills in for each subscriber', {
      hint: 'Send its summary instead: form: summary for this channel, in the front matter of the post.',
    });
  return { subject: title, body, description: summary, canonical_url: canonical };
}

function addressOf(id: string): string {
  return `/emails/${encodeURIComponent(id)}`;
}
