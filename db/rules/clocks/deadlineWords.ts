import type { NoticeKey } from '../notices/noticeTable.ts';
import type { ClockName } from './clockName.ts';
import type { NewsKind } from './newsLadder.ts';

/** Whom news of a clock concern; a repair without a technician is the admins' business. */
export type Concerned = 'technician' | 'admin' | 'leader';

export function concerned(clock: ClockName, kind: NewsKind): readonly Concerned[] {
  if (kind === 'expired') return [];
  switch (clock) {
    case 'reply':
    case 'confirmation':
      return ['admin'];
    case 'repair':
      return ['technician'];
    case 'leader':
      return kind === 'unreported' ? ['leader'] : ['technician'];
    case 'pending':
      return ['technician', 'admin'];
  }
}

/** The notice that tells one piece of news. */
export function noticeOf(clock: ClockName, kind: NewsKind): NoticeKey {
  const near = kind === 'near';
  switch (clock) {
    case 'reply':
    case 'confirmation':
      return near ? 'answerNear' : 'answerLate';
    case 'repair':
      return near ? 'repairNear' : 'repairLate';
    case 'leader':
      return kind === 'unreported' ? 'leaderUnreported' : near ? 'reportNear' : 'reportWanted';
    case 'pending':
      return near ? 'pendingNear' : 'pendingOver';
  }
}

/** Of several pieces of news of one ticket for one person, the first of these says what is to be done. */
const WEIGHT: readonly ClockName[] = ['leader', 'repair', 'reply', 'confirmation', 'pending'];

export const weightiest = <T extends { clock: ClockName }>(news: readonly T[]): T | undefined =>
  [...news].sort((a, b) => WEIGHT.indexOf(a.clock) - WEIGHT.indexOf(b.clock))[0];

export interface DigestLine {
  ticketId: number;
  unit: string;
  clock: ClockName;
  kind: NewsKind;
  /** `05/01 15.00` */
  due: string;
}

/** `12 RSUD s.d. 05/01 15.00`, `14 Disdik terlambat`, `15 Dinkes LAPOR`. */
const lineWords = ({ ticketId, unit, clock, kind, due }: DigestLine): string =>
  [String(ticketId), unit, stateWords(clock, kind, due)].filter((word) => word !== '').join(' ');

function stateWords(clock: ClockName, kind: NewsKind, due: string): string {
  if (kind === 'unreported') return '';
  if (clock === 'pending') return kind === 'near' ? `tunda s.d. ${due}` : 'tunda habis';
  if (kind === 'near') return `s.d. ${due}`;
  return clock === 'leader' ? 'LAPOR' : 'terlambat';
}

/**
 * As many tickets as fit, and how many more there are.
 * @param fits whether a list is short enough for its SMS.
 */
export function digestList(lines: readonly DigestLine[], fits: (list: string) => boolean): string {
  for (let shown = lines.length; shown > 0; shown -= 1) {
    const more = lines.length - shown;
    const list = [...lines.slice(0, shown).map(lineWords), ...(more > 0 ? [`${more} lagi`] : [])].join(', ');
    if (fits(list)) return list;
  }
  return `${lines.length} tiket`;
}
