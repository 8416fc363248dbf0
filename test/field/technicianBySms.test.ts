import { describe, expect, test } from 'vitest';
import { assignTicket } from '../../db/actions/assignTicket.ts';
import { closeTicket } from '../../db/actions/closeTicket.ts';
import { reviewTray } from '../../db/queries/trays.ts';
import { measureSms } from '../../db/rules/smsText.ts';
import { MONDAY_TEN_MS, openOffice } from '../support/office.ts';

const SITI = '+6281234567890';
const RIZKY = '+6281299990001';
const ANTON = '+6281299990002';

/** Complaints of a unit, all given to Rizky. */
function officeWith(...complaints: string[]) {
  const office = openOffice();
  office.unit('RSUD Blambangan', SITI);
  const rina = office.admin();
  const rizky = office.technician('Rizky', RIZKY);
  for (const complaint of complaints) office.says(SITI, `HELPDESK ${complaint}`);
  complaints.forEach((_, at) => {
    assignTicket(office.db, office.clock, rina, {
      ticketId: at + 1,
      technicianId: rizky.userId,
      seenTechnicianId: null,
    });
  });
  const told = (phone = RIZKY) => {
    const sms = office
      .outbox()
      .filter((each) => each.to === phone && each.kind === 'command_answer')
      .at(-1);
    return sms?.text;
  };
  return { office, rina, rizky, told, says: (text: string) => office.says(RIZKY, text) };
}

const kinds = (office: ReturnType<typeof openOffice>, ticketId = 1) =>
  office.history(ticketId).filter((kind) => !['answer_withheld'].includes(kind));

describe("a technician's day by SMS", () => {
  test('takes a ticket from its acceptance to its end, each step confirmed within one part', () => {
    const { office, told, says } = officeWith('server antrean mati');
    const answers: string[] = [];
    for (const text of [
      'TERIMA 1',
      'BERANGKAT 1',
      'TIBA 1',
      'TUNDA 1 part dipesan tgl 12/1',
      'LANJUT 1',
      'SELESAI 1 power supply diganti',
    ]) {
      says(text);
      answers.push(told() ?? '');
    }
    expect(kinds(office)).toEqual([
      'opened',
      'assigned',
      'accepted',
      'departed',
      'arrived',
      'pended',
      'resumed',
      'closed',
    ]);
    expect(office.tickets()[0]).toMatchObject({ status: 'closed', closingNote: 'power supply diganti' });
    expect(answers).toEqual([
      'Tiket 1 Anda terima. Saat berangkat balas BERANGKAT 1, bila beres SELESAI 1 catatan',
      'Tiket 1: berangkat 10.00, operator diberi tahu. Saat tiba balas TIBA 1',
      'Tiket 1: tiba 10.00. Bila beres balas SELESAI 1 catatan, bila belum TUNDA 1 alasan',
      'Tiket 1 ditunda: menunggu suku cadang s.d. 12/01/2026, part dipesan tgl 12/1. Dilanjutkan dengan LANJUT 1',
      'Tiket 1 dilanjutkan. Bila beres balas SELESAI 1 catatan',
      'Tiket 1 dicatat selesai, operator diberi tahu. Terima kasih',
    ]);
    for (const answer of answers) expect(measureSms(answer).parts).toBe(1);
  });

  test('a pause has its reason from the words, and the date in them', () => {
    const { office, says } = officeWith('a', 'b', 'c', 'd');
    says('TUNDA 1 barang dipesan, datang 12 januari');
    says('PENDING 2 PLN padam');
    says('tunda 3 kantor tutup sampai besok');
    says('TUNDA 4 menunggu giliran');
    expect(office.tickets().map(({ pendingReason, pendingUntil }) => [pendingReason, pendingUntil])).toEqual([
      ['part_on_order', '2026-01-12'],
      ['power_cut', null],
      ['waiting_for_unit', '2026-01-06'],
      ['other', null],
    ]);
  });

  test('refusing a ticket gives it back with the reason', () => {
    const { office, told, says } = officeWith('server mati');
    says('TOLAK 1 sedang cuti');
    expect(office.tickets()[0]).toMatchObject({ status: 'new', technicianId: null });
    expect(told()).toBe('Tiket 1 Anda tolak: sedang cuti. Admin mencari teknisi lain');
  });

  test('several tickets are accepted with one text, and what fails for one is told', () => {
    const { office, told, says } = officeWith('a', 'b', 'c');
    says('TERIMA 1, 2 dan 3');
    expect(office.tickets().map(({ status }) => status)).toEqual([
      'in_progress',
      'in_progress',
      'in_progress',
    ]);
    expect(told()).toContain('Tiket 1, 2, 3 Anda terima');
    const other = officeWith('a');
    other.says('TERIMA 1 99');
    expect(other.office.tickets()[0]?.status).toBe('in_progress');
    expect(other.told()).toBe('Dijalankan untuk 1. Tiket 99 tidak ada di daftar Anda');
  });

  test('two numbers before a note are asked back: one note belongs to one ticket', () => {
    const { office, told, says } = officeWith('a', 'b');
    says('SELESAI 1 dan 2 kabel diganti');
    expect(office.tickets().map(({ status }) => status)).toEqual(['assigned', 'assigned']);
    expect(told()).toBe('Belum dijalankan, satu SMS untuk satu tiket. Format: SELESAI 1 catatan');
  });
});

describe('without a number', () => {
  test('the only ticket that a command can mean is meant', () => {
    const { office, says } = officeWith('a', 'b');
    says('TERIMA 1');
    // Only the second waits to be accepted, only the first can be on its way.
    says('terima');
    expect(office.tickets().map(({ status }) => status)).toEqual(['in_progress', 'in_progress']);
    says('BERANGKAT 1');
    says('berangkat');
    says('TIBA 2');
    says('tiba di lokasi');
    expect(office.tickets().every(({ arrivedAtMs }) => arrivedAtMs !== null)).toBe(true);
    says('TUNDA 2 listrik padam');
    says('lanjut');
    expect(office.tickets()[1]?.status).toBe('in_progress');
  });

  test('in doubt it is asked back with the tickets by name', () => {
    const { office, told, says } = officeWith('a', 'b');
    says('SELESAI kabel diganti');
    expect(office.tickets().map(({ status }) => status)).toEqual(['assigned', 'assigned']);
    expect(told()).toBe('Tiket mana? 1 RSUD Blambangan, 2 RSUD Blambangan. Balas: SELESAI 1 catatan');
  });

  test('with none that fits it is said so', () => {
    const { told, says } = officeWith();
    says('TERIMA');
    expect(told()).toBe('Tidak ada tiket Anda yang bisa dimaksud. Format: TERIMA 12. Daftar tiket: TUGAS');
  });
});

describe('a command that cannot be carried out', () => {
  test("is answered alike for somebody else's ticket and for one that does not exist", () => {
    const { office, rina, told, says } = officeWith('a');
    const anton = office.technician('Anton', ANTON);
    office.says(SITI, 'HELPDESK punya anton');
    assignTicket(office.db, office.clock, rina, {
      ticketId: 2,
      technicianId: anton.userId,
      seenTechnicianId: null,
    });
    const answers = ['TERIMA', 'BERANGKAT', 'TIBA', 'LANJUT', 'INFO'].map((word) => {
      says(`${word} 2`);
      const others = told();
      says(`${word} 99`);
      return [others?.replace('2', '#'), told()?.replace('99', '#')];
    });
    for (const [others, none] of answers) expect(others).toBe(none);
    for (const word of ['TOLAK', 'TUNDA', 'SELESAI', 'LAPOR']) {
      says(`${word} 2 alasan panjang`);
      expect(told()).toContain('Tiket 2 tidak ada di daftar Anda');
    }
    expect(office.tickets()[1]).toMatchObject({ status: 'assigned', technicianId: anton.userId });
  });

  test('says who was quicker, and when', () => {
    const { office, rina, told, says } = officeWith('a');
    closeTicket(office.db, office.clock, rina, { ticketId: 1, note: 'lewat telepon' });
    says('SELESAI 1 beres');
    expect(told()).toBe('Tiket 1 sudah selesai oleh Rina 05/01 10.00');
    expect(office.tickets()[0]?.closingNote).toBe('lewat telepon');
  });

  test('sent twice by an impatient thumb it is one event', () => {
    const { office, told, says } = officeWith('a');
    for (const text of ['TERIMA 1', 'TERIMA 1', 'BERANGKAT 1', 'BERANGKAT 1', 'TIBA 1', 'TIBA 1']) says(text);
    expect(kinds(office)).toEqual(['opened', 'assigned', 'accepted', 'departed', 'arrived']);
    expect(told()).toBe('Tiket 1 sudah dicatat tiba 10.00');
  });

  test.each([
    ['TOLAK 1', 'Tulis alasannya. Format: TOLAK 1 alasan'],
    ['TUNDA 1', 'Tulis alasannya. Format: TUNDA 1 alasan'],
    ['tunda dulu pak', 'Tulis alasannya. Format: TUNDA 1 alasan'],
    ['SELESAI 1', 'Tulis catatan penyelesaian. Format: SELESAI 1 catatan'],
    ['LAPOR 1', 'Tulis alasan, kendala dan rencana. Format: LAPOR 1 alasan#kendala#rencana'],
    ['TIBA 1 besok', 'Belum dijalankan, perintahnya kurang jelas. Format: TIBA 1'],
    ['SELESAI 1 kapan ya', 'Belum dijalankan, perintahnya kurang jelas. Format: SELESAI 1 catatan'],
    ['TERIMA 081234567890', 'Belum dijalankan, perintahnya kurang jelas. Format: TERIMA 12'],
  ])('%s is answered with the shortest help for it', (text, answer) => {
    const { office, told, says } = officeWith('a');
    says(text);
    expect(told()).toBe(answer);
    expect(office.tickets()[0]?.status).toBe('assigned');
  });

  test('that is no order for sure stays in sight of people', () => {
    const { office, says } = officeWith('a');
    says('Terima 12 printer dari gudang');
    expect(reviewTray(office.db)).toMatchObject([{ text: 'Terima 12 printer dari gudang' }]);
  });
});

describe('TUGAS', () => {
  test('lists the open tickets, the most urgent first, and says when there are none', () => {
    const { office, rina, told, says } = officeWith('printer rusak', 'server antrean mati');
    office.db.$client.exec("UPDATE tickets SET priority = 'emergency' WHERE id = 2");
    office.clock.pass(1);
    says('TUGAS');
    expect(told()).toMatch(/^TUGAS 2 tiket:\n\d Emergency RSUD Blambangan.*server antrean mati\n1 RSUD/s);
    for (const ticketId of [1, 2]) closeTicket(office.db, office.clock, rina, { ticketId, note: 'beres' });
    says('tugas');
    expect(told()).toBe('Tidak ada tiket terbuka untuk Anda.');
  });

  test('fits in two parts however many there are, and says how many more', () => {
    const complaints = Array.from(
      { length: 25 },
      (_, at) => `nomor ${at}: ${'rusak berat sekali '.repeat(5)}`,
    );
    const { told, says } = officeWith(...complaints);
    says('TUGAS');
    const text = told() ?? '';
    expect(measureSms(text).parts).toBe(2);
    const listed = text.split('\n').slice(1, -1);
    expect(text).toMatch(new RegExp(`^TUGAS 25 tiket:.*\n${25 - listed.length} lagi, lihat panel$`, 's'));
    expect(listed.length).toBeGreaterThan(4);
  });
});

describe('INFO', () => {
  test('tells unit, place, reporter with number, problem and deadline', () => {
    const { office, told, says } = officeWith('server antrean mati total');
    office.db.$client.exec("UPDATE tickets SET place = 'Ruang server lt. 2', reporter_name = 'Siti Aminah'");
    says('INFO 1');
    const text = told() ?? '';
    expect(text).toMatch(
      /^1 Normal, ditugaskan\. RSUD Blambangan, Ruang server lt\. 2: server antrean mati total\. PIC Siti Aminah 081234567890/,
    );
    expect(text).toMatch(/Batas \d\d\/01 \d\d\.\d\d/);
    expect(measureSms(text).parts).toBeLessThanOrEqual(2);
  });

  test('needs no number while there is one ticket, and fits whatever was written', () => {
    const { told, says } = officeWith(`kabel ${'putus di banyak tempat '.repeat(30)}`);
    says('info');
    expect(told()).toMatch(/^1 Normal/);
    expect(measureSms(told() ?? '').parts).toBeLessThanOrEqual(2);
  });
});

test('BANTUAN tells a technician all commands in two parts, and anybody else how to complain', () => {
  const { office, told, says } = officeWith();
  says('BANTUAN');
  for (const word of [
    'TERIMA',
    'TOLAK',
    'BERANGKAT',
    'TIBA',
    'TUNDA',
    'LANJUT',
    'SELESAI',
    'LAPOR',
    'TUGAS',
    'INFO',
  ])
    expect(told()).toContain(word);
  expect(measureSms(told() ?? '').parts).toBeLessThanOrEqual(2);
  office.says(SITI, 'HELPDESK BANTUAN');
  expect(told(SITI)).toContain('HELPDESK(spasi)isi keluhan');
});

test('commands from a number of nobody, or of somebody who has left, are plain texts', () => {
  const { office, says } = officeWith('a');
  office.says('+6281311112222', 'BERANGKAT 1');
  office.db.$client.exec("UPDATE users SET active = 0 WHERE role = 'technician'");
  says('SELESAI 1 beres');
  says('TUGAS');
  expect(office.tickets()[0]?.status).toBe('assigned');
  expect(reviewTray(office.db)).toHaveLength(3);
});

test('LAPOR tells the leader why a ticket is late, once its limit has passed', () => {
  const { office, told, says } = officeWith('server mati');
  says('LAPOR 1 part langka#vendor tutup#ganti merek');
  expect(told()).toBe('Tiket 1 belum melewati batasnya; laporan belum diperlukan');
  office.clock.set(MONDAY_TEN_MS + 14 * 24 * 3_600_000);
  says('SELESAI 1 PSU diganti');
  expect(told()).toBe(
    'Tiket 1 lewat batas pimpinan; tulis dulu laporannya. Format: LAPOR 1 alasan#kendala#rencana',
  );
  says('LAPOR 1 part langka#vendor tutup#ganti merek');
  expect(told()).toBe('Laporan tiket 1 diteruskan ke pimpinan. Terima kasih');
  expect(kinds(office).at(-1)).toBe('leader_reported');
});
