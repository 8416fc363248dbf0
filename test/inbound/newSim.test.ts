import { describe, expect, test } from 'vitest';
import { ingest } from '../../daemon/inbound/ingest.ts';
import { noteSimEmptied } from '../../db/actions/receiveRaw.ts';
import { reviewTray } from '../../db/queries/trays.ts';
import { MONDAY_TEN_MS, openOffice, pdusOf, SIM } from '../support/office.ts';

const SITI = '+6281200000011';
const NEW_SIM = '8962100000000000099';
const HOUR = 3_600_000;
const READ = 1;
const UNREAD = 0;

function held(
  office: ReturnType<typeof openOffice>,
  text: string,
  status: number,
  ageMs: number,
  simId = NEW_SIM,
) {
  const records = pdusOf(SITI, text, MONDAY_TEN_MS - ageMs).map((pduHex, at) => ({
    storage: 'SM',
    index: at + 1,
    status,
    tpduLength: undefined,
    pduHex,
    via: 'CMGL' as const,
  }));
  ingest(office.db, office.clock, 'modem', simId, records);
  office.process();
}

describe('what a SIM held when it was put in for the first time', () => {
  test.each([
    ['a complaint of last week', 'HELPDESK printer rusak', UNREAD, 7 * 24 * HOUR],
    ['a complaint of last week that somebody has read', 'HELPDESK printer rusak', READ, 7 * 24 * HOUR],
    ['a private text of today that somebody has read', 'sudah makan?', READ, HOUR],
    ['a status question of last month', 'HELPDESK STATUS', READ, 30 * 24 * HOUR],
  ])('is shown, and neither answered nor made a ticket: %s', (_what, text, status, ageMs) => {
    const office = openOffice();
    held(office, text, status, ageMs);
    expect(reviewTray(office.db)).toMatchObject([{ peer: SITI, text }]);
    expect(office.tickets()).toEqual([]);
    expect(office.outbox()).toEqual([]);
  });

  test('is handled as always when it is new', () => {
    const office = openOffice();
    held(office, 'HELPDESK printer rusak', UNREAD, HOUR);
    expect(office.tickets()).toHaveLength(1);
    expect(office.outbox()).toHaveLength(1);
  });

  test('is a ticket when it is a complaint of today, whoever has read it (LOSS-02)', () => {
    const office = openOffice();
    held(office, 'HELPDESK printer rusak', READ, HOUR);
    expect(office.tickets()).toHaveLength(1);
  });
});

test('after a mere outage what the SIM holds is handled, read or not and however old (LOSS-02)', () => {
  const office = openOffice();
  held(office, 'HELPDESK printer rusak', READ, 3 * 24 * HOUR, SIM);
  held(office, 'HELPDESK layar rusak', UNREAD, 3 * 24 * HOUR, SIM);
  expect(office.tickets()).toHaveLength(2);
});

test('once all of a new SIM was read, it is one like any other', () => {
  const office = openOffice();
  held(office, 'lama sekali', READ, 30 * 24 * HOUR);
  noteSimEmptied(office.db, office.clock, NEW_SIM);
  held(office, 'HELPDESK printer rusak', READ, 3 * 24 * HOUR);
  expect(office.tickets()).toHaveLength(1);
});
