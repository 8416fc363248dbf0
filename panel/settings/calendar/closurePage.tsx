import type { StoredClosure } from '../../../db/closuresOfYear.ts';
import type { OpenInterval } from '../../../db/rules/calendar/businessCalendar.ts';
import {
  CLOSURE_KINDS,
  CLOSURE_SCOPES,
  CLOSURE_STATES,
  isClosureKind,
  isClosureScope,
  isClosureState,
  type OfficeClosure,
} from '../../../db/rules/calendar/closure.ts';
import { readMinutes, showMinutes } from '../../../db/rules/calendar/hoursInWords.ts';
import { DomainError } from '../../../db/rules/errors.ts';
import { showDate } from '../../../db/rules/zonedTime.ts';
import { TextField } from '../../directory/textField.tsx';
import { fieldsOf } from '../../gateway/settings/amountField.tsx';
import type { FormFields } from '../../http/formFields.ts';
import type { Frame } from '../../views/frame.ts';
import { CalendarFormPage } from './calendarPage.tsx';
import { typedCalendarDate } from './typedCalendarDate.ts';

interface ClosureProps {
  frame: Frame;
  /** Undefined: a new one. */
  id: number | undefined;
  typed: FormFields;
  seenChangeId: number;
  problem: string | undefined;
}

export const ClosureView = ({ frame, id, typed, seenChangeId, problem }: ClosureProps) => (
  <CalendarFormPage
    frame={frame}
    title={id === undefined ? 'Hari libur atau penutupan baru' : 'Ubah hari libur'}
    problem={problem}
  >
    <form method="post" action={`/pengaturan/kalender/libur/${id ?? 'baru'}`} class="calendar-form">
      <input type="hidden" name="seenChangeId" value={String(seenChangeId)} />
      <div class="fields">
        <TextField name="date" label="Tanggal" typed={typed} max={20} hint="Misalnya 16/01/2026." />
        <TextField name="name" label="Nama" typed={typed} max={80} />
        <Choice name="kind" label="Jenis" choices={CLOSURE_KINDS} typed={typed} />
        <Choice name="appliesTo" label="Berlaku untuk" choices={CLOSURE_SCOPES} typed={typed} />
        <Choice
          name="state"
          label="Keadaan"
          choices={CLOSURE_STATES}
          typed={typed}
          hint="Perkiraan belum menutup kantor."
        />
        <TextField
          name="source"
          label="Dasar"
          typed={typed}
          max={120}
          hint="Nomor SKB atau surat edaran, bila ada."
        />
        <TextField
          name="closedFrom"
          label="Tutup dari jam"
          typed={typed}
          max={5}
          hint="Kosong: sepanjang hari."
        />
        <TextField
          name="closedTo"
          label="Tutup sampai jam"
          typed={typed}
          max={5}
          hint="Akhir hari ditulis 24.00."
        />
      </div>
      <button type="submit" class="primary">
        Simpan
      </button>
    </form>
  </CalendarFormPage>
);

interface ChoiceProps {
  name: string;
  label: string;
  choices: Readonly<Record<string, string>>;
  typed: FormFields;
  hint?: string;
}

const Choice = ({ name, label, choices, typed, hint }: ChoiceProps) => (
  <div class="field">
    <label for={name}>{label}</label>
    <select id={name} name={name} aria-describedby={hint && `${name}-hint`}>
      {Object.entries(choices).map(([value, words]) => (
        <option key={value} value={value} selected={typed.get(name) === value}>
          {words}
        </option>
      ))}
    </select>
    {hint && (
      <p id={`${name}-hint`} class="hint">
        {hint}
      </p>
    )}
  </div>
);

/** As stored; a new one is a local holiday on the date that was pointed at. */
export const closureFields = (closure: StoredClosure | undefined, date = ''): FormFields =>
  fieldsOf([
    ['date', closure ? showDate(closure.date) : date],
    ['name', closure?.name ?? ''],
    ['kind', closure?.kind ?? 'local'],
    ['appliesTo', closure?.appliesTo ?? 'all'],
    ['state', closure?.state ?? 'fixed'],
    ['source', closure?.source ?? ''],
    ['closedFrom', closure?.closed ? showMinutes(closure.closed.from) : ''],
    ['closedTo', closure?.closed ? showMinutes(closure.closed.to) : ''],
  ]);

/** @throws DomainError `invalid` */
export function closureIn(typed: FormFields, today: string): OfficeClosure {
  const [kind, appliesTo, state] = [typed.get('kind'), typed.get('appliesTo'), typed.get('state')];
  if (!isClosureKind(kind) || !isClosureScope(appliesTo) || !isClosureState(state))
    throw new DomainError('invalid', 'Pilih jenis, berlakunya dan keadaannya dari daftar.');
  return {
    date: typedCalendarDate(typed.get('date'), 'Tanggal', today),
    name: typed.get('name').trim(),
    kind,
    appliesTo,
    state,
    source: typed.get('source').trim() || null,
    closed: closedIn(typed),
  };
}

function closedIn(typed: FormFields): OpenInterval | null {
  const [from, to] = [typed.get('closedFrom').trim(), typed.get('closedTo').trim()];
  return from === '' && to === '' ? null : { from: timeIn(from), to: timeIn(to) };
}

function timeIn(typed: string): number {
  const minutes = readMinutes(typed);
  if (minutes !== undefined) return minutes;
  throw new DomainError(
    'invalid',
    typed === ''
      ? 'Isi kedua jam tutup, atau kosongkan keduanya untuk sepanjang hari.'
      : `"${typed}" bukan jam. Tulis seperti 12.00.`,
  );
}
