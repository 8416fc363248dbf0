import { describe, expect, test } from 'vitest';
import { assignTicket } from '../../db/actions/assignTicket.ts';
import { changeCommandSettings } from '../../db/actions/changeCommandSettings.ts';
import { closeTicket } from '../../db/actions/closeTicket.ts';
import { reviewTray } from '../../db/queries/trays.ts';
import { measureSms } from '../../db/rules/smsText.ts';
import { MONDAY_TEN_MS, openOffice } from '../support/office.ts';

const SITI = '+6281234567890';
const RIZKY = '+6281299990001';
const DAY_MS = 24 * 3_600_000;

function closedTicket() {
  const office = openOffice();
  const rina = office.admin();
  const rizky = office.technician('Rizky', RIZKY);
  office.says(SITI, 'HELPDESK printer rusak');
  assignTicket(office.db, office.clock, rina, {
    ticketId: 1,
    technicianId: rizky.userId,
    seenTechnicianId: null,
  });
  closeTicket(office.db, office.clock, rizky, { ticketId: 1, note: 'diganti' });
  const told = (phone = SITI) =>
    office
      .outbox()
      .filter((sms) => sms.to === phone)
      .at(-1)?.text ?? '';
  return { office, rina, rizky, told };
}

describe('BUKA', () => {
  test('opens the ticket again within two working days, with its reason; reporter and technician are told (R17)', () => {
    const { office, told } = closedTicket();
    // Monday 10.00 to Wednesday 10.00.
    office.clock.set(MONDAY_TEN_MS + 2 * DAY_MS - 60_000);
    office.says(SITI, 'BUKA 0001 masih macet');
    expect(office.tickets()).toMatchObject([{ status: 'assigned', reopenedCount: 1 }]);
    expect(office.history(1)).toContain('reopened');
    expect(told()).toMatch(/dibuka kembali/i);
    expect(told(RIZKY)).toContain('masih macet');
    expect(office.outbox().filter((sms) => sms.to === SITI && /dibuka kembali/i.test(sms.text))).toHaveLength(
      1,
    );
  });

  test('later is a new ticket that names the old one, and the old one stays closed (R17)', () => {
    const { office, told } = closedTicket();
    office.clock.set(MONDAY_TEN_MS + 30 * DAY_MS);
    office.says(SITI, 'BUKA 1 macet lagi');
    expect(office.tickets()).toMatchObject([{ status: 'closed' }, { status: 'new', subject: 'macet lagi' }]);
    expect(office.history(2)).toContain('linked');
    expect(office.history(1).at(-1)).toBe('linked');
    expect(told()).toContain('no. tiket 2');
  });

  test('how long is a setting, counted in working days', () => {
    const { office, rina } = closedTicket();
    changeCommandSettings(office.db, office.clock, rina, { pinWanted: false, reopenDays: 5 });
    // Monday and five open days: Saturday morning counts, Sunday does not.
    office.clock.set(MONDAY_TEN_MS + 5 * DAY_MS - 3_600_000);
    office.says(SITI, 'BUKA 1 masih');
    expect(office.tickets()).toHaveLength(1);
    expect(office.tickets()[0]?.status).toBe('assigned');
  });

  test('needs a reason, and says so with the number (R19)', () => {
    const { office, told } = closedTicket();
    for (const text of ['BUKA 1', 'BUKA', 'HELPDESK BUKA 1', 'BUKA 1 pak']) {
      office.says(SITI, text);
      expect([text, told()]).toEqual([text, 'Tulis apa yang masih bermasalah. Format: BUKA 1 alasan']);
    }
    expect(office.tickets()[0]?.status).toBe('closed');
  });

  test("of somebody else's ticket is answered as for none, and what was written stays in sight", () => {
    const { office, told } = closedTicket();
    office.says('+6281311112222', 'BUKA 1 masih macet');
    const others = told('+6281311112222');
    office.says('+6281311112222', 'BUKA 99 masih macet');
    expect(others.replace('1', '#')).toBe(told('+6281311112222').replace('99', '#'));
    expect(office.tickets()[0]?.status).toBe('closed');
    expect(reviewTray(office.db)).toHaveLength(2);
  });

  test('of a ticket that is still open adds the words to it', () => {
    const { office, told } = closedTicket();
    office.says(SITI, 'BUKA 1 masih macet');
    office.says(SITI, 'BUKA 1 dan kertasnya kusut');
    expect(office.history(1).filter((kind) => kind === 'reopened')).toHaveLength(1);
    expect(told()).toBe('Tiket 1 masih kami tangani (Ditugaskan). Pesan Anda kami tambahkan');
    expect(
      office.messages().some(({ text, ticketId }) => text === 'BUKA 1 dan kertasnya kusut' && ticketId === 1),
    ).toBe(true);
  });

  test('is answered within one part, whatever is wrong', () => {
    const { office, told } = closedTicket();
    office.says(SITI, `BUKA 999999999 ${'rusak berat '.repeat(10)}`);
    expect(measureSms(told()).parts).toBe(1);
  });
});

describe('after the closing SMS', () => {
  test.each(['trims pak', 'ok makasih', 'siap', 'matur nuwun', '👍'])(
    '%j changes nothing and is not answered (R16)',
    (text) => {
      const { office } = closedTicket();
      const sent = office.outbox().length;
      const before = office.tickets();
      office.says(SITI, text);
      expect(office.tickets()).toEqual(before);
      expect(office.outbox()).toHaveLength(sent);
      expect(office.messages().at(-1)).toMatchObject({ text, ticketId: 1 });
    },
  );

  test('"masih error pak" waits for a person, and the ticket stays closed (R16)', () => {
    const { office } = closedTicket();
    office.says(SITI, 'masih error pak');
    expect(office.tickets()[0]?.status).toBe('closed');
    expect(reviewTray(office.db)).toMatchObject([{ text: 'masih error pak' }]);
  });
});
