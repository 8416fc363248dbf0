import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { acceptTicket } from '../../db/actions/acceptTicket.ts';
import { addUser } from '../../db/actions/addUser.ts';
import { assignTicket } from '../../db/actions/assignTicket.ts';
import { closeTicket } from '../../db/actions/closeTicket.ts';
import { noteGateway } from '../../db/actions/noteGateway.ts';
import { replyToTicket } from '../../db/actions/replyToTicket.ts';
import { setPriority } from '../../db/actions/setPriority.ts';
import { beat } from '../../db/heartbeat.ts';
import { openDatabase } from '../../db/open.ts';
import { hashPassword } from '../../db/password.ts';
import { parsePhoneNumber } from '../../db/rules/phoneNumber.ts';
import { units } from '../../db/schema/people.ts';
import { runPanel } from '../../panel/main.ts';
import { contactOf } from './contactOf.ts';
import { openOffice, SIM, type TestOffice } from './office.ts';
import { heardLog } from './panelOffice.ts';

export const PASSWORD = 'kata-sandi-uji';

/** The panel as it is served, on a database in a file, with an admin, two technicians and a leader who can sign in. */
export async function openServedPanel(
  simulated?: { phoneUrl: string },
  { publicUrl }: { publicUrl?: string } = {},
) {
  const folder = mkdtempSync(join(tmpdir(), 'helpdesk-served-'));
  const dbPath = join(folder, 'test.sqlite');
  const db = openDatabase(dbPath);
  const office = openOffice(db);
  const { log, lines } = heardLog();
  const passwordHash = await hashPassword(PASSWORD);
  const people = {
    admin: {
      userId: person('rina', 'Rina Wulandari', 'admin'),
      name: 'Rina Wulandari',
      role: 'admin' as const,
    },
    rizky: technician('rizky', 'Rizky Pratama', '0813-1111-2222'),
    bagus: technician('bagus', 'Bagus Setiawan', '0813-1111-3333'),
    leader: {
      userId: person('kabid', 'Dra. Endang', 'leader'),
      name: 'Dra. Endang',
      role: 'leader' as const,
    },
  };

  function person(username: string, name: string, role: 'admin' | 'technician' | 'leader', phone?: string) {
    const number = phone === undefined ? {} : { phone: parsePhoneNumber(phone) };
    return addUser(db, office.clock, { username, name, role, passwordHash, ...number });
  }
  function technician(username: string, name: string, phone: string) {
    return { userId: person(username, name, 'technician', phone), name, role: 'technician' as const };
  }

  const environment = {
    dbPath,
    timezone: 'Asia/Jakarta',
    language: 'id' as const,
    publicUrl,
    logLevel: 'info' as const,
    warnings: [],
  };
  let port = 0;
  const open = () =>
    runPanel({
      config: { ...environment, host: '127.0.0.1', port, secureCookie: false },
      environment,
      log,
      clock: office.clock,
      ...(simulated ? { simulated } : {}),
    });
  let panel = await open();
  port = Number(new URL(panel.url).port);

  return {
    ...office,
    people,
    dbPath,
    logLines: lines,
    url: panel.url,
    beat: () => beat(dbPath, office.clock.nowMs()),
    stopPanel: () => panel.stop(),
    startPanel: async () => {
      panel = await open();
    },
    close: async () => {
      await panel.stop();
      db.$client.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export type ServedPanel = Awaited<ReturnType<typeof openServedPanel>>;

/** A working morning: tickets in every state, trays with something in them, SMS of every fate. */
export function fillOffice(office: TestOffice, people: ServedPanel['people']): void {
  const { db, clock } = office;
  const { admin, rizky, bagus } = people;
  const unit = (shortName: string, name: string, phone: string, contact: string) => {
    const { id } = db.insert(units).values({ name, shortName }).returning({ id: units.id }).get();
    contactOf(db, clock, { unitId: id, name: contact, phones: [phone] });
  };
  unit('RSUD Blambangan', 'Rumah Sakit Umum Daerah Blambangan', '0812-3456-7890', 'dr. Sari');
  unit('Disdik', 'Dinas Pendidikan', '0812-3456-7891', 'Pak Hadi');
  unit('Kec. Genteng', 'Kecamatan Genteng', '0812-3456-7892', 'Bu Lilik');
  const minutes = (n: number) => clock.pass(n * 60_000);

  office.says('+6281234567892', 'HELPDESK wifi aula kecamatan tidak bisa dipakai sejak kemarin sore');
  minutes(3);
  replyToTicket(db, clock, admin, {
    ticketId: 1,
    text: 'Yth. Kec. Genteng, teknisi kami datang besok pukul 09.00.',
    formId: 'form-0001',
  });
  office.transmit({ kind: 'sent', reference: 11 });
  office.reports('+6281234567892', 11, 0);
  assignTicket(db, clock, admin, { ticketId: 1, technicianId: rizky.userId, seenTechnicianId: null });
  office.transmit({ kind: 'sent', reference: 12 });
  acceptTicket(db, clock, rizky, 1);
  minutes(40);
  closeTicket(db, clock, rizky, {
    ticketId: 1,
    note: 'Akses poin diganti, sudah dicoba bersama Bu Lilik.',
  });
  office.transmit({ kind: 'sent', reference: 13 });

  office.says(
    '+6281234567891',
    'HELPDESK printer bagian umum tidak mencetak, lampu merah berkedip dan kertas sering macet',
  );
  minutes(2);
  replyToTicket(db, clock, admin, {
    ticketId: 2,
    text: 'Yth. Disdik, mohon sebutkan merek printernya.',
    formId: 'form-0002',
  });
  office.transmit({
    kind: 'unknown',
    fault: { class: 'unknown-outcome', text: 'Modem tidak menjawab setelah SMS dikirim' },
  });
  assignTicket(db, clock, admin, { ticketId: 2, technicianId: rizky.userId, seenTechnicianId: null });
  office.transmit({
    kind: 'notSent',
    fault: { class: 'permanent', text: 'Nomor tujuan tidak sah (CMS 28)' },
  });
  office.says('+6281234567891', 'Mereknya Epson L3110 pak');

  minutes(12);
  office.says('+6285712345678', 'HELPDESK <b>email dinas</b> tidak bisa masuk & "kata sandi" ditolak 😡');
  minutes(5);
  office.says(
    '+6281234567890',
    'HELPDESK server antrean mati total, pasien menumpuk di loket pendaftaran. Mohon segera dibantu, petugas sudah mencatat di kertas sejak pukul delapan pagi dan antrean sampai ke halaman parkir.',
  );
  setPriority(db, clock, admin, 4, 'emergency');
  minutes(1);
  office.says('+6281234567891', 'HELPDESK mohon akun SIMDA untuk bendahara baru');
  setPriority(db, clock, admin, 5, 'high');
  assignTicket(db, clock, admin, { ticketId: 5, technicianId: bagus.userId, seenTechnicianId: null });
  office.transmit({ kind: 'sent', reference: 20 });
  office.says('+6281234567890', 'HELPDESK komputer loket 2 lambat sekali');

  office.says('+6287812345678', 'Pak ini nomor helpdesk ya? Komputer saya tidak menyala');
  office.says('+6281234567890', 'Sudah ada yang menangani?');
  office.says('1708', 'Sisa pulsa Anda Rp25.000 berlaku sampai 31/01/2026');
  office.arrive('0791261801000004FF0B91');
  minutes(2);
}

export function gatewayReady(office: TestOffice): void {
  noteGateway(office.db, office.clock, {
    name: 'modem',
    phase: 'ready',
    detail: 'Modem siap menerima dan mengirim.',
    simId: SIM,
    operator: 'TELKOMSEL',
    signalDbm: -71,
    registered: true,
    storageUsed: 3,
    storageTotal: 40,
    sinceMs: office.clock.nowMs(),
  });
}
