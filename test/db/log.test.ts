import { DrizzleQueryError } from 'drizzle-orm/errors';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createLog, type Log } from '../../db/log.ts';
import { maskPhone, maskWithin } from '../../db/logPrivacy.ts';

const REPORTER = '+6281234567890';

function logged(write: (log: Log) => void): Record<string, unknown> {
  const lines: string[] = [];
  write(createLog({ level: 'trace', name: 'daemon', to: { write: (line) => void lines.push(line) } }));
  expect(lines).toHaveLength(1);
  expect(lines[0]).toMatch(/^\{.*\}\n$/);
  return JSON.parse(lines[0] ?? '');
}

describe('masking a number', () => {
  test.each([
    [REPORTER, '+62812…7890'],
    ['6281234567890', '62812…7890'],
    ['081234567890', '0812…7890'],
    ['0811-3103-001', '0811…001'],
    ['0333417437', '0333…37'],
    ['+4915112345678', '+49151…5678'],
    ['1708', '1708'],
    ['TELKOMSEL', 'TELKOMSEL'],
    ['', ''],
  ])('%s becomes %s', (number, masked) => {
    expect(maskPhone(number)).toBe(masked);
  });

  test('whatever the number, at least four digits are hidden', () => {
    const digits = fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: 7, maxLength: 15 });
    fc.assert(
      fc.property(digits, fc.constantFrom('', '+'), (number, plus) => {
        const shown = maskPhone(plus + number).replace(/\D/g, '').length;
        expect(shown).toBeLessThanOrEqual(Math.max(number.length - 4, 0) + (number.length < 9 ? 2 : 0));
      }),
    );
  });

  test.each([
    [`reply to ${REPORTER} failed`, 'reply to +62812…7890 failed'],
    ['from 0812-3456-7890.', 'from 0812…7890.'],
    ['"081234567890"', '"0812…7890"'],
    ['AT+CPIN="1234"', 'AT+CPIN=[secret]'],
    ['at+cpin="12345678","1234"', 'at+cpin=[secret]'],
  ])('%s in a text becomes %s', (text, masked) => {
    expect(maskWithin(text)).toBe(masked);
  });

  test.each([
    '8962100012345678901',
    'ticket 42 of 2026-11-25',
    '2026-11-25T03:12:00.000Z',
    'part 3/12',
    'exit code 75',
  ])('%s is no phone number and stays', (text) => expect(maskWithin(text)).toBe(text));
});

describe('a line of the log', () => {
  test('it carries name, level, message and fields', () => {
    expect(
      logged((log) => log.child({ mod: 'inbound' }).info({ ticketId: 42 }, 'ticket opened')),
    ).toMatchObject({
      name: 'daemon',
      mod: 'inbound',
      level: 30,
      ticketId: 42,
      msg: 'ticket opened',
      time: expect.any(Number),
    });
  });

  test('the wording of a message shows at debug only', () => {
    const sms = {
      text: 'HELPDESK printer rusak',
      nested: { body: 'rahasia', pduHex: '0791' },
      parts: [{ smsText: 'a' }],
    };
    expect(logged((log) => log.debug(sms, 'm'))).toMatchObject(sms);
    for (const level of ['info', 'warn', 'error', 'fatal'] as const) {
      expect(logged((log) => log[level](sms, 'm'))).toMatchObject({
        text: '[22 characters]',
        nested: { body: '[7 characters]', pduHex: '[4 characters]' },
        parts: [{ smsText: '[1 characters]' }],
      });
    }
  });

  test('secrets show at no level, not even bound to a child', () => {
    const secrets = { pin: '1234', password: 'hunter2', newPassword: 'hunter3', deep: [{ simPin: 1234 }] };
    for (const level of ['trace', 'info', 'fatal'] as const) {
      const line = JSON.stringify(logged((log) => log.child(secrets)[level](secrets, 'm')));
      expect(line).not.toMatch(/1234|hunter/);
      expect(line.match(/\[secret\]/g)).toHaveLength(4);
    }
  });

  test('a forgotten number is masked wherever it stands', () => {
    const line = logged((log) =>
      log
        .child({ from: REPORTER })
        .debug({ deep: { to: [REPORTER] }, err: new Error(`no way to ${REPORTER}`) }, `to ${REPORTER}`),
    );
    expect(JSON.stringify(line)).not.toContain('34567');
    expect(line).toMatchObject({ from: '+62812…7890', msg: 'to +62812…7890', deep: { to: ['+62812…7890'] } });
  });

  test('a failed query does not tell what people wrote', () => {
    const err = new DrizzleQueryError(
      'insert into messages values (?)',
      ['printer\nrusak', 'hash'],
      new Error('locked'),
    );
    const line = JSON.stringify(logged((log) => log.error({ err }, 'could not store')));
    expect(line).toContain('insert into messages');
    expect(line).toContain('    at ');
    expect(line).not.toMatch(/rusak|hash/);
  });

  test('nothing below its level is written', () => {
    const lines: string[] = [];
    const log = createLog({ level: 'warn', name: 'panel', to: { write: (line) => void lines.push(line) } });
    log.info('unseen');
    log.warn('seen');
    expect(lines).toHaveLength(1);
  });
});
