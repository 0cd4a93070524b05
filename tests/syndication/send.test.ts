import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Deserializer, serializeFault, serializeMethodResponse, XmlRpcFault } from '@foxglove/xmlrpc';
import { afterEach, describe, expect, test } from 'vitest';
import { readFeed } from '../../integrations/syndication/editions/feed.ts';
import type { Answer, Send } from '../../integrations/syndication/exchange.ts';
import { Failure } from '../../integrations/syndication/failure.ts';
import { classify } from '../../integrations/syndication/network/classify.ts';
import { createSend, getText, whyAbsent } from '../../integrations/syndication/network/send.ts';

const SECRET = 'p&ss “word”';
const servers: Server[] = [];

afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

/** A server that answers each request in turn, the last one for ever; `asked` counts. */
async function serverThat(...answers: RequestListener[]): Promise<{ url: string; asked: () => number }> {
  let asked = 0;
  const server = createServer((request, response) => {
    const answer = answers[Math.min(asked, answers.length - 1)];
    asked += 1;
    answer?.(request, response);
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked: () => asked };
}

const status =
  (code: number, headers: Record<string, string> = {}, body = '{}'): RequestListener =>
  (_, response) =>
    response.writeHead(code, { 'content-type': 'application/json', ...headers }).end(body);
const ok = status(200, {}, '{"id":1}');
const silent: RequestListener = () => {};
const hangUp: RequestListener = (request) => request.socket.destroy();
const breakOff: RequestListener = (request, response) => {
  response.writeHead(200, { 'content-length': '1000' }).write('{"id"');
  setImmediate(() => request.socket.destroy());
};

const sender = (patience: Parameters<typeof createSend>[1] = {}): Send =>
  createSend([SECRET], { timeout: 5_000, backoff: () => 1, longestWait: 1_000, ...patience });

async function outcomeOf(exchange: Promise<unknown>): Promise<string> {
  try {
    await exchange;
    return 'done';
  } catch (error) {
    if (error instanceof Failure) return error.outcome;
    throw error;
  }
}

describe('what an answer means', () => {
  test.each<[string, RequestListener[], { read: [string, number]; write: [string, number] }]>([
    ['200', [ok], { read: ['done', 1], write: ['done', 1] }],
    ['429, then 200', [status(429, { 'retry-after': '0' }), ok], { read: ['done', 2], write: ['later', 1] }],
    ['429 for ever', [status(429)], { read: ['later', 3], write: ['later', 1] }],
    [
      '429, wait an hour',
      [status(429, { 'retry-after': '3600' })],
      { read: ['later', 1], write: ['later', 1] },
    ],
    [
      '503 with a time',
      [status(503, { 'retry-after': '0' }), ok],
      { read: ['done', 2], write: ['later', 1] },
    ],
    ['503 without', [status(503), ok], { read: ['done', 2], write: ['uncertain', 1] }],
    ['500, then 200', [status(500), ok], { read: ['done', 2], write: ['uncertain', 1] }],
    ['500 for ever', [status(500)], { read: ['later', 3], write: ['uncertain', 1] }],
    ['400', [status(400)], { read: ['refused', 1], write: ['refused', 1] }],
    ['401', [status(401)], { read: ['setup', 1], write: ['setup', 1] }],
    ['403', [status(403)], { read: ['setup', 1], write: ['setup', 1] }],
    ['404', [status(404)], { read: ['gone', 1], write: ['gone', 1] }],
    [
      '404 with a page',
      [status(404, { 'content-type': 'text/html' }, '<p>No</p>')],
      { read: ['setup', 1], write: ['setup', 1] },
    ],
    ['410', [status(410)], { read: ['gone', 1], write: ['gone', 1] }],
    ['426', [status(426)], { read: ['setup', 1], write: ['setup', 1] }],
    [
      'moved',
      [status(302, { location: 'https://elsewhere.example/' })],
      { read: ['setup', 1], write: ['setup', 1] },
    ],
    ['silence', [silent], { read: ['later', 3], write: ['uncertain', 1] }],
    ['silence, then 200', [silent, ok], { read: ['done', 2], write: ['uncertain', 1] }],
    ['hung up', [hangUp], { read: ['later', 3], write: ['uncertain', 1] }],
    ['broken off', [breakOff], { read: ['later', 1], write: ['uncertain', 1] }],
    ['no JSON', [status(200, {}, '<html>')], { read: ['later', 1], write: ['uncertain', 1] }],
    [
      'too long',
      [status(200, {}, JSON.stringify('x'.repeat(2_000)))],
      { read: ['later', 1], write: ['uncertain', 1] },
    ],
  ])('%s', async (_, answers, expected) => {
    for (const [kind, method] of [
      ['read', 'GET'],
      ['write', 'POST'],
    ] as const) {
      const { url, asked } = await serverThat(...answers);
      const body = method === 'POST' ? { body: { a: 1 } } : {};
      const outcome = await outcomeOf(
        sender({ mostBytes: 1_000, timeout: answers.includes(silent) ? 100 : 5_000 }).json({
          method,
          url,
          ...body,
        }),
      );
      expect([kind, outcome, asked()]).toEqual([kind, ...expected[kind]]);
    }
  });

  test('nobody there: nothing was sent, so it may go later', async () => {
    const { url } = await serverThat(ok);
    await new Promise((resolve) => servers.pop()?.close(resolve));
    const exchange = sender().json({ method: 'POST', url, body: {} });
    await expect(exchange).rejects.toMatchObject({
      outcome: 'later',
      message: expect.stringContaining('ECONNREFUSED'),
    });
  });

  test('how long to wait, in seconds or as a date', async () => {
    const date = new Date(Date.now() + 7_200_000).toUTCString();
    for (const header of ['7200', date]) {
      const { url } = await serverThat(status(429, { 'retry-after': header }));
      const failure = await sender()
        .json({ method: 'POST', url, body: {} })
        .catch((error: Failure) => error);
      expect(failure).toMatchObject({ wait: expect.any(Number) });
      expect(Math.round(((failure as Failure).wait ?? 0) / 60_000)).toBe(120);
    }
  });
});

describe('what is said of it', () => {
  const say = async (body: string): Promise<string> => {
    const { url } = await serverThat(status(422, {}, body));
    return sender()
      .json({ method: 'POST', url, body: {} })
      .then(String, (error: Failure) => error.message);
  };

  test.each([
    '{"error":"the title is taken"}',
    '{"message":"the title is taken"}',
    '{"errors":[{"message":"the title is taken"}]}',
    '{"error":{"message":"the title is taken"}}',
    '{"ok":false,"description":"the title is taken"}',
  ])('the platform’s own sentence: %s', async (body) => {
    expect(await say(body)).toMatch(/ answered 422: the title is taken$/);
  });

  test.each([
    ['as it is', SECRET],
    ['in a URL', encodeURIComponent(SECRET)],
    ['in a form', new URLSearchParams({ a: SECRET }).toString().slice(2)],
    ['in JSON', JSON.stringify(SECRET).slice(1, -1)],
    ['in XML', SECRET.replaceAll('&', '&amp;')],
    ['in base64', Buffer.from(SECRET).toString('base64')],
    ['in base64url', Buffer.from(SECRET).toString('base64url')],
  ])('never a secret: %s', async (_, form) => {
    const message = await say(JSON.stringify({ error: `no: ${form}.` }));
    expect(message).toMatch(/no: \[secret\]\.$/);
  });

  test('on one line, without markup, not endless', async () => {
    const message = await say(JSON.stringify({ error: `<b>no</b>\n\n${'x'.repeat(9_000)}` }));
    expect(message).toMatch(/^[^\n<]{1,400}…$/);
  });
});

describe('the platform’s own reading of an answer', () => {
  const judge = ({ status: code, body }: Answer): Failure | undefined =>
    code === 200 && (body as { errcode?: number }).errcode === 40164
      ? new Failure('setup', 'not on the list')
      : undefined;

  test('counts though HTTP says that all is well', async () => {
    const { url } = await serverThat(status(200, {}, '{"errcode":40164}'));
    const exchange = sender({ judge }).json({ method: 'POST', url, body: {} });
    await expect(exchange).rejects.toMatchObject({ outcome: 'setup', message: 'not on the list' });
  });

  test('leaves the rest to HTTP', async () => {
    const { url } = await serverThat(ok);
    expect(await sender({ judge }).json({ method: 'POST', url, body: {} })).toEqual({ id: 1 });
  });
});

describe('an API that moved', () => {
  test('is said to have moved, and where it leads is not called its new address', async () => {
    const { url } = await serverThat(status(301, { location: 'https://docs.example/page' }));
    const failure = await sender()
      .json({ method: 'POST', url, body: {} })
      .then(
        () => undefined,
        (error: Failure) => error,
      );
    expect(failure?.message).toMatch(/answered 301: the API is not at this address any more$/);
    expect(failure?.hint).toContain('The old address leads to https://docs.example/page.');
  });
});

describe('XML-RPC', () => {
  const answer = (xml: string): RequestListener => status(200, { 'content-type': 'text/xml' }, xml);
  const call = (url: string, changes = {}) =>
    sender().xmlRpc({ url, method: 'm', params: [], writes: true, ...changes });

  test('reads an answer with characters XML does not allow', async () => {
    const { url } = await serverThat(answer(serializeMethodResponse('a~b').replace('~', '\u0008')));
    expect(await call(url)).toBe('ab');
  });

  test.each(['a ]]> b', '<![CDATA[x]]>', 'x & y &amp; < >', '你好 😀', 'a\u0000b\u{FDD0}c', ''])(
    'writes %j',
    async (text) => {
      let sent = '';
      const { url } = await serverThat((request, response) => {
        request.setEncoding('utf8').on('data', (chunk: string) => {
          sent += chunk;
        });
        request.on('end', () => response.end(serializeMethodResponse(true)));
      });
      await call(url, { params: [{ text }] });
      const [, params] = await new Deserializer().deserializeMethodCall(sent);
      expect(params).toEqual([{ text: text.replace('\u0000', '').replace('\u{FDD0}', '') }]);
    },
  );

  test.each<[string, (answer: Answer) => Failure | undefined, string, string]>([
    ['a fault nobody knows', () => undefined, 'refused', 'no (fault 500)'],
    ['one the platform documents', () => new Failure('later', 'slowly', { wait: 5 }), 'later', 'slowly'],
  ])('%s', async (_, judge, outcome, message) => {
    const { url, asked } = await serverThat(answer(serializeFault(new XmlRpcFault('no', 500))));
    const exchange = sender({ judge }).xmlRpc({ url, method: 'm', params: [], writes: true });
    await expect(exchange).rejects.toMatchObject({ outcome, message });
    expect(asked()).toBe(1);
  });

  test('a page instead of an answer to a write is uncertain', async () => {
    const { url } = await serverThat(
      status(200, { 'content-type': 'text/html' }, '<html><body>Hello</body></html>'),
    );
    await expect(call(url)).rejects.toMatchObject({ outcome: 'uncertain' });
  });

  test('a read is tried again', async () => {
    const { url, asked } = await serverThat(hangUp, answer(serializeMethodResponse(7)));
    expect(await call(url, { writes: false })).toBe(7);
    expect(asked()).toBe(2);
  });
});

test.each([
  [200, undefined],
  [404, 'answers 404, not 200: deploy the site first'],
  [301, 'answers 301, not 200: deploy the site first'],
  [500, 'answers 500, not 200: deploy the site first'],
])('a page that answers %i is not there because it %s', async (code, expected) => {
  const { url } = await serverThat(status(code, { location: '/' }));
  expect(await whyAbsent(url)).toBe(expected && `${url} ${expected}`);
});

test('without a connection nobody is told to deploy', async () => {
  const { url } = await serverThat(ok);
  await new Promise((resolve) => servers.pop()?.close(resolve));
  const why = await whyAbsent(url);
  expect(why).toContain(`no connection to ${new URL(url).host} (ECONNREFUSED); look at your connection`);
  expect(why).not.toContain('deploy');
});

test('a feed out of reach is told with what to do', async () => {
  const { url } = await serverThat(ok);
  await new Promise((resolve) => servers.pop()?.close(resolve));
  await expect(readFeed(url, getText)).rejects.toMatchObject({
    name: 'Problem',
    message: expect.stringMatching(/^the feed at .*feed\.json cannot be read: no connection to /),
    hint: expect.stringContaining('your connection'),
  });
});

test.each([
  ['ENOTFOUND', 'no address is found for none.invalid (ENOTFOUND)'],
  ['EAI_AGAIN', 'no address is found for none.invalid (EAI_AGAIN)'],
  ['ECONNREFUSED', 'no connection to none.invalid (ECONNREFUSED)'],
])('%s is said as what it is', (code, expected) => {
  const error = new TypeError('fetch failed', { cause: Object.assign(new Error(code), { code }) });
  const asked = { url: 'https://none.invalid/', method: 'GET', writes: false };
  expect(classify(error, asked).message).toBe(expected);
});
