import { randomBytes, scryptSync, timingSafeEqual } from 'node:crypto';

/** scrypt, cheap enough to run inside the transaction that obeys a command: 16 MiB and some 30 ms. */
const COST = { N: 2 ** 14, r: 8, p: 1 };
const KEY_BYTES = 32;

/** `scrypt$<salt>$<key>`, both base64url. */
export function hashPin(pin: string): string {
  const salt = randomBytes(16);
  const key = scryptSync(pin, salt, KEY_BYTES, COST);
  return `scrypt$${salt.toString('base64url')}$${key.toString('base64url')}`;
}

/** Compares in constant time. */
export function pinMatches(pin: string, hash: string): boolean {
  const [, salt = '', key = ''] = hash.split('$');
  const wanted = Buffer.from(key, 'base64url');
  const derived = scryptSync(pin, Buffer.from(salt, 'base64url'), KEY_BYTES, COST);
  return wanted.length === KEY_BYTES && timingSafeEqual(derived, wanted);
}
