import type { PreviewedLine } from '../../../db/queries/officeCalendar.ts';
import { weekdayOf } from '../../../db/rules/calendar/calendarDays.ts';
import { CLOSURE_KINDS } from '../../../db/rules/calendar/closure.ts';
import type { PlannedClosure } from '../../../db/rules/calendar/closureImport.ts';
import { WEEKDAYS_SHORT } from '../../../db/rules/calendar/hoursInWords.ts';
import { showDate } from '../../../db/rules/zonedTime.ts';
import { TextField } from '../../directory/textField.tsx';
import type { FormFields } from '../../http/formFields.ts';
import type { Frame } from '../../views/frame.ts';
import { Shape } from '../../views/shape.tsx';
import { CalendarFormPage } from './calendarPage.tsx';

interface ImportProps {
  frame: Frame;
  typed: FormFields;
  /** Undefined until it was asked for. */
  preview: readonly PreviewedLine[] | undefined;
  problem: string | undefined;
}

const EXAMPLE = '16/01/2026 Isra Mikraj\n2026-02-16; Cuti bersama Imlek\n21-22 Maret 2026 Idul Fitri';

/** A pasted list, shown line by line before it is saved. */
export const ImportView = ({ frame, typed, preview, problem }: ImportProps) => {
  const faults = preview?.filter((line) => 'fault' in line).length ?? 0;
  const changes = preview?.flatMap(plannedIn).filter(({ outcome }) => outcome !== 'known').length ?? 0;
  const ready = preview !== undefined && faults === 0 && changes > 0;
  return (
    <CalendarFormPage
      frame={frame}
      title="Tempel daftar hari libur"
      lead="Salin daftarnya dari SKB atau surat edaran, satu hari libur per baris. Sebelum disimpan tiap baris ditampilkan; selama ada yang salah, tidak ada yang disimpan."
      problem={problem}
    >
      <form method="post" action="/pengaturan/kalender/impor" class="calendar-form">
        <div class="fields">
          <TextField
            name="year"
            label="Tahun"
            typed={typed}
            max={4}
            hint="Untuk tanggal yang ditulis tanpa tahun."
          />
          <TextField name="source" label="Dasar" typed={typed} max={120} hint="Misalnya nomor SKB." />
        </div>
        <div class="field">
          <label for="list">Daftar</label>
          <textarea
            id="list"
            name="list"
            rows={12}
            maxlength={20_000}
            aria-describedby="list-hint"
            placeholder={EXAMPLE}
          >
            {`\n${typed.get('list')}`}
          </textarea>
          <p id="list-hint" class="hint">
            Contoh: 16/01/2026 Isra Mikraj · 2026-01-16; Isra Mikraj · Jumat, 16 Januari 2026: Isra Mikraj ·
            21-22 Maret 2026 Idul Fitri. Baris "Cuti bersama" di atasnya menandai jenisnya.
          </p>
        </div>
        {preview && <Preview preview={preview} faults={faults} changes={changes} />}
        <div class="buttons">
          {ready && (
            <button type="submit" class="primary" formaction="/pengaturan/kalender/impor/simpan">
              Simpan {changes} hari libur
            </button>
          )}
          <button type="submit" class={ready ? undefined : 'primary'}>
            {preview ? 'Periksa lagi' : 'Periksa daftar'}
          </button>
        </div>
      </form>
    </CalendarFormPage>
  );
};

const plannedIn = (line: PreviewedLine): PlannedClosure[] => ('planned' in line ? line.planned : []);

const Preview = ({
  preview,
  faults,
  changes,
}: {
  preview: readonly PreviewedLine[];
  faults: number;
  changes: number;
}) => (
  <section id="preview" aria-label="Hasil pemeriksaan" role="status">
    <h2>
      {faults > 0
        ? `${faults} baris belum benar, belum ada yang disimpan`
        : changes > 0
          ? `${changes} hari libur siap disimpan`
          : 'Tidak ada hari libur baru'}
    </h2>
    <table class="preview">
      <thead>
        <tr>
          <th scope="col" class="amount">
            Baris
          </th>
          <th scope="col">Tanggal</th>
          <th scope="col">Nama</th>
          <th scope="col">Jenis</th>
          <th scope="col">Hasil</th>
        </tr>
      </thead>
      <tbody>
        {preview.map((line) =>
          'fault' in line ? (
            <tr key={String(line.line)} class="wrong">
              <td class="amount">{line.line}</td>
              <td colspan={3} dir="auto">
                {line.typed}
              </td>
              <td class="bad">
                <Shape name="cross" /> {line.fault}
              </td>
            </tr>
          ) : (
            line.planned.map((closure) => (
              <tr key={`${line.line} ${closure.date}`}>
                <td class="amount">{line.line}</td>
                <td class="number date">
                  {WEEKDAYS_SHORT[weekdayOf(closure.date) - 1]} {showDate(closure.date)}
                </td>
                <td dir="auto">{closure.name}</td>
                <td>{CLOSURE_KINDS[closure.kind]}</td>
                <td>
                  <Outcome closure={closure} />
                </td>
              </tr>
            ))
          ),
        )}
      </tbody>
    </table>
  </section>
);

const Outcome = ({ closure: { outcome, other } }: { closure: PlannedClosure }) => {
  switch (outcome) {
    case 'added':
      return (
        <span class="good">
          <Shape name="done" /> baru
        </span>
      );
    case 'confirms':
      return (
        <span class="good" dir="auto">
          <Shape name="done" /> menetapkan perkiraan: {other?.name}
        </span>
      );
    case 'known':
      return (
        <span class="muted" dir="auto">
          <Shape name="dash" /> dilewati, sudah ada: {other?.name}
        </span>
      );
  }
};
