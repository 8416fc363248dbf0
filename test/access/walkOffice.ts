import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { recordAbsence } from '../../db/actions/absence.ts';
import { acceptTicket } from '../../db/actions/acceptTicket.ts';
import { inAction } from '../../db/actions/action.ts';
import { addNote } from '../../db/actions/addNote.ts';
import { addUser } from '../../db/actions/addUser.ts';
import { raiseAlarm } from '../../db/actions/alarm.ts';
import { assignTicket } from '../../db/actions/assignTicket.ts';
import { changeWording } from '../../db/actions/changeNotice.ts';
import { closeTicket } from '../../db/actions/closeTicket.ts';
import { draftNextYear } from '../../db/actions/draftHolidays.ts';
import { cancelTicket } from '../../db/actions/endTicket.ts';
import { linkTickets } from '../../db/actions/linkTickets.ts';
import { mergeTickets } from '../../db/actions/mergeTickets.ts';
import { pendTicket } from '../../db/actions/pendTicket.ts';
import { rateWithin } from '../../db/actions/rateTicket.ts';
import { replyToTicket } from '../../db/actions/replyToTicket.ts';
import { openReporterSession } from '../../db/actions/reporterSession.ts';
import { addMessageByWeb } from '../../db/actions/reporterWrites.ts';
import { dismissMessage } from '../../db/actions/reviewMessage.ts';
import { saveCannedReply } from '../../db/actions/saveCannedReply.ts';
import { addPart } from '../../db/actions/savePart.ts';
import { addUnit } from '../../db/actions/saveUnit.ts';
import { confirmSecondFactor, startSecondFactor } from '../../db/actions/secondFactor.ts';
import { openSession } from '../../db/actions/session.ts';
import { reservePart, takePart } from '../../db/actions/ticketParts.ts';
import { knownReporter } from '../../db/knownReporter.ts';
import { openDatabase } from '../../db/open.ts';
import { CALENDAR_DEFAULTS } from '../../db/rules/calendar/calendarSettings.ts';
import type { Actor } from '../../db/rules/permissions.ts';
import { hoursRanges } from '../../db/schema/calendar.ts';
import { leaderReports } from '../../db/schema/deadlines.ts';
import { totpCode, totpStep } from '../../db/totp.ts';
import { traceFolder } from '../../db/traces.ts';
import { createApp } from '../../panel/app.tsx';
import { createChangeFeed } from '../../panel/live/changeFeed.ts';
import { openOffice, standingClock, type TestOffice } from '../support/office.ts';
import { heardLog } from '../support/panelOffice.ts';
import { gatewayReady } from '../support/servedPanel.ts';

/** Who asks. A technician and a reporter ask for their own, then for another's. */
export const ASKERS = ['nobody', 'reporter', 'admin', 'technician', 'leader'] as const;
export type Asker = (typeof ASKERS)[number];

/** Words of tickets that stand nowhere else, so that a page that holds one has leaked it. */
export const OTHERS_WORDS = [
  'kelapaksubjek',
  'kelapasusulan',
  'kelapacatatan',
  'kelapabalasan',
  'Kelapa Pelapor',
  'Dinas Kelapa',
  'Disklp',
  '0812-0000-7710',
  '+6281200007710',
  '/tiket/771',
  '#771',
];
const OWN_WORDS = ['manggasubjek', 'manggabalasan', 'Mangga Pelapor', 'Dismga', '0812-0000-7720'];
/** What no reporter reads, of the own ticket either. */
export const INSIDE_WORDS = ['manggacatatan', '0813-1111-2222', '+6281311112222'];
export const ALL_WORDS = [...OTHERS_WORDS, ...OWN_WORDS, ...INSIDE_WORDS, 'nanastanpatiket'];

/** Of the template's rows, what addresses are made of. */
export interface WalkWorld {
  cookies: Record<Asker, string>;
  /** The reporter's and the technician's own: `assigned` is new to the technician, `working` begun. */
  own: { assigned: number; working: number; closed: number; pending: number; cancelled: number };
  /** Another technician's and another unit's. */
  other: number;
  /** An own one, merged into `working`. */
  merged: number;
  /** A message of `assigned`. */
  followUpId: number;
  unclaimed: number;
  tokens: { own: string; other: string };
  reviewMessageId: number;
  dismissedMessageId: number;
  failedMessageId: number;
  alarmId: number;
  technicianId: number;
  otherUserId: number;
  adminId: number;
  leaderId: number;
  adminSessionId: number;
  absenceId: number;
  partId: number;
  /** The own ticket's parts, set aside and used, and the move of the latter, the newest. */
  stock: { reservedId: number; usedId: number; usedMoveId: number };
}

const A_PART = { name: 'Kipas', countedIn: 'buah', minimum: 0, shelf: null, active: true };
const REPORTER = '+6281200007720';
const STRANGER = '+6281200007710';

/** The office as it stands before each request: built once, copied for every request that changes it. */
export function buildWalkTemplate() {
  const folder = mkdtempSync(join(tmpdir(), 'helpdesk-walk-'));
  const template = join(folder, 'template.sqlite');
  const db = openDatabase(join(folder, 'building.sqlite'));
  const office = openOffice(db);
  const { clock } = office;
  const rina = office.admin('Rina');
  const rizky = office.technician('Rizky', '0813-1111-2222');
  const bagus = office.technician('Bagus', '0813-1111-3333');
  const leaderId = addUser(db, clock, { username: 'kabid', name: 'Endang', role: 'leader' });
  office.unit('Disklp', STRANGER, 'Dinas Kelapa');
  office.unit('Dismga', REPORTER, 'Dinas Mangga');
  db.$client.exec("UPDATE contacts SET name = 'Kelapa Pelapor' WHERE id = 1");
  db.$client.exec("UPDATE contacts SET name = 'Mangga Pelapor' WHERE id = 2");
  db.$client.exec("INSERT INTO sqlite_sequence (name, seq) VALUES ('tickets', 770)");
  gatewayReady(office);

  const assign = (ticketId: number, technician: Actor): void =>
    assignTicket(db, clock, rina, { ticketId, technicianId: technician.userId, seenTechnicianId: null });
  office.says(STRANGER, 'HELPDESK kelapaksubjek');
  assign(771, bagus);
  acceptTicket(db, clock, bagus, 771);
  office.says(STRANGER, 'kelapasusulan');
  addNote(db, clock, bagus, { ticketId: 771, text: 'kelapacatatan' });
  replyToTicket(db, clock, rina, { ticketId: 771, text: 'kelapabalasan', formId: 'formulir-lain' });
  for (const about of ['satu', 'dua', 'tiga', 'empat', 'lima', 'enam'])
    office.says(REPORTER, `HELPDESK manggasubjek ${about}`);
  for (const ticketId of [772, 773, 774, 775]) assign(ticketId, rizky);
  for (const ticketId of [773, 774, 775]) acceptTicket(db, clock, rizky, ticketId);
  pendTicket(db, clock, rizky, { ticketId: 775, reason: 'power_cut', note: 'manggapadam' });
  cancelTicket(db, clock, rina, { ticketId: 776, reason: 'manggabatal' });
  // Both are past the leader's limit.
  for (const ticketId of [771, 775])
    db.insert(leaderReports).values({ ticketId, requestedAtMs: clock.nowMs() }).run();
  closeTicket(db, clock, rizky, { ticketId: 774, note: 'manggabalasan' });
  addNote(db, clock, rizky, { ticketId: 772, text: 'manggacatatan' });
  mergeTickets(db, clock, rina, { mainId: 773, ticketIds: [777] });
  linkTickets(db, clock, rina, { ticketId: 772, otherId: 773, reason: 'serupa' });
  const siti = knownReporter(db, REPORTER);
  if (siti) addMessageByWeb(db, clock, siti, { ticketId: 772, text: 'manggasusulan' });
  const followUp = office.messages().at(-1);
  inAction(db, clock, (tx, nowMs) => rateWithin(tx, { phone: REPORTER, ticketId: 774, rating: 2 }, nowMs));
  fillSettings(office, rina, bagus);
  office.says('+6281200007730', 'HELPDESK nanastanpatiket');
  // Of several tickets it could be about any: an admin decides.
  office.says(REPORTER, 'nanastanpatiket masih mati');
  office.says('+6281200007740', 'nanastanpatiket apakah ini nomor helpdesk');
  const part = office.transmit({ kind: 'unknown', fault: { class: 'unknown-outcome', text: 'Modem diam' } });
  office.says('+6281200007750', 'DAFTAR Nanas#Dinas Mangga');
  raiseAlarm(db, clock, { modem: 'modem', kind: 'balance_low' }, 'Pulsa hampir habis.');
  const reviewed = office.messages().filter(({ kind }) => kind === 'review');
  dismissMessage(db, clock, rina, reviewed[1]?.id ?? 0);
  const partId = addPart(db, clock, rina, { ...A_PART, quantity: 9 });
  for (const [actor, ticketId] of [
    [bagus, 771],
    [rizky, 772],
  ] as const)
    reservePart(db, clock, actor, { ticketId, partId, quantity: 1 });
  takePart(db, clock, rizky, { ticketId: 772, partId, quantity: 1 });
  const absenceId = recordAbsence(db, clock, rina, {
    technicianId: bagus.userId,
    kind: 'leave',
    fromDate: '2026-02-02',
    toDate: '2026-02-03',
    note: '',
  });
  const token = (id: number): string =>
    office.tickets().find((ticket) => ticket.id === id)?.statusToken ?? '';
  const cookie = (userId: number) => `helpdesk_session=${openSession(db, clock, userId)}`;
  const world: WalkWorld = {
    cookies: {
      nobody: '',
      reporter: `helpdesk_reporter=${inAction(db, clock, (tx, nowMs) => openReporterSession(tx, REPORTER, nowMs))}`,
      admin: cookie(rina.userId),
      technician: cookie(rizky.userId),
      leader: cookie(leaderId),
    },
    own: { assigned: 772, working: 773, closed: 774, pending: 775, cancelled: 776 },
    other: 771,
    merged: 777,
    followUpId: followUp?.id ?? 0,
    unclaimed: 778,
    tokens: { own: token(772), other: token(771) },
    reviewMessageId: reviewed[0]?.id ?? 0,
    dismissedMessageId: reviewed[1]?.id ?? 0,
    failedMessageId: part?.messageId ?? 0,
    alarmId: 1,
    technicianId: rizky.userId,
    otherUserId: bagus.userId,
    adminId: rina.userId,
    leaderId,
    adminSessionId: 1,
    absenceId,
    partId,
    stock: { reservedId: 2, usedId: 3, usedMoveId: 4 },
  };
  db.$client.exec(`VACUUM INTO '${template}'`);
  db.$client.close();

  let copies = 0;
  const open = () => {
    copies += 1;
    const dbPath = join(folder, `copy-${copies}.sqlite`);
    copyFileSync(template, dbPath);
    const copy = openDatabase(dbPath);
    copy.$client.pragma('synchronous = OFF');
    mkdirSync(traceFolder(dbPath), { recursive: true });
    writeFileSync(join(traceFolder(dbPath), 'modem-20260105-0830.trace'), 'rekaman');
    const app = createApp({
      db: copy,
      clock: standingClock(clock.nowMs()),
      dbPath,
      timeZone: 'Asia/Jakarta',
      publicUrl: 'http://localhost',
      secureCookie: false,
      log: heardLog().log,
      feed: createChangeFeed(),
      simulated: undefined,
      addressOf: () => '192.0.2.1',
    });
    return { app, contents: () => contentsOf(copy.$client), close: () => copy.$client.close() };
  };
  return { world, open, close: () => rmSync(folder, { recursive: true, force: true }) };
}

/** One of each thing that has a page of its own. */
function fillSettings({ db, clock }: TestOffice, rina: Actor, bagus: Actor): void {
  const plain = { district: null, parentId: null, place: null, oldNames: [], active: true };
  addUnit(db, clock, rina, { name: 'Dinas Nanas', shortName: 'Disnns', ...plain });
  for (const title of ['Sabar', 'Terima kasih'])
    saveCannedReply(db, clock, rina, { title, wording: `${title}.`, active: true, categoryIds: [] });
  changeWording(db, clock, rina, { notice: 'reopened', wording: 'Tiket {nomor} dibuka.', seenChangeId: 0 });
  draftNextYear(db, clock, rina, 2026);
  db.insert(hoursRanges)
    .values({
      name: 'Ramadan',
      fromDate: '2026-02-18',
      toDate: '2026-03-19',
      weekly: CALENDAR_DEFAULTS.weekly,
    })
    .run();
  const secret = startSecondFactor(db, clock, bagus);
  const code = totpCode(secret, totpStep(clock.nowMs()));
  confirmSecondFactor(db, clock, bagus, { code, address: '192.0.2.9' });
}

/** Every row of every table: what a refused request may not have touched. */
function contentsOf(client: ReturnType<typeof openDatabase>['$client']): string {
  const tables = client
    .prepare("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name")
    .pluck()
    .all();
  return JSON.stringify(
    tables.map((table) => [table, client.prepare(`SELECT * FROM "${table}"`).raw().all()]),
  );
}
