import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { countSignIn, forgiveSignIn } from '../../db/actions/signIn.ts';
import { openOffice, type TestOffice } from '../support/office.ts';

let office: TestOffice;
beforeEach(() => {
  office = openOffice();
});
afterEach(() => office.db.$client.close());

const attempt = (username: string, address: string): number =>
  countSignIn(office.db, office.clock, { username, address });

describe('tries to sign in', () => {
  test('wait longer with each failure beyond the fifth, up to a quarter of an hour', () => {
    for (let i = 0; i < 5; i += 1) expect(attempt('rina', 'a')).toBe(0);
    const waits: number[] = [];
    for (let i = 0; i < 9; i += 1) {
      const waitMs = attempt(' RINA ', `b${i}`);
      waits.push(waitMs / 1000);
      office.clock.pass(waitMs);
      expect(attempt('rina', `b${i}`)).toBe(0);
    }
    expect(waits).toEqual([15, 30, 60, 120, 240, 480, 900, 900, 900]);
  });

  test('are forgiven by a success', () => {
    for (let i = 0; i < 5; i += 1) attempt('rina', 'a');
    forgiveSignIn(office.db, office.clock, { username: 'rina', address: 'a' });
    for (let i = 0; i < 5; i += 1) expect(attempt('rina', 'a')).toBe(0);
  });

  test('of many names from one address are held up there, and nowhere else', () => {
    for (let i = 0; i < 20; i += 1) expect(attempt(`orang${i}`, 'a')).toBe(0);
    expect(attempt('lain', 'a')).toBeGreaterThan(0);
    expect(attempt('lain', 'b')).toBe(0);
  });

  test('are counted for names that nobody has just as well', () => {
    for (let i = 0; i < 5; i += 1) attempt('tidak-ada', 'a');
    expect(attempt('tidak-ada', 'b')).toBe(15_000);
  });

  test('are held up no longer than a quarter of an hour, though the clock is set back', () => {
    for (let i = 0; i < 6; i += 1) attempt('rina', 'a');
    office.clock.pass(-30 * 60_000);
    expect(attempt('rina', 'b')).toBeLessThanOrEqual(15_000);
  });

  test('leave no word that was typed as a name: it may have been the password', () => {
    attempt('kata-sandi-saya', '192.0.2.7');
    const rows = JSON.stringify(office.db.$client.prepare('SELECT * FROM attempts').all());
    expect(rows).not.toContain('sandi');
    expect(rows).not.toContain('192.0.2.7');
  });

  test('that are a day old take no room any more', () => {
    for (let i = 0; i < 15; i += 1) attempt(`orang${i}`, `a${i}`);
    office.clock.pass(25 * 3_600_000);
    attempt('rina', 'x');
    expect(office.db.$client.prepare('SELECT count(*) FROM attempts').pluck().get()).toBe(2);
  });
});
