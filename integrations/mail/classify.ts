import { MailFailure } from './mail-failure.ts';

/** What nodemailer says of an exchange that failed. */
export interface SmtpError {
  readonly message: string;
  /** nodemailer's own: `EAUTH`, `EENVELOPE`, `ECONNECTION`. */
  readonly code?: string | undefined;
  /** The command that was answered: `RCPT TO`; `CONN` where the connection itself broke. */
  readonly command?: string | undefined;
  /** The server's answer, such as 550. */
  readonly responseCode?: number | undefined;
}

/** Where an exchange had come to. */
export interface Progress {
  /** The server, for the message. */
  readonly host: string;
  /** Whether the server was sent the text of the mail, or a part of it. */
  readonly isTextSent: boolean;
}

const LOOK_AT_URL = 'Look at SMTP_URL in .env: the name, the port, the user and the password.';

/** What an error of SMTP means for the mail. */
export function classify(
  { message, code, command, responseCode }: SmtpError,
  { host, isTextSent }: Progress,
) {
  const said = `${host}: ${message}`;
  if (code === 'EAUTH' || code === 'ENOAUTH')
    return serverFailure(isPassing(responseCode) ? 'later' : 'setup', said);
  if (code === 'ETLS' || code === 'ECONFIG') return serverFailure('setup', said);
  if (command === 'RCPT TO' && responseCode !== undefined)
    return new MailFailure(isPassing(responseCode) ? 'later' : 'refused', said, { isOfServer: false });
  if (command === 'MAIL FROM' && code === 'EENVELOPE')
    return serverFailure(
      isPassing(responseCode) ? 'later' : 'setup',
      said,
      'The server lets you write from another address only.',
    );
  if (responseCode !== undefined && command === 'DATA')
    return new MailFailure(isPassing(responseCode) ? 'later' : 'refused', said, {
      isOfServer: isPassing(responseCode),
    });
  if (code === 'EMESSAGE' || code === 'EENVELOPE')
    return new MailFailure('refused', said, { isOfServer: false });
  if (isTextSent)
    return new MailFailure('uncertain', `${host} took the text and gave no answer (${message})`, {
      isOfServer: true,
    });
  return serverFailure('later', said);
}

function serverFailure(outcome: 'later' | 'setup', why: string, hint = LOOK_AT_URL): MailFailure {
  return new MailFailure(outcome, why, { isOfServer: true, hint: outcome === 'setup' ? hint : undefined });
}

/** An answer of 4xx passes. */
function isPassing(responseCode: number | undefined): boolean {
  return responseCode !== undefined && responseCode >= 400 && responseCode < 500;
}
