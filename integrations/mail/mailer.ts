import { Readable } from 'node:stream';
import MailComposer from 'nodemailer/lib/mail-composer';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import PQueue from 'p-queue';
import { classify, type SmtpError } from './classify.ts';
import { MailFailure } from './mail-failure.ts';
import type { MailServer } from './mail-server.ts';

/** How long the server may stay silent, in milliseconds, where nothing else is said: RFC 5321 grants it some minutes. */
const PATIENCE = { connect: 30_000, answer: 5 * 60_000 };

/**
 * The way to a mail server: one connection, opened with the first mail and kept for those that follow.
 *
 * ```ts
 * const mailer = openMailer(readMailServer(process.env));
 * await mailer.send({ from: 'me@example.com', to: 'you@example.com', subject: 'Hello', text: 'Hello.' });
 * mailer.close();
 * ```
 *
 * @param patience how long the server may stay silent, in milliseconds: before the connection is there, and before an answer
 */
export function openMailer(server: MailServer, patience: Partial<typeof PATIENCE> = {}): Mailer {
  const { connect, answer } = { ...PATIENCE, ...patience };
  const { host } = server;
  const options = {
    ...server.options,
    connectionTimeout: connect,
    greetingTimeout: connect,
    socketTimeout: answer,
  };
  let line: Promise<SMTPConnection> | undefined;

  const open = (): Promise<SMTPConnection> => {
    line ??= dial({ ...server, options }, () => {
      line = undefined;
    });
    return line;
  };

  async function sendOver(connection: SMTPConnection, mail: Mail): Promise<Sent> {
    const text = await compose(mail);
    try {
      return { response: await hand(connection, mail, text) };
    } catch (error) {
      await endMail(connection);
      throw classify(error as SmtpError, { host, isTextSent: text.isBegun() });
    }
  }

  async function send(mail: Mail): Promise<Sent> {
    const wasOpen = line !== undefined;
    try {
      return await sendOver(await open(), mail);
    } catch (error) {
      // A server that ends a connection after so many mails takes the next one over a new connection.
      const hasEnded = wasOpen && line === undefined;
      if (!hasEnded || !isPassing(error)) throw error;
      return sendOver(await open(), mail);
    }
  }

  // A connection carries one mail at a time.
  const turns = new PQueue({ concurrency: 1 });
  return {
    send: (mail) => turns.add(() => send(mail)),
    check: () =>
      turns.add(async () => {
        await open();
        return host;
      }),
    close: () => {
      line?.then(
        (connection) => connection.quit(),
        () => undefined,
      );
      line = undefined;
    },
  };
}

function isPassing(error: unknown): boolean {
  return error instanceof MailFailure && error.outcome === 'later' && error.isOfServer;
}

/** A connection that is open and logged in. @param onEnd told when it has ended, by whichever side */
function dial({ host, options, login }: MailServer, onEnd: () => void): Promise<SMTPConnection> {
  const { promise, resolve, reject } = Promise.withResolvers<SMTPConnection>();
  const connection = new SMTPConnection(options);
  const fail = (error: SmtpError): void => {
    connection.close();
    onEnd();
    reject(classify(error, { host, isTextSent: false }));
  };
  connection.on('error', fail);
  connection.once('end', onEnd);
  connection.connect((refused) => {
    if (refused) return fail(refused);
    if (login === undefined) return resolve(connection);
    connection.login({ ...login, credentials: login }, (error) =>
      error ? fail(error) : resolve(connection),
    );
  });
  return promise;
}

/** Sends one mail over an open connection. @returns the server's last answer */
function hand(connection: SMTPConnection, { from, to }: Mail, { stream, size }: Text): Promise<string> {
  const envelope = { from: typeof from === 'string' ? from : from.address, to, size };
  return new Promise((resolve, reject) => {
    connection.send(envelope, stream, (error, info) => (error ? reject(error) : resolve(info.response)));
  });
}

/** Makes the connection ready for the next mail, or ends it where it cannot be. */
function endMail(connection: SMTPConnection): Promise<void> {
  return new Promise((resolve) => {
    connection.reset((error) => {
      if (error) connection.close();
      resolve();
    });
  });
}

/** The mail as it travels, and whether the server was sent a part of it. */
async function compose({ pictures = [], ...mail }: Mail): Promise<Text> {
  const attachments = pictures.map(({ bytes, type, name, cid }) => ({
    content: Buffer.from(bytes),
    contentType: type,
    filename: name,
    cid,
  }));
  const composer = new MailComposer({
    ...mail,
    attachments,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const bytes = await composer.compile().build();
  let isBegun = false;
  // It is read once the server has said that it waits for the text.
  const stream = new Readable({
    read() {
      isBegun = true;
      this.push(bytes);
      this.push(null);
    },
  });
  return { stream, size: bytes.length, isBegun: () => isBegun };
}

interface Text {
  readonly stream: Readable;
  readonly size: number;
  isBegun(): boolean;
}

/** A mail to one recipient. */
export interface Mail {
  readonly from: string | { readonly name: string; readonly address: string };
  readonly to: string;
  readonly replyTo?: string;
  readonly subject: string;
  readonly text: string;
  readonly html?: string;
  /** The same for each try to send one mail, so that a server or a mailbox can know a repeat. @default a new one */
  readonly messageId?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly pictures?: readonly MailPicture[];
}

/** A picture within a mail; its HTML shows it by `src="cid:…"`. */
export interface MailPicture {
  readonly cid: string;
  readonly name: string;
  /** Its media type. */
  readonly type: string;
  readonly bytes: Uint8Array;
}

/** What the server said of a mail that it took. */
export interface Sent {
  readonly response: string;
}

/** The way to a mail server. */
export interface Mailer {
  /** Mails that are sent side by side go out one after the other. @throws {MailFailure} where one is not known to have gone out */
  send(mail: Mail): Promise<Sent>;
  /** Connects and logs in. @returns the server's name. @throws {MailFailure} */
  check(): Promise<string>;
  /** Ends the connection. A mail may be sent afterwards; it opens another. */
  close(): void;
}
