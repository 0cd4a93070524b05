import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer, type SMTPServerOptions, type SMTPServerSession } from 'smtp-server';

/**
 * A mail server on a free port of this machine. It keeps every mail that it took, and behaves towards single
 * recipients as it is told.
 */
export async function startMailServer({ login, ...options }: Options = {}): Promise<MailBox> {
  const mails: KeptMail[] = [];
  const troubles = new Map<string, Trouble>();
  const waiting: { count: number; reached: () => void }[] = [];
  let connections = 0;

  const server = new SMTPServer({
    disabledCommands: login === undefined ? ['AUTH', 'STARTTLS'] : ['STARTTLS'],
    allowInsecureAuth: true,
    authOptional: login === undefined,
    logger: false,
    onConnect: (_, done) => {
      connections += 1;
      done();
    },
    onAuth: ({ username, password }, _, done) => {
      if (username === login?.user && password === login?.pass) return done(null, { user: username });
      done(answer(535, 'Authentication failed'));
    },
    onRcptTo: ({ address }, session, done) => {
      const trouble = troubles.get(address);
      if (trouble === 'refused') return done(answer(550, 'no such user here'));
      if (trouble === 'full') return done(answer(452, 'mailbox full'));
      if (trouble === 'closing') {
        troubles.delete(address);
        return done(answer(421, 'too many mails over this connection'));
      }
      if (trouble === 'cut-before') return cut(session);
      done();
    },
    onData: (stream, session, done) => {
      read(stream).then(async (raw) => {
        const to = session.envelope.rcptTo.map(({ address }) => address);
        const trouble = to.map((address) => troubles.get(address)).find((found) => found !== undefined);
        if (trouble === 'spam') return done(answer(554, 'this looks like spam'));
        const from = session.envelope.mailFrom === false ? '' : session.envelope.mailFrom.address;
        mails.push({ from, to, raw, parsed: await simpleParser(raw) });
        for (const { reached } of waiting.filter(({ count }) => count === mails.length)) reached();
        if (trouble === 'answer-lost') return cut(session);
        if (trouble === 'silent') return;
        done();
      }, done);
    },
    ...options,
  });
  server.on('error', () => undefined);

  /** Breaks the connection of a session. */
  function cut(session: SMTPServerSession): void {
    for (const connection of server.connections) {
      if (connection.session.id === session.id) connection._socket.destroy();
    }
  }

  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  const { port } = server.server.address() as AddressInfo;
  const user =
    login === undefined ? '' : `${encodeURIComponent(login.user)}:${encodeURIComponent(login.pass)}@`;
  return {
    url: `smtp://${user}127.0.0.1:${port}`,
    mails: () => mails,
    to: (address) => mails.filter(({ to }) => to.includes(address)),
    connections: () => connections,
    spoil: (address, trouble) => {
      if (trouble === undefined) troubles.delete(address);
      else troubles.set(address, trouble);
    },
    hasTaken: (count) =>
      new Promise((reached) => {
        if (mails.length >= count) reached();
        else waiting.push({ count, reached });
      }),
    close: () =>
      new Promise((closed) => {
        for (const { _socket } of server.connections) _socket.destroy();
        server.close(() => closed());
      }),
  };
}

function answer(responseCode: number, text: string): Error {
  return Object.assign(new Error(text), { responseCode });
}

async function read(stream: NodeJS.ReadableStream): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}

/**
 * What a recipient meets.
 * - `refused`: 550 to its address. `full`: 452 to its address. `spam`: 554 to the text.
 * - `closing`: 421 to its address, once, and the connection ends.
 * - `cut-before`: the connection breaks before the text is sent.
 * - `answer-lost`: the mail is taken, and the connection breaks before the answer. `silent`: no answer comes.
 */
export type Trouble = 'refused' | 'full' | 'spam' | 'closing' | 'cut-before' | 'answer-lost' | 'silent';

export interface KeptMail {
  readonly from: string;
  readonly to: readonly string[];
  readonly raw: Buffer;
  readonly parsed: ParsedMail;
}

export interface MailBox {
  /** For `SMTP_URL`. */
  readonly url: string;
  mails(): readonly KeptMail[];
  to(address: string): readonly KeptMail[];
  connections(): number;
  spoil(address: string, trouble: Trouble | undefined): void;
  /** @returns when so many mails were taken */
  hasTaken(count: number): Promise<void>;
  close(): Promise<void>;
}

interface Options extends SMTPServerOptions {
  readonly login?: { readonly user: string; readonly pass: string };
}
