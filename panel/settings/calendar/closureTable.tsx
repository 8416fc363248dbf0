import type { StoredClosure } from '../../../db/closuresOfYear.ts';
import { weekdayOf } from '../../../db/rules/calendar/calendarDays.ts';
import { CLOSURE_KINDS, CLOSURE_SCOPES } from '../../../db/rules/calendar/closure.ts';
import { intervalsInWords, WEEKDAYS_SHORT } from '../../../db/rules/calendar/hoursInWords.ts';
import { showDate } from '../../../db/rules/zonedTime.ts';

/** The closures of a year that hold, to be changed and removed one by one. */
export const ClosureTable = ({ closures }: { closures: readonly StoredClosure[] }) => (
  <table class="closures">
    <thead>
      <tr>
        <th scope="col">Tanggal</th>
        <th scope="col">Nama</th>
        <th scope="col">Jenis</th>
        <th scope="col">Berlaku</th>
        <th scope="col">
          <span class="sr">Tindakan</span>
        </th>
      </tr>
    </thead>
    <tbody>
      {closures.map((closure) => (
        <ClosureRow key={String(closure.id)} closure={closure} />
      ))}
    </tbody>
  </table>
);

const ClosureRow = ({ closure }: { closure: StoredClosure }) => {
  const { id, date, name, kind, appliesTo, source, closed } = closure;
  const label = `${name}, ${showDate(date)}`;
  return (
    <tr id={`libur-${id}`}>
      <th scope="row" class="number">
        {WEEKDAYS_SHORT[weekdayOf(date) - 1]} {showDate(date)}
      </th>
      <td dir="auto">
        {name}
        {closed && <small>tutup {intervalsInWords([closed])}</small>}
        {source && <small dir="auto">{source}</small>}
      </td>
      <td data-label="Jenis">{CLOSURE_KINDS[kind]}</td>
      <td data-label="Berlaku">{CLOSURE_SCOPES[appliesTo]}</td>
      <td>
        <form method="post" action={`/pengaturan/kalender/libur/${id}/hapus`} class="row-buttons">
          <a href={`/pengaturan/kalender/libur/${id}`} aria-label={`Ubah ${label}`}>
            Ubah
          </a>
          <button type="submit" class="quiet small" aria-label={`Hapus ${label}`}>
            Hapus
          </button>
        </form>
      </td>
    </tr>
  );
};

/** Guesses at a year, to be confirmed or thrown away together. */
export const DraftForm = ({ year, drafts }: { year: number; drafts: readonly StoredClosure[] }) => (
  <form method="post" action="/pengaturan/kalender/perkiraan/tetapkan" class="drafts">
    <input type="hidden" name="year" value={String(year)} />
    <h3>{drafts.length} perkiraan belum ditetapkan</h3>
    <p class="hint">
      Perkiraan belum menutup kantor. Cocokkan tanggalnya dengan SKB dan ubah yang berbeda; hari raya yang
      mengikuti bulan bergeser tiap tahun. Menempel daftar resmi menetapkan tanggal yang sama dengan
      sendirinya.
    </p>
    <ul class="draft-list">
      {drafts.map(({ id, date, name }) => (
        <li key={String(id)}>
          <label class="check">
            <input type="checkbox" name={`draft-${id}`} value="1" />
            <span class="number">
              {WEEKDAYS_SHORT[weekdayOf(date) - 1]} {showDate(date)}
            </span>{' '}
            <span dir="auto">{name}</span>
          </label>
          <a href={`/pengaturan/kalender/libur/${id}`} aria-label={`Ubah ${name}, ${showDate(date)}`}>
            Ubah
          </a>
        </li>
      ))}
    </ul>
    <div class="field">
      <label for="draft-source">Dasar penetapan</label>
      <input id="draft-source" name="source" maxlength={120} autocomplete="off" />
    </div>
    <div class="buttons">
      <button type="submit">Tetapkan yang dicentang</button>
      <button type="submit" class="quiet" formaction="/pengaturan/kalender/perkiraan/hapus">
        Hapus yang dicentang
      </button>
    </div>
  </form>
);
