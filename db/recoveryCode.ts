import { createHash, randomBytes } from 'node:crypto';
import { toBase32 } from './totp.ts';

const BYTES = 10;
const CODES = 8;

/** New codes for who loses the telephone, each 80 random bits: `ABCD-EFGH-IJKL-MNOP`. */
export const newRecoveryCodes = (): string[] =>
  Array.from({ length: CODES }, () => (toBase32(randomBytes(BYTES)).match(/.{4}/g) ?? []).join('-'));

/** Such a code is too random to be guessed from a plain hash. However it was typed, it is the same. */
export const recoveryCodeHash = (typed: string): string =>
  createHash('sha256')
    .update(typed.toUpperCase().replace(/[^A-Z2-7]/g, ''))
    .digest('hex');
