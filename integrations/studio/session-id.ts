import { createHmac } from 'node:crypto';

/**
 * What stands in the database for the token that a browser has. It opens nothing by itself, and is another one for
 * another password, so that a new password ends all sessions.
 */
export function sessionId(token: string, { secret, password }: { secret: string; password: string }): string {
  return createHmac('sha256', secret).update(`studio session ${token}\n${password}`).digest('base64url');
}
