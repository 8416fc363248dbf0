import { describe, expect, test } from 'vitest';
import { releaseIncomplete } from '../../db/actions/releaseIncomplete.ts';
import { openOffice, pdusOf } from '../support/office.ts';

const SITI = '+6281234567890';
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const NOW_MS = Date.UTC(2026, 2, 2, 1, 15);
const YEARS_56_MS = 56 * 365 * DAY;

describe('a text that the network repeats is one', () => {
  test.each([
    ['after the clock was put right from 1970', 60_000, NOW_MS],
    ['after the clock was put right from 2018', Date.UTC(2018, 5, 1), NOW_MS],
    ['after the clock ran ahead by 56 years', NOW_MS, NOW_MS + YEARS_56_MS],
    ['after the clock was set back by an hour', NOW_MS, NOW_MS - 60 * MINUTE],
    ['a fortnight later', NOW_MS, NOW_MS + 14 * DAY],
  ])('%s', (_, before, after) => {
    const office = openOffice();
    const [pdu = ''] = pdusOf(SITI, 'HELPDESK internet mati', NOW_MS);
    office.clock.set(before);
    office.arrive(pdu);
    office.clock.set(after);
    office.arrive(pdu);
    expect(office.tickets()).toHaveLength(1);
    expect(office.outbox()).toHaveLength(1);
  });
});

test('two texts without a sensible time are told apart by when they came', () => {
  const office = openOffice();
  const timeless = '06912618010000040D91261802000010F10000999913999999990CC822134A2C4E97207A790E';
  office.arrive(timeless);
  office.clock.pass(6 * DAY);
  office.arrive(timeless);
  expect(office.tickets()).toHaveLength(1);
  office.clock.pass(8 * DAY);
  office.arrive(timeless);
  expect(office.tickets()).toHaveLength(2);
});

test('the parts of a text find each other though the clock was put right between them', () => {
  const office = openOffice();
  const text = `HELPDESK ${'printer di ruang kepala bidang rusak berat '.repeat(6)}akhir`;
  const [first = '', second = ''] = pdusOf(SITI, text, NOW_MS);
  office.clock.set(60_000);
  office.arrive(first);
  office.clock.set(NOW_MS);
  releaseIncomplete(office.db, office.clock);
  office.process();
  office.arrive(second);
  expect(office.tickets()).toHaveLength(1);
  expect(office.messages()[0]).toMatchObject({ text, incomplete: false });
});

test('a complaint sent again joins the first though the clock was set back between them', () => {
  const office = openOffice();
  office.says(SITI, 'HELPDESK internet mati');
  office.clock.pass(-5 * MINUTE);
  office.says(SITI, 'HELPDESK internet mati');
  expect(office.tickets()).toHaveLength(1);
});

test('answers of a wrong future do not silence a number when the clock is right again', () => {
  const office = openOffice();
  office.clock.set(NOW_MS + YEARS_56_MS);
  for (let i = 0; i < 12; i += 1) office.says(SITI, `HELPDESK keluhan nomor ${i}`);
  const before = office.outbox().length;
  office.clock.set(NOW_MS);
  office.says(SITI, 'HELPDESK printer rusak');
  expect(office.outbox()).toHaveLength(before + 1);
});

test('a text that waits for its next try does not wait for years when the clock is set back', () => {
  const office = openOffice();
  office.db.$client.exec(
    "CREATE TRIGGER stumble BEFORE INSERT ON tickets BEGIN SELECT RAISE(ABORT, 'stumbled'); END",
  );
  office.clock.set(NOW_MS + YEARS_56_MS);
  office.says(SITI, 'HELPDESK printer rusak');
  office.db.$client.exec('DROP TRIGGER stumble');
  office.clock.set(NOW_MS);
  office.process();
  expect(office.tickets()).toHaveLength(1);
});

test('an incomplete text of a wrong future is shown when the clock is right again', () => {
  const office = openOffice();
  office.clock.set(NOW_MS + YEARS_56_MS);
  office.arrive(pdusOf(SITI, `HELPDESK ${'printer rusak berat '.repeat(20)}`, NOW_MS)[0] ?? '');
  office.clock.set(NOW_MS);
  releaseIncomplete(office.db, office.clock);
  office.process();
  expect(office.tickets()).toHaveLength(1);
});
