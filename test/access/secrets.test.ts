import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { newPassword } from '../../db/oneTimePassword.ts';
import { newRecoveryCodes, recoveryCodeHash } from '../../db/recoveryCode.ts';
import { checkPassword } from '../../db/rules/access/passwordRules.ts';
import { newTotpSecret, otpauthLink, toBase32, totpCode, totpStep, totpStepOf } from '../../db/totp.ts';

describe('the code of the second factor', () => {
  /** RFC 6238 appendix B, whose 8 digits end in the 6 that telephones show. */
  const SECRET = toBase32(Buffer.from('12345678901234567890'));
  test.each([
    [59, '287082'],
    [1111111109, '081804'],
    [1111111111, '050471'],
    [1234567890, '005924'],
    [2000000000, '279037'],
    [20000000000, '353130'],
  ])('at second %i is %s', (second, code) => {
    expect(totpCode(SECRET, totpStep(second * 1000))).toBe(code);
  });

  test('is taken from one step before to one after, once', () => {
    const nowMs = 1_767_582_000_000;
    const now = totpStep(nowMs);
    const taken = [-2, -1, 0, 1, 2].map((drift) =>
      totpStepOf(SECRET, totpCode(SECRET, now + drift), nowMs, 0),
    );
    expect(taken).toEqual([undefined, now - 1, now, now + 1, undefined]);
    expect(totpStepOf(SECRET, totpCode(SECRET, now), nowMs, now)).toBeUndefined();
    expect(totpStepOf(SECRET, totpCode(SECRET, now - 1), nowMs, now)).toBeUndefined();
    expect(totpStepOf(SECRET, totpCode(SECRET, now + 1), nowMs, now)).toBe(now + 1);
  });

  test('may be typed with a blank in the middle, and nothing else', () => {
    const nowMs = 59_000;
    expect(totpStepOf(SECRET, ' 287 082 ', nowMs, 0)).toBe(1);
    for (const typed of ['', '28708', '2870822', '２８７０８２', '-287082', '287082x'])
      expect(totpStepOf(SECRET, typed, nowMs, 0)).toBeUndefined();
  });

  test('has a secret of 160 bits, in Base32, that differs each time', () => {
    const secrets = new Set(Array.from({ length: 50 }, newTotpSecret));
    expect(secrets.size).toBe(50);
    for (const secret of secrets) expect(secret).toMatch(/^[A-Z2-7]{32}$/);
    expect(toBase32(Buffer.from('foobar'))).toBe('MZXW6YTBOI');
    expect(otpauthLink('ABC', 'rina w')).toBe(
      'otpauth://totp/Help%20Desk%3Arina%20w?secret=ABC&issuer=Help%20Desk',
    );
  });
});

test('a recovery code is the same however it is typed', () => {
  const [code = ''] = newRecoveryCodes();
  expect(code).toMatch(/^(?:[A-Z2-7]{4}-){3}[A-Z2-7]{4}$/);
  const hash = recoveryCodeHash(code);
  expect(recoveryCodeHash(code.toLowerCase().replaceAll('-', ' '))).toBe(hash);
  expect(new Set(newRecoveryCodes().map(recoveryCodeHash)).size).toBe(8);
});

describe('a password', () => {
  const isTaken = (password: string, own: readonly string[] = []): boolean => {
    try {
      checkPassword(password, own);
      return true;
    } catch {
      return false;
    }
  };

  test.each([
    'pendek9',
    'password123',
    'P@ssw0rd2026',
    'katasandi!!',
    'Helpdesk2026',
    'banyuwangi1',
    '1234567890',
    '0987654321',
    'abcdefghij',
    'aaaaaaaaaaaa',
    'qwertyuiop',
    'rahasiarahasia',
    'ababababab',
  ])('"%s" is refused', (password) => expect(isTaken(password)).toBe(false));

  test.each([
    'kuda poni naik tangga',
    'b7Kx-29mPq',
    'kata-sandi-uji',
    '密码密码密码密码密码ab',
    'benar sekali',
  ])('"%s" is taken', (password) => expect(isTaken(password)).toBe(true));

  test("made of the user's own name is refused", () => {
    expect(isTaken('rina.wulandari99', ['rina', 'Rina Wulandari'])).toBe(false);
    expect(isTaken('rina suka kopi', ['rina', 'Rina Wulandari'])).toBe(true);
  });

  test('that the program makes itself is always taken', () => {
    fc.assert(
      fc.property(fc.constant(0), () => isTaken(newPassword())),
      { numRuns: 300 },
    );
  });

  test('of fewer than 10 characters is never taken, of more than 200 neither', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme-ascii', maxLength: 9 }), (short) => !isTaken(short)));
    expect(isTaken('kuda poni '.repeat(21))).toBe(false);
  });
});
