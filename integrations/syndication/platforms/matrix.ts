import { z } from 'zod';
import { definePlatform, Failure, most, type Ready } from '../platform.ts';
import { ask, lookAt, messages, type Room, whoAmI } from '../protocols/matrix-room.ts';
import matrix from '../render/recipes/matrix.ts';
import { spansToHtml, spansToText } from '../render/text/spans-to-html.ts';

/**
 * A room of Matrix, by https://spec.matrix.org/latest/client-server-api/, as Synapse 1.160 was seen to answer. A server
 * knows a repeat by the transaction's id for some minutes alone and from one device alone, so a message is looked for
 * before it is sent again. Rooms with encryption are refused: a message in the clear would stand out there as unsafe.
 */
export default definePlatform({
  name: 'Matrix',
  url: 'https://matrix-client.matrix.org',
  account: 'the room, such as !abc:matrix.org: Room settings → Advanced → Internal room ID',
  secrets: { token: 'an access token of your account: in Element, Settings → Help & About → Advanced' },
  render: [matrix],
  limits: [most('body', 16_000, 'utf8')],

  api: {
    keyed: true,

    judge({ status, body }) {
      const said = limitSchema.safeParse(body).data;
      if (status !== 429 || said === undefined) return undefined;
      return new Failure('later', `Matrix: ${said.error}`, { wait: said.retry_after_ms, unsent: true });
    },

    who: (to) => whoAmI(to),

    async create(edition, to) {
      await refuseEncrypted(to);
      return { id: await sendMessage(contentFor(edition), edition.key, to) };
    },

    find: (_, to, reach) => to.once(`messages ${reach}`, () => messages(to, reach)),

    look: (id, to) => lookAt(id, to),

    async update(id, edition, to) {
      const content = contentFor(edition);
      const relation = { 'm.new_content': content, 'm.relates_to': { rel_type: 'm.replace', event_id: id } };
      await sendMessage({ ...content, body: `* ${content.body}`, ...relation }, edition.key, to);
      return { id };
    },

    async remove(id, to) {
      const url = `/redact/${encodeURIComponent(id)}/${encodeURIComponent(`redact ${id}`)}`;
      await ask(to, { method: 'PUT', url, body: {} });
      return 'deleted';
    },
  },

  idOf: (url) => /\/(?<id>\$[^/?]+)/.exec(decodeURIComponent(url))?.groups?.['id'],
});

const limitSchema = z.object({ retry_after_ms: z.number(), error: z.string() });

function contentFor({ body, spans }: Ready) {
  return {
    msgtype: 'm.text',
    body: spansToText(body, spans),
    format: 'org.matrix.custom.html',
    formatted_body: spansToHtml(body, spans),
  };
}

async function sendMessage(body: object, transaction: string, to: Room): Promise<string> {
  const url = `/send/m.room.message/${encodeURIComponent(transaction)}`;
  return z.object({ event_id: z.string() }).parse(await ask(to, { method: 'PUT', url, body })).event_id;
}

async function refuseEncrypted(to: Room): Promise<void> {
  const state = await to.once('encryption', () =>
    ask(to, { method: 'GET', url: '/state/m.room.encryption' }).catch((error: unknown) => {
      if (error instanceof Failure && error.outcome === 'gone') return undefined;
      throw error;
    }),
  );
  if (state !== undefined)
    throw new Failure('setup', `the room ${to.account} is encrypted`, {
      hint: 'Byline cannot encrypt: name a room without encryption as the account of this channel.',
    });
}
