import { isRecord } from './matter.ts';

/** Front matter without its secrets, and the names of the keys that were taken out. */
export interface Cleared {
  readonly data: Record<string, unknown>;
  /** With a dot for each level: `encrypt.password`. */
  readonly names: readonly string[];
}

/**
 * Takes passwords, tokens and keys out of front matter, at every depth, so that nobody can write them down.
 * A text that holds such a key in JSON or in PHP's serialized form goes out as a whole.
 */
export function withoutSecrets(data: Readonly<Record<string, unknown>>): Cleared {
  const names: string[] = [];
  return { data: clear(data, '', names), names };
}

/** Whether a key is called like a secret: `password`, `api_key`, `encryptToken`, `密码`. */
export function isSecretKey(key: string): boolean {
  return secretKey.test(key.replace(/[-_\s]/g, ''));
}

const secretKey =
  /pass(word|wd|phrase|code|key)|^pwd$|passster|secret(?!ion)|token$|(api|private|access|auth|app|encrypt(ion)?)key|credential|密码|密碼|口令/i;

const quotedSecret = /["'](?:[\w-]*(?:password|passwd|passphrase|secret|api_?key|token))["']\s*(?::|;|=>?)/i;

function clear(
  data: Readonly<Record<string, unknown>>,
  path: string,
  names: string[],
): Record<string, unknown> {
  const open = Object.entries(data).filter(([key, value]) => {
    const isSecret = holdsSecret(key, value);
    if (isSecret) names.push(`${path}${key}`);
    return !isSecret;
  });
  return Object.fromEntries(open.map(([key, value]) => [key, clearValue(value, `${path}${key}.`, names)]));
}

/** A switch (`secret: true`) and an empty value give nothing away. */
function holdsSecret(key: string, value: unknown): boolean {
  if (typeof value === 'string' && quotedSecret.test(value)) return true;
  return isSecretKey(key) && typeof value !== 'boolean' && value !== null && value !== '';
}

function clearValue(value: unknown, path: string, names: string[]): unknown {
  if (Array.isArray(value)) return value.map((item) => clearValue(item, path, names));
  return isRecord(value) ? clear(value, path, names) : value;
}
