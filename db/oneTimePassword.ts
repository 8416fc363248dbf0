import { randomInt } from 'node:crypto';

/** Letters and digits that cannot be taken for one another. */
const LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789';
const CHARS = 12;

/** A password that is read out or copied once; 59 bits. */
export const newPassword = (): string =>
  Array.from({ length: CHARS }, () => LETTERS[randomInt(LETTERS.length)]).join('');
