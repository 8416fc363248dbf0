import { randomUUID } from 'node:crypto';
import type { Call } from '../../db/actions/openCall.ts';
import type { CallerSurroundings } from '../../db/queries/callView.ts';
import type { UnitChoice } from '../../db/queries/unitDirectory.ts';
import { chosenUnit } from '../../db/rules/directory/chosenUnit.ts';
import { readPhoneField } from '../../db/rules/directory/phoneField.ts';
import { isSameName } from '../../db/rules/directory/unitNames.ts';
import { DomainError } from '../../db/rules/errors.ts';
import { type PhoneNumber, readPhoneNumber } from '../../db/rules/phoneNumber.ts';
import { isPriority } from '../../db/rules/priority.ts';
import { receivedTime } from '../../db/rules/receivedTime.ts';
import { typedMoment } from '../../db/rules/typedTime.ts';
import { fieldsOf } from '../gateway/settings/amountField.tsx';
import { type FormFields, rowNumber, typedText } from '../http/formFields.ts';

/** A form that nobody has typed into yet. */
export const emptyCall = (): FormFields =>
  fieldsOf([
    ['formId', randomUUID()],
    ['priority', 'normal'],
    ['remember', 'ya'],
  ]);

/** The form as it was typed, with a number of its own where it has none (a used one's place is taken). */
export function callFields(typed: FormFields, usedUp = false): FormFields {
  const formId = typed.get('formId');
  const fit = !usedUp && /^[\w-]{8,64}$/.test(formId);
  const id = fit ? formId : randomUUID();
  return { get: (name) => (name === 'formId' ? id : typedText(typed.get(name))) };
}

/** What is known while somebody still types: nothing is refused. */
export function halfTyped(typed: FormFields, choices: readonly UnitChoice[]) {
  return {
    unitId: unitSoFar(typed.get('unit'), choices),
    phone: readPhoneNumber(typed.get('phone')) ?? null,
    categoryId: rowNumber(typed.get('categoryId')) ?? null,
  };
}

function unitSoFar(words: string, choices: readonly UnitChoice[]): number | null {
  try {
    return chosenUnit(choices, words)?.id ?? null;
  } catch {
    return null;
  }
}

/** @throws DomainError `invalid` with what is missing or cannot be read */
export function callIn(
  typed: FormFields,
  choices: readonly UnitChoice[],
  people: CallerSurroundings['people'],
  { nowMs, timeZone }: { nowMs: number; timeZone: string },
): Call {
  const priority = typed.get('priority');
  if (!isPriority(priority)) throw new DomainError('invalid', 'Pilih prioritas.');
  const name = typed.get('name').trim();
  const unitId = chosenUnit(choices, typed.get('unit'))?.id ?? null;
  if (unitId === null && name === '' && typed.get('phone').trim() === '')
    throw new DomainError('invalid', 'Isi SKPD, nama penelepon, atau nomornya: tiket perlu pelapor.');
  return {
    formId: typed.get('formId'),
    unitId,
    name,
    phone: phoneIn(typed.get('phone')) ?? phoneOf(name, people),
    problem: typed.get('problem'),
    categoryId: rowNumber(typed.get('categoryId')) ?? null,
    priority,
    place: typed.get('place'),
    receivedAtMs: receivedIn(typed.get('received'), nowMs, timeZone),
    walkIn: typed.get('walkIn') !== '',
    remember: typed.get('remember') !== '',
    technicianId: rowNumber(typed.get('technicianId')) ?? null,
    evenIfUnavailable: typed.get('evenIfUnavailable') !== '',
    visitAtMs: visitIn(typed.get('visit'), nowMs, timeZone),
  };
}

function phoneIn(raw: string): PhoneNumber | null {
  if (raw.trim() === '') return null;
  const read = readPhoneField(raw);
  if ('fault' in read) throw new DomainError('invalid', read.fault);
  return read.phone;
}

/** Somebody taken from the list of the unit's people is reached under their number in the directory. */
function phoneOf(name: string, people: CallerSurroundings['people']): PhoneNumber | null {
  const named = people.filter((person) => name !== '' && isSameName(person.name, name));
  const phone = named.length === 1 ? named[0]?.phone : undefined;
  return (phone && readPhoneNumber(phone)) || null;
}

function receivedIn(raw: string, nowMs: number, timeZone: string): number | null {
  if (raw.trim() === '') return null;
  const atMs = receivedTime(raw, nowMs, timeZone);
  if (atMs === undefined)
    throw new DomainError('invalid', 'Tulis waktu telepon seperti 09.10, atau 05/01/2026 09.10.');
  return atMs;
}

function visitIn(raw: string, nowMs: number, timeZone: string): number | null {
  if (raw.trim() === '') return null;
  const atMs = typedMoment(raw, nowMs, timeZone);
  if (atMs === undefined)
    throw new DomainError(
      'invalid',
      'Tulis jadwal kunjungan seperti 13.30, besok 09.00, atau 13/01/2026 13.30.',
    );
  return atMs;
}
