import { inGsm7 } from '../inGsm7.ts';
import { PRIORITY_LABELS, type Priority } from '../priority.ts';
import type { TicketStatus } from '../ticketLifecycle.ts';
import { septetsOf, shortened } from './shortened.ts';

/** Lists of tickets as they stand in a technician's SMS, each within the room that its notice leaves. */

export interface DigestEntry {
  ticketId: number;
  priority: Priority;
  unit: string | null;
  subject: string;
}

const DIGEST_ENTRY_SEPTETS = 110;

/** Many assignments in as few lists as they take, the most urgent first. */
export function digestLists(entries: readonly DigestEntry[], room: number): string[] {
  const lists: string[] = [];
  let list = '';
  for (const { ticketId, priority, unit, subject } of entries) {
    const place = unit ? ` ${unit}` : '';
    const entry = `${ticketId} ${PRIORITY_LABELS[priority]}${place}: ${subject}`;
    const line = shortened(entry, Math.min(DIGEST_ENTRY_SEPTETS, room));
    const longer = list === '' ? line : `${list}\n${line}`;
    if (list !== '' && septetsOf(longer) > room) {
      lists.push(list);
      list = line;
    } else list = longer;
  }
  return list === '' ? lists : [...lists, list];
}

/** A ticket as it is named when one of several must be chosen. */
export interface Choice {
  id: number;
  unit: string | null;
}

/** The tickets that a command may have meant, as many as there is room for. */
export function choiceList(choices: readonly Choice[], room: number): string {
  const names = choices.map(({ id, unit }) => inGsm7([id, unit].filter((word) => word !== null).join(' ')));
  for (let shown = names.length; shown > 1; shown -= 1) {
    const more = names.length - shown;
    const list = `${names.slice(0, shown).join(', ')}${more > 0 ? ` dan ${more} lagi` : ''}`;
    if (septetsOf(list) <= room) return list;
  }
  return names[0] ?? '';
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

/** A technician's open tickets, given the most urgent first; what has no room is counted. */
export function taskList(tasks: readonly TaskLine[], room: number): string {
  for (let shown = tasks.length; shown >= 1; shown -= 1) {
    const more = tasks.length - shown;
    const end = more > 0 ? [`${more} lagi, lihat panel`] : [];
    const starts = tasks.slice(0, shown).map(startOf);
    // Each has at least its number, unit and deadline; the rest of the room goes to what was reported.
    const free = room - septetsOf([...starts, ...end].join('\n'));
    if (free < shown * SUBJECT_SEPTETS_MIN && shown > 1) continue;
    const each = Math.max(0, Math.floor(free / shown));
    const lines = starts.map((start, at) => `${start}${shortened(tasks[at]?.subject ?? '', each)}`);
    return [...lines, ...end].join('\n');
  }
  return '';
}

/** Less than that says nothing. */
const SUBJECT_SEPTETS_MIN = 14;

function startOf({ id, unit, priority, due, late, status }: TaskLine): string {
  const loud = priority === 'emergency' || priority === 'high' ? PRIORITY_LABELS[priority] : undefined;
  const state = late ? 'TERLAMBAT' : status === 'pending' ? 'ditunda' : due && `s.d. ${due}`;
  return inGsm7(`${[id, loud, unit, state].filter((word) => word).join(' ')}: `);
}
