import { createHmac, randomUUID, timingSafeEqual } from 'node:crypto';
import type { Millis } from '#domain';

/** How long a page with a form may stay open. */
const GREATEST_AGE: Millis = 12 * 3_600_000;

/**
 * Signs a token for the forms of one page of Studio. Another site cannot read it, so it cannot send such a form in the
 * owner's name. Its nonce names what the form starts: a form that is sent twice starts one thing.
 */
export function signFormToken(secret: string, now: Millis): string {
  const body = `${now}.${randomUUID()}`;
  return `${body}.${signatureOf(body, secret)}`;
}

/** The nonce of a token; undefined for one that is not ours or too old. */
export function readFormToken(token: string, secret: string, now: Millis): string | undefined {
  const [issued = '', nonce = '', signature = ''] = token.split('.');
  const isOurs = isSame(signature, signatureOf(`${issued}.${nonce}`, secret));
  return isOurs && now - Number(issued) < GREATEST_AGE ? nonce : undefined;
}

/** The prefix keeps these apart from whatever else the secret signs. */
function signatureOf(body: string, secret: string): string {
  return createHmac('sha256', secret).update(`studio form ${body}`).digest('base64url');
}

function isSame(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}
