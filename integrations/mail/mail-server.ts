import { isIP } from 'node:net';
import { parseConnectionUrl } from 'nodemailer/lib/shared';
import type { SMTPConnectionOptions } from 'nodemailer/lib/smtp-connection';
import { Problem } from '#domain';

/** The environment variable with the address of the mail server. */
const VARIABLE = 'SMTP_URL';

const HINT = `Write ${VARIABLE}=smtps://user:password@smtp.example.com into .env; encode “@”, “/” and “:” in the password as %40, %2F and %3A.`;

/**
 * The mail server that `SMTP_URL` names: `smtps://user:password@host` (TLS from the start, port 465) or
 * `smtp://user:password@host:587` (STARTTLS). A password travels without TLS only to this machine itself, or where the
 * address says `?requireTLS=false`.
 *
 * @param env the environment, such as `process.env`
 * @throws {Problem} where `SMTP_URL` is missing, or is no address of a mail server
 */
export function readMailServer(env: Readonly<Record<string, string | undefined>>): MailServer {
  const address = env[VARIABLE]?.trim();
  if (!address) throw new Problem(`${VARIABLE} is not set`, { hint: HINT });
  const url = URL.parse(address);
  if (url === null || !/^smtps?:$/.test(url.protocol) || url.hostname === '')
    throw new Problem(`${VARIABLE} is not the address of a mail server`, { hint: HINT });
  const { auth, ...options } = parseConnectionUrl(address);
  const login = auth === undefined ? undefined : { user: auth.user ?? '', pass: auth.pass ?? '' };
  const requireTLS = login !== undefined && url.protocol === 'smtp:' && !isThisMachine(url.hostname);
  return { host: url.host, options: { requireTLS, ...options }, login };
}

function isThisMachine(host: string): boolean {
  if (host === 'localhost' || host === '[::1]') return true;
  return isIP(host) === 4 && host.startsWith('127.');
}

/** Where mail goes out. */
export interface MailServer {
  /** Its name and port, for messages. */
  readonly host: string;
  readonly options: SMTPConnectionOptions;
  readonly login: { readonly user: string; readonly pass: string } | undefined;
}
