import { DomainError } from '../errors.ts';
import type { OpenInterval } from './businessCalendar.ts';
import { isLocalDate, type LocalDate } from './calendarDays.ts';
import { faultInInterval } from './calendarSettings.ts';

/** What a day is closed for (GLOSSARY 5.4). */
export const CLOSURE_KINDS = {
  national: 'Libur nasional',
  collective: 'Cuti bersama',
  local: 'Libur daerah',
  election: 'Pemilu atau pilkada',
  other: 'Lain-lain',
} as const;
export type ClosureKind = keyof typeof CLOSURE_KINDS;
export const isClosureKind = (value: string): value is ClosureKind => Object.hasOwn(CLOSURE_KINDS, value);

/** A draft ("perkiraan") closes nothing until somebody has confirmed it. */
export const CLOSURE_STATES = { fixed: 'Ditetapkan', draft: 'Perkiraan' } as const;
export type ClosureState = keyof typeof CLOSURE_STATES;
export const isClosureState = (value: string): value is ClosureState => Object.hasOwn(CLOSURE_STATES, value);

/** Whether the telephone, the clocks of replying and repairing, or both stand still. */
export const CLOSURE_SCOPES = {
  all: 'Semua layanan',
  phone: 'Telepon saja',
  service: 'Batas waktu tiket saja',
} as const;
export type ClosureScope = keyof typeof CLOSURE_SCOPES;
export const isClosureScope = (value: string): value is ClosureScope => Object.hasOwn(CLOSURE_SCOPES, value);

/** A holiday, a day of collective leave, or some hours of a day on which the office is closed. */
export interface OfficeClosure {
  date: LocalDate;
  name: string;
  kind: ClosureKind;
  state: ClosureState;
  /** The decree that says so; null where nobody wrote it down. */
  source: string | null;
  appliesTo: ClosureScope;
  /** Minutes since midnight; null: the whole day. */
  closed: OpenInterval | null;
}

const NAME_CHARS_MAX = 80;
const SOURCE_CHARS_MAX = 120;

/** @throws DomainError `invalid` with the first thing that is wrong */
export function checkClosure({ date, name, source, closed }: OfficeClosure): void {
  const refuse = (words: string): never => {
    throw new DomainError('invalid', words);
  };
  if (!isLocalDate(date)) refuse('Tanggal ini tidak ada di kalender.');
  if (name.trim() === '') refuse('Nama hari libur belum diisi.');
  if (name.length > NAME_CHARS_MAX) refuse(`Nama hari libur paling panjang ${NAME_CHARS_MAX} huruf.`);
  if ((source ?? '').length > SOURCE_CHARS_MAX) refuse(`Dasar paling panjang ${SOURCE_CHARS_MAX} huruf.`);
  const fault = closed && faultInInterval(closed);
  if (fault) refuse(fault);
}
