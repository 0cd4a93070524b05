import { hkdfSync } from 'node:crypto';

/**
 * A key for one purpose, made of the secret of the site. Two purposes never share a key, and none of the keys gives the
 * secret away. The same secret gives the same keys on every machine, so that several collectors accept each other's
 * tokens.
 *
 * @example deriveKey(secret, 'form token')
 */
export function deriveKey(secret: string, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, '', `byline: ${purpose}`, 32));
}
