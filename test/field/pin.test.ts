import { afterEach, describe, expect, test } from 'vitest';
import { assignTicket } from '../../db/actions/assignTicket.ts';
import { changeCommandSettings } from '../../db/actions/changeCommandSettings.ts';
import { setTechnicianPin } from '../../db/actions/technicianPin.ts';
import { PIN_LOCK_MS } from '../../db/rules/technicianPin.ts';
import { openPanelOffice, type PanelOffice } from '../support/panelOffice.ts';

const SITI = '+6281234567890';
const RIZKY = '+6281299990001';
const REFUSED = /^Perintah tidak dijalankan\. Sertakan PIN Anda, misalnya \w+ 1( \w+)? PIN 0000/;

let opened: PanelOffice | undefined;
afterEach(() => opened?.close());

function officeWithPin({ wanted = true, pin = '4711' as string | null } = {}) {
  const office = openPanelOffice();
  opened = office;
  const rina = office.admin();
  const rizky = office.technician('Rizky', RIZKY);
  office.says(SITI, 'HELPDESK server mati');
  assignTicket(office.db, office.clock, rina, {
    ticketId: 1,
    technicianId: rizky.userId,
    seenTechnicianId: null,
  });
  if (wanted) changeCommandSettings(office.db, office.clock, rina, { pinWanted: true, reopenDays: 2 });
  if (pin) setTechnicianPin(office.db, office.clock, rina, { technicianId: rizky.userId, pin });
  const told = () =>
    office
      .outbox()
      .filter((sms) => sms.to === RIZKY && sms.kind === 'command_answer')
      .at(-1)?.text;
  const status = () => office.tickets()[0]?.status;
  return { office, rina, rizky, told, status, says: (text: string) => office.says(RIZKY, text) };
}

describe('where the office asks for PINs', () => {
  test.each(['TERIMA 1 PIN 4711', '4711 TERIMA 1', 'terima 1 pin:4711', 'TERIMA PIN 4711'])(
    '%s is carried out',
    (text) => {
      const { status, says } = officeWithPin();
      says(text);
      expect(status()).toBe('in_progress');
    },
  );

  test('none, a wrong one and one that nobody has set are refused in the same words', () => {
    const answers = [
      [officeWithPin(), 'TERIMA 1'],
      [officeWithPin(), 'TERIMA 1 PIN 9999'],
      [officeWithPin({ pin: null }), 'TERIMA 1 PIN 4711'],
    ] as const;
    const texts = answers.map(([{ says, told, status }, text]) => {
      says(text);
      expect(status()).toBe('assigned');
      return told();
    });
    expect(texts[0]).toMatch(REFUSED);
    expect(new Set(texts).size).toBe(1);
  });

  test('a forged sender without it changes nothing, whatever the command', () => {
    const { office, status, says, told } = officeWithPin();
    for (const text of ['TERIMA 1', 'TOLAK 1 malas', 'BERANGKAT 1', 'TIBA 1']) {
      says(text);
      expect(told()).toMatch(REFUSED);
    }
    expect(status()).toBe('assigned');
    expect(office.history(1)).not.toContain('departed');
  });

  test('five failures lock for half an hour, the right PIN included, in the same words; then it works again', () => {
    const { office, status, says, told } = officeWithPin();
    for (let at = 0; at < 5; at += 1) says(`TERIMA 1 PIN 100${at}`);
    says('TERIMA 1 PIN 4711');
    expect(status()).toBe('assigned');
    expect(told()).toMatch(REFUSED);
    office.clock.pass(PIN_LOCK_MS);
    says('TERIMA 1 PIN 4711');
    expect(status()).toBe('in_progress');
  });

  test('a clock that was set back does not lock for longer', () => {
    const { office, status, says } = officeWithPin();
    for (let at = 0; at < 5; at += 1) says(`TERIMA 1 PIN 100${at}`);
    office.clock.pass(-24 * 3_600_000);
    says('TERIMA 1 PIN 4711');
    expect(status()).toBe('in_progress');
  });

  test('TUGAS, INFO and BANTUAN need none: the answer goes to the technician', () => {
    const { says, told } = officeWithPin();
    for (const [text, answer] of [
      ['TUGAS', 'TUGAS 1 tiket'],
      ['INFO 1', '1 Normal'],
      ['BANTUAN', 'TERIMA 12'],
    ] as const) {
      says(text);
      expect(told()).toContain(answer);
    }
  });
});

describe('a PIN in a text', () => {
  test.each([true, false])(
    'is written down nowhere: not in messages, notes, history or log (asked for: %s)',
    (wanted) => {
      const { office, says } = officeWithPin({ wanted });
      for (const text of [
        'TERIMA 1 PIN 4711',
        'TERIMA besok saja, PIN 4711 ya',
        'terima 1 pin 4711 pak',
        '4711 BERANGKAT 1',
        'SELESAI 1 kabel diganti PIN 4711',
      ])
        says(text);
      expect(office.tickets()[0]).toMatchObject({ status: 'closed', closingNote: 'kabel diganti' });
      const kept = [
        'messages',
        'ticket_events',
        'tickets',
        'technician_pins',
        'outbound_parts',
        'inbound_texts',
      ].map((table) => JSON.stringify(office.db.$client.prepare(`SELECT * FROM ${table}`).all()));
      for (const rows of kept) expect(rows).not.toContain('4711');
      expect(office.messages().some(({ text }) => text === 'TERIMA 1 PIN ****')).toBe(true);
      expect(office.logLines()).not.toContain('4711');
    },
  );

  test('of somebody who has left is not kept either', () => {
    const { office, says } = officeWithPin();
    office.db.$client.exec("UPDATE users SET active = 0 WHERE role = 'technician'");
    says('besok saya kembali, PIN 4711');
    expect(office.messages().at(-1)?.text ?? '').not.toContain('4711');
  });
});

describe('the settings page', () => {
  test('switches PINs on, sets one for a technician, and never shows it', async () => {
    const { office, rina, rizky, status, says } = officeWithPin({ wanted: false, pin: null });
    const admin = office.signedInAs(rina);
    expect(await admin.page('/pengaturan/perintah-sms')).toContain('PIN belum diatur');
    expect((await admin.post('/pengaturan/perintah-sms', { pinWanted: 'on', reopenDays: '3' })).status).toBe(
      303,
    );
    expect((await admin.post(`/pengaturan/perintah-sms/${rizky.userId}/pin`, { pin: '4711' })).status).toBe(
      303,
    );
    const page = await admin.page('/pengaturan/perintah-sms');
    expect(page).toContain('value="3"');
    expect(page).toContain('PIN diatur');
    expect(page).not.toContain('4711');
    says('TERIMA 1 PIN 4711');
    expect(status()).toBe('in_progress');
  });

  test.each([
    ['reopenDays', '-1', 'Masa buka kembali'],
    ['reopenDays', 'dua', 'Masa buka kembali'],
    ['reopenDays', '', 'Masa buka kembali'],
  ])('refuses %s "%s" with what was typed', async (name, value, words) => {
    const { office, rina } = officeWithPin({ wanted: false });
    const answer = await office
      .signedInAs(rina)
      .post('/pengaturan/perintah-sms', { pinWanted: 'on', [name]: value });
    expect(answer.status).toBe(422);
    const page = await answer.text();
    expect(page).toContain(words);
    expect(page).toContain(`value="${value}"`);
  });

  test.each(['123', '1234', '9876', '1111', 'abcd', '123456789'])('refuses the PIN %s', async (pin) => {
    const { office, rina, rizky } = officeWithPin({ wanted: false, pin: null });
    const answer = await office
      .signedInAs(rina)
      .post(`/pengaturan/perintah-sms/${rizky.userId}/pin`, { pin });
    expect(answer.status).toBe(422);
    expect(await answer.text()).toContain('PIN');
  });

  test('is for admins alone; technicians set no PIN but their own', async () => {
    const { office, rizky } = officeWithPin();
    const anton = office.technician('Anton', '+6281299990002');
    const by = office.signedInAs(rizky);
    expect((await by.get('/pengaturan/perintah-sms')).status).toBe(404);
    expect(() =>
      setTechnicianPin(office.db, office.clock, rizky, { technicianId: anton.userId, pin: '4712' }),
    ).toThrow('Peran Anda');
    expect(() =>
      changeCommandSettings(office.db, office.clock, rizky, { pinWanted: false, reopenDays: 2 }),
    ).toThrow('Peran Anda');
  });
});
