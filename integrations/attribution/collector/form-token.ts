import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Millis } from '#domain';
import { deriveKey } from '../derive-key.ts';

/** A person takes longer than this to fill in a form, in milliseconds. */
export const LEAST_AGE = 2_000;

/** A tab may stay open for a day. */
const GREATEST_AGE = 24 * 3_600_000;

/**
 * A token a form has to carry: when it was given out and a nonce, signed. It is not stored: the nonce
 * becomes the id of what the form brings, so a token brings one thing however often it is sent.
 */
export function signToken({ issued, nonce }: Ticket, secret: string): string {
  const body = `${issued}.${nonce}`;
  return `${body}.${signatureOf(body, secret)}`;
}

/** What a token says; why it is not accepted, when it is too young, too old or not ours. */
export function readToken(token: string, secret: string, now: Millis): Reading {
  const [, body = '', signature = ''] = /^(.+)\.([\w-]+)$/.exec(token) ?? [];
  if (!isSame(signature, signatureOf(body, secret))) return { refused: 'forged' };
  const [issued, nonce = ''] = [Number.parseInt(body, 10), body.split('.')[1]];
  // One that is issued later than now is ours all the same: the clock was set back.
  if (now >= issued && now < issued + LEAST_AGE) return { refused: 'early' };
  return now > issued + GREATEST_AGE ? { refused: 'expired' } : { nonce };
}

function signatureOf(body: string, secret: string): string {
  return createHmac('sha256', deriveKey(secret, 'form token')).update(body).digest('base64url');
}

function isSame(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}

export interface Ticket {
  readonly issued: Millis;
  readonly nonce: string;
}

export type Reading =
  | { readonly refused: 'forged' | 'early' | 'expired' }
  | { readonly refused?: never; readonly nonce: string };
