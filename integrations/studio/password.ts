import { type BinaryLike, randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto';

/** Some 100 ms and 16 MB a guess. */
const COST = { N: 2 ** 14, r: 8, p: 5 };
const LENGTH = 32;

/**
 * Hashes a password, so that whoever reads the hash has no password: `scrypt:16384:8:5:<salt>:<hash>`. What was typed is
 * in one spelling first, since keyboards write an accent in several ways.
 */
export async function hashPassword(password: string, { N, r, p } = COST): Promise<string> {
  const salt = randomBytes(16);
  const hash = await derive(password, salt, { N, r, p });
  return ['scrypt', N, r, p, salt.toString('base64url'), hash.toString('base64url')].join(':');
}

/** Whether a text is a hash of {@link hashPassword}. */
export function isPasswordHash(text: string): boolean {
  return HASH.test(text);
}

/**
 * Checks guesses against a password or the hash of one. They are checked one after the other: many at once must not
 * fill the memory.
 */
export function passwordCheck(password: string): (guess: string) => Promise<boolean> {
  let hash: Promise<string> | undefined;
  let last: Promise<unknown> = Promise.resolve();
  return (guess) => {
    hash ??= isPasswordHash(password) ? Promise.resolve(password) : hashPassword(password);
    const known = hash;
    const checked = last.then(async () => fits(guess, await known));
    last = checked.catch(() => undefined);
    return checked;
  };
}

async function fits(guess: string, text: string): Promise<boolean> {
  const [, N, r, p, salt = '', hash = ''] = HASH.exec(text) ?? [];
  const cost = { N: Number(N), r: Number(r), p: Number(p) };
  const [expected, given] = [
    Buffer.from(hash, 'base64url'),
    await derive(guess, Buffer.from(salt, 'base64url'), cost),
  ];
  return expected.length === given.length && timingSafeEqual(expected, given);
}

const HASH = /^scrypt:(\d+):(\d+):(\d+):([\w-]+):([\w-]+)$/;

function derive(password: string, salt: BinaryLike, cost: ScryptOptions): Promise<Buffer> {
  return new Promise((resolve, reject) =>
    scrypt(password.normalize('NFC'), salt, LENGTH, cost, (error, key) =>
      error === null ? resolve(key) : reject(error),
    ),
  );
}
