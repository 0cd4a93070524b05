import { createHmac } from 'node:crypto';

/**
 * The header that signs a request by OAuth 1.0a with HMAC-SHA1 (RFC 5849), for a request whose body is no form.
 *
 * @param moment `seconds` since 1970, and a `nonce` that no other request has in that second
 * @example authorizationOf({ method: 'GET', url }, keys, { seconds: 1_700_000_000, nonce: 'a1' }) // 'OAuth oauth_…'
 */
export function authorizationOf({ method, url }: Signed, keys: Keys, { seconds, nonce }: Moment): string {
  const oauth: Pairs = [
    ['oauth_consumer_key', keys.apiKey],
    ['oauth_nonce', nonce],
    ['oauth_signature_method', 'HMAC-SHA1'],
    ['oauth_timestamp', String(seconds)],
    ['oauth_token', keys.accessToken],
    ['oauth_version', '1.0'],
  ];
  const { origin, pathname, searchParams } = new URL(url);
  const pairs = [...oauth, ...searchParams].map(([name, value]) => [encode(name), encode(value)] as const);
  const query = pairs
    .map((pair) => pair.join('='))
    .toSorted()
    .join('&');
  const base = [method, origin + pathname, query].map(encode).join('&');
  const key = `${encode(keys.apiSecret)}&${encode(keys.accessSecret)}`;
  const signature = createHmac('sha1', key).update(base).digest('base64');
  const header: Pairs = [...oauth, ['oauth_signature', signature]];
  return `OAuth ${header.map(([name, value]) => `${name}="${encode(value)}"`).join(', ')}`;
}

/** RFC 3986: everything but letters, digits and `-._~`. */
function encode(text: string): string {
  return encodeURIComponent(text).replaceAll(
    /[!'()*]/g,
    (sign) => `%${sign.codePointAt(0)?.toString(16).toUpperCase()}`,
  );
}

type Pairs = readonly (readonly [string, string])[];

interface Signed {
  readonly method: string;
  readonly url: string;
}

/** The keys of an app, and of the account that lets it in. */
export interface Keys {
  readonly apiKey: string;
  readonly apiSecret: string;
  readonly accessToken: string;
  readonly accessSecret: string;
}

interface Moment {
  readonly seconds: number;
  readonly nonce: string;
}
