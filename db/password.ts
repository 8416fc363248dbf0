import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';

/** scrypt with OWASP's cost for it: N=2^16, r=8, p=2, about 64 MiB and a fifth of a second. */
const COST = { N: 2 ** 16, r: 8, p: 2, maxmem: 128 * 2 ** 20 };
const KEY_BYTES = 32;

const derive = (password: string, salt: Buffer): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    scrypt(password.normalize('NFKC'), salt, KEY_BYTES, COST, (error, key) =>
      error ? reject(error) : resolve(key),
    );
  });

/** `scrypt$<salt>$<key>`, both base64url. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  return `scrypt$${salt.toString('base64url')}$${(await derive(password, salt)).toString('base64url')}`;
}

/** Compares in constant time; without a hash (no such user) the same work is done, and the answer is false. */
export async function verifyPassword(password: string, hash: string | null | undefined): Promise<boolean> {
  const [scheme, salt, key] = (hash ?? '').split('$');
  const known = scheme === 'scrypt' && salt !== undefined && key !== undefined;
  const derived = await derive(password, known ? Buffer.from(salt, 'base64url') : Buffer.alloc(16));
  const wanted = known ? Buffer.from(key, 'base64url') : Buffer.alloc(KEY_BYTES);
  return known && wanted.length === KEY_BYTES && timingSafeEqual(derived, wanted);
}
