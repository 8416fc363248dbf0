import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  classifySender,
  mayAnswerByItself,
  readPhoneNumber,
  showPhoneNumber,
} from '../../db/rules/phoneNumber.ts';

test.each([
  '0811-3103-001',
  '08113103001',
  '628113103001',
  '+62 811-3103-001',
  '+62 (0)811 3103 001',
  '8113103001',
  '00628113103001',
  '0062 811 3103 001',
  ' 0811.3103.001 ',
  '+08113103001',
  '+00628113103001',
])('%j is +628113103001', (raw) => {
  expect(readPhoneNumber(raw)).toBe('+628113103001');
});

test.each([
  ['(0333) 417437', '+62333417437'],
  ['+6591234567', '+6591234567'],
])('%s is %s', (raw, number) => {
  expect(readPhoneNumber(raw)).toBe(number);
});

test.each([
  '',
  '1708',
  'TELKOMSEL',
  '+62',
  '0811 3103 001 / 0812 3456 7890',
  '0811-3103-001\nAT',
  '+62811310300100000000',
  '*888#',
  'call 0811-3103-001',
])('%j is no number', (raw) => {
  expect(readPhoneNumber(raw)).toBeUndefined();
});

test.each([
  ['TELKOMSEL', true, 'name', 'TELKOMSEL'],
  ['08113103001', true, 'name', '08113103001'],
  ['1708', false, 'short_code', '1708'],
  ['60396', false, 'short_code', '60396'],
  ['+6281234567890', false, 'phone', '+6281234567890'],
  ['081234567890', false, 'phone', '+6281234567890'],
  ['6281234567890', false, 'phone', '+6281234567890'],
  ['', false, 'other', ''],
  ['+62000', false, 'short_code', '+62000'],
  ['*100#', false, 'other', '*100#'],
] as const)('the sender %j (alphanumeric: %s) is a %s', (address, alphanumeric, kind, shown) => {
  expect(classifySender(address, alphanumeric)).toEqual({ address: shown, kind });
});

test.each([
  ['+6281234567890', true],
  ['+6591234567', false],
  ['+62333417437', false],
  ['1708', false],
  ['TELKOMSEL', false],
])('%s may be answered by the program: %s', (address, may) => {
  expect(mayAnswerByItself(classifySender(address, false))).toBe(may);
});

test.each([
  ['+628113103001', '0811-3103-001'],
  ['+6281234567890', '0812-3456-7890'],
  ['1708', '1708'],
  ['TELKOMSEL', 'TELKOMSEL'],
])('%s is shown as %s', (address, shown) => {
  expect(showPhoneNumber(address)).toBe(shown);
});

test('whatever stands in an address, classifying never throws, and only E.164 is a phone', () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.string(), fc.stringMatching(/^\+?\d{0,20}$/)),
      fc.boolean(),
      (address, alphanumeric) => {
        const sender = classifySender(address, alphanumeric);
        if (sender.kind === 'phone') expect(sender.address).toMatch(/^\+\d{7,15}$/);
      },
    ),
  );
});
