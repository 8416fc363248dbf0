import type { TechnicianVerb } from './inboundRequest.ts';
import { cutTo, inGsm7, PART_SEPTETS } from './notices.ts';
import { PRIORITY_LABELS, type Priority } from './priority.ts';
import { measureSms } from './smsText.ts';
import { STATUS_LABELS, type TicketStatus } from './ticketLifecycle.ts';

/** Two parts with their headers (3GPP TS 23.040 §9.2.3.24.1). */
const TWO_PARTS_SEPTETS = 2 * 153;

/** How a command is written, for a ticket or as an example. */
export function commandFormat(verb: TechnicianVerb, ticketId: number | undefined): string {
  const id = ticketId ?? 12;
  switch (verb) {
    case 'accept':
      return `TERIMA ${id}`;
    case 'decline':
      return `TOLAK ${id} alasan`;
    case 'depart':
      return `BERANGKAT ${id}`;
    case 'arrive':
      return `TIBA ${id}`;
    case 'pend':
      return `TUNDA ${id} alasan`;
    case 'resume':
      return `LANJUT ${id}`;
    case 'close':
      return `SELESAI ${id} catatan`;
    case 'report':
      return `LAPOR ${id} alasan#kendala#rencana`;
    case 'info':
      return `INFO ${id}`;
    case 'tasks':
      return 'TUGAS';
    case 'help':
      return 'BANTUAN';
  }
}

/** All commands, in two parts. */
export const technicianHelpText = (): string =>
  'TUGAS: daftar tiket. INFO 12: rincian. TERIMA 12, TOLAK 12 alasan, BERANGKAT 12, TIBA 12, TUNDA 12 alasan (mis. part tgl 12/1), LANJUT 12, SELESAI 12 catatan, LAPOR 12 alasan#kendala#rencana. Nomor boleh dihilangkan bila hanya satu tiket yang cocok.';

/** A ticket as it is named when one of several must be chosen. */
export interface Choice {
  id: number;
  unit: string | null;
}

/** Names the tickets that a command may have meant, as many as fit beside what to write. */
export function whichTicketText(choices: readonly Choice[], format: string): string {
  const names = choices.map(({ id, unit }) => [id, unit].filter((word) => word !== null).join(' '));
  const text = (shown: number): string => {
    const more = names.length - shown;
    return `Tiket mana? ${names.slice(0, shown).join(', ')}${more > 0 ? ` dan ${more} lagi` : ''}. Balas: ${format}`;
  };
  let shown = names.length;
  while (shown > 1 && septets(text(shown)) > PART_SEPTETS) shown -= 1;
  return cutTo(PART_SEPTETS, '', text(shown), '');
}

/** A task as an SMS tells it. */
export interface TaskLine extends Choice {
  status: TicketStatus;
  priority: Priority;
  subject: string;
  /** `05/01 15.00`; undefined where no deadline runs. */
  due: string | undefined;
  late: boolean;
}

/**
 * A technician's open tickets, given the most urgent first, in at most two parts; what has no room is counted.
 */
export function taskListText(tasks: readonly TaskLine[]): string {
  if (tasks.length === 0) return 'Tidak ada tiket terbuka untuk Anda.';
  const head = `TUGAS ${tasks.length} tiket:`;
  for (let shown = tasks.length; shown >= 1; shown -= 1) {
    const more = tasks.length - shown;
    const end = more > 0 ? `\n${more} lagi, lihat panel` : '';
    const starts = tasks.slice(0, shown).map(startOf);
    // Each has at least its number, unit and deadline; the rest of the room goes to what was reported.
    const free = TWO_PARTS_SEPTETS - [head, end, ...starts].reduce((sum, text) => sum + septets(text), 0);
    if (free < shown * SUBJECT_SEPTETS_MIN && shown > 1) continue;
    const each = Math.max(0, Math.floor(free / shown));
    return `${head}${starts.map((start, at) => lineOf(start, tasks[at]?.subject ?? '', each)).join('')}${end}`;
  }
  return head;
}

/** Less than that says nothing. */
const SUBJECT_SEPTETS_MIN = 14;

const startOf = ({ id, unit, priority, due, late, status }: TaskLine): string => {
  const loud = priority === 'emergency' || priority === 'high' ? PRIORITY_LABELS[priority] : undefined;
  const state = late ? 'TERLAMBAT' : status === 'pending' ? 'ditunda' : due && `s.d. ${due}`;
  return inGsm7Lines(`\n${[id, loud, unit, state].filter((word) => word).join(' ')}: `);
};

const lineOf = (start: string, subject: string, septetsMax: number): string =>
  `${start}${cutTo(septetsMax, '', subject, '')}`;

/** A line end is one septet of the default alphabet. */
const inGsm7Lines = (text: string): string => text.split('\n').map(inGsm7).join('\n');

/** What a technician asks about one ticket, in at most two parts; the problem is cut first. */
export interface TaskDetails extends TaskLine {
  place: string;
  reporter: string;
  phone: string;
  scheduled: string | undefined;
  pending: string | undefined;
}

export function taskDetailsText(task: TaskDetails): string {
  const state = [
    PRIORITY_LABELS[task.priority],
    STATUS_LABELS[task.status].toLowerCase() + (task.pending ? ` (${task.pending})` : ''),
  ].join(', ');
  const limit = task.due ? `Batas ${task.due}${task.late ? ' TERLAMBAT' : ''}` : undefined;
  const where = [task.unit, task.place].filter((word) => word).join(', ');
  const who = [task.reporter, task.phone].filter((word) => word !== '').join(' ');
  const behind = [who === '' ? undefined : `PIC ${who}`, limit, task.scheduled && `Jadwal ${task.scheduled}`];
  const text = cutTo(
    TWO_PARTS_SEPTETS,
    `${task.id} ${state}. ${where === '' ? '' : `${where}: `}`,
    task.subject,
    `. ${behind.filter((word) => word).join('. ')}`,
  );
  // Names and places may be long, too.
  return cutTo(TWO_PARTS_SEPTETS, '', text, '');
}

const septets = (text: string): number => measureSms(text).units;
