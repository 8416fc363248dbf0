import type { HolidayWarning } from '../../../db/queries/holidayWarning.ts';
import type { CalendarChangeView, OfficeCalendar, StoredRange } from '../../../db/queries/officeCalendar.ts';
import { durationInWords, minutesOfWeek, weekInWords } from '../../../db/rules/calendar/hoursInWords.ts';
import { localDate, showDate } from '../../../db/rules/zonedTime.ts';
import type { Flash } from '../../http/flash.ts';
import type { Frame } from '../../views/frame.ts';
import { Alert, Notice } from '../../views/notices.tsx';
import { Page } from '../../views/page.tsx';
import { Shape } from '../../views/shape.tsx';
import { At } from '../../views/time.tsx';
import { ClosureTable, DraftForm } from './closureTable.tsx';
import { YearView, yearInWords } from './yearView.tsx';

interface OverviewProps {
  frame: Frame;
  year: number;
  view: OfficeCalendar;
  warning: HolidayWarning | undefined;
  flash: Flash | undefined;
  problem: string | undefined;
}

/** The whole calendar at a glance; each part is changed on a page of its own. */
export const OverviewPage = ({ frame, year, view, warning, flash, problem }: OverviewProps) => (
  <Page frame={frame} title="Kalender layanan">
    <div class="page-head">
      <p class="crumb">
        <a href="/pengaturan">Pengaturan</a>
      </p>
      <h1>Kalender layanan</h1>
      <p class="lead">
        Menurut kalender ini telepon dijawab dan batas waktu dihitung. Setiap perubahan menghitung ulang batas
        semua tiket yang masih terbuka; yang sudah selesai tidak berubah.
      </p>
    </div>
    <div id="told" role="status">
      <Told flash={flash} changes={view.changes} year={year} />
    </div>
    {problem && <Alert id="problem">{problem}</Alert>}
    <div class="calendar-page">
      <Hours view={view} />
      <Ranges ranges={view.ranges} />
      <Year frame={frame} year={year} view={view} warning={warning} />
      <Changes frame={frame} changes={view.changes} year={year} />
    </div>
  </Page>
);

const Told = ({
  flash,
  changes,
  year,
}: {
  flash: Flash | undefined;
  changes: readonly CalendarChangeView[];
  year: number;
}) => {
  if (flash?.key === 'unchanged') return <Notice>Tidak ada yang berubah.</Notice>;
  const change = flash?.key === 'changed' ? changes.find(({ id }) => id === flash.row) : undefined;
  return (
    change && (
      <Notice>
        {change.what}. Batas tiket terbuka dihitung ulang. <UndoForm change={change} year={year} />
      </Notice>
    )
  );
};

const UndoForm = ({ change, year }: { change: CalendarChangeView; year: number }) => (
  <form method="post" action={`/pengaturan/kalender/urungkan/${change.id}`} class="undo">
    <input type="hidden" name="year" value={String(year)} />
    <button type="submit" class="small" aria-label={`Urungkan: ${change.what}`}>
      Urungkan
    </button>
  </form>
);

const Hours = ({ view: { settings } }: { view: OfficeCalendar }) => (
  <section aria-labelledby="hours">
    <h2 id="hours">Jam layanan</h2>
    <dl class="hours-facts">
      <div>
        <dt>Seminggu</dt>
        <dd>
          {weekInWords(settings.weekly)} <small>{durationInWords(minutesOfWeek(settings.weekly))}</small>
        </dd>
      </div>
      <div>
        <dt>Cuti bersama</dt>
        <dd>{settings.collectiveCloses ? 'menutup Help Desk' : 'Help Desk tetap buka'}</dd>
      </div>
      <div>
        <dt>Emergency</dt>
        <dd>{settings.emergencyAllHours ? 'dihitung 24 jam' : 'menurut jam layanan'}</dd>
      </div>
    </dl>
    <a class="button" href="/pengaturan/kalender/jam">
      Ubah jam layanan
    </a>
  </section>
);

const Ranges = ({ ranges }: { ranges: readonly StoredRange[] }) => (
  <section aria-labelledby="ranges">
    <h2 id="ranges">Rentang jam khusus</h2>
    {ranges.length === 0 ? (
      <p class="hint">
        Belum ada. Di sini dicatat jam lain untuk beberapa waktu, misalnya jam Ramadan dengan tanggalnya.
      </p>
    ) : (
      <ul class="lines">
        {ranges.map((range) => (
          <li key={String(range.id)} class="range">
            <div>
              <b dir="auto">{range.name}</b>{' '}
              <span class="number">
                {showDate(range.from)}–{showDate(range.to)}
              </span>
              <small>{weekInWords(range.weekly) || 'tutup setiap hari'}</small>
            </div>
            <form method="post" action={`/pengaturan/kalender/rentang/${range.id}/hapus`} class="row-buttons">
              <a href={`/pengaturan/kalender/rentang/${range.id}`} aria-label={`Ubah ${range.name}`}>
                Ubah
              </a>
              <button type="submit" class="quiet small" aria-label={`Hapus ${range.name}`}>
                Hapus
              </button>
            </form>
          </li>
        ))}
      </ul>
    )}
    <a class="button" href="/pengaturan/kalender/rentang/baru">
      Tambah rentang
    </a>
  </section>
);

type YearProps = Pick<OverviewProps, 'frame' | 'year' | 'view' | 'warning'>;

const Year = ({ frame, year, view, warning }: YearProps) => {
  const drafts = view.closures.filter(({ state }) => state === 'draft');
  const fixed = view.closures.filter(({ state }) => state === 'fixed');
  const ranges = view.ranges.filter(({ from, to }) => from <= `${year}-12-31` && to >= `${year}-01-01`);
  return (
    <section aria-labelledby="year">
      <div class="year-head">
        <h2 id="year">
          Tahun {year} <small>{yearInWords(year, view.calendar)}</small>
        </h2>
        <nav aria-label="Tahun">
          <a class="button" href={`/pengaturan/kalender?tahun=${year - 1}#year`}>
            ‹ {year - 1}
          </a>
          <a class="button" href={`/pengaturan/kalender?tahun=${year + 1}#year`}>
            {year + 1} ›
          </a>
        </nav>
      </div>
      <YearView
        year={year}
        calendar={view.calendar}
        closures={view.closures}
        ranges={ranges}
        today={localDate(frame.nowMs, frame.timeZone)}
      />
      <h2 id="holidays">Hari libur {year}</h2>
      {warning?.missing === 'holidays' && warning.year === year && (
        <p class="mark">
          <Shape name="warning" />
          Daftar resmi {year} belum ada.
        </p>
      )}
      <form method="post" action="/pengaturan/kalender/salin" class="buttons">
        <input type="hidden" name="year" value={String(year)} />
        <a class="button" href={`/pengaturan/kalender/libur/baru?tahun=${year}`}>
          Tambah hari libur
        </a>
        <a class="button" href={`/pengaturan/kalender/impor?tahun=${year}`}>
          Tempel daftar
        </a>
        {fixed.length === 0 && <button type="submit">Salin dari {year - 1} sebagai perkiraan</button>}
      </form>
      {drafts.length > 0 && <DraftForm year={year} drafts={drafts} />}
      {fixed.length > 0 && <ClosureTable closures={fixed} />}
      {view.closures.length === 0 && (
        <p class="empty">
          Hari libur {year} akan tampil di sini. Tempel daftarnya dari SKB tiga menteri, atau salin tahun
          sebelumnya sebagai perkiraan.
        </p>
      )}
    </section>
  );
};

const Changes = ({
  frame,
  changes,
  year,
}: Pick<OverviewProps, 'frame' | 'year'> & Pick<OfficeCalendar, 'changes'>) => (
  <section aria-labelledby="changes">
    <h2 id="changes">Riwayat perubahan</h2>
    {changes.length === 0 ? (
      <p class="hint">Belum ada. Siapa yang mengubah kalender, apa dan kapan, akan tampil di sini.</p>
    ) : (
      <ul class="lines changes">
        {changes.map((change) => (
          <li key={String(change.id)}>
            <div>
              <At atMs={change.atMs} nowMs={frame.nowMs} timeZone={frame.timeZone} />{' '}
              <b dir="auto">{change.by ?? 'Sistem'}</b>: <span dir="auto">{change.what}</span>
            </div>
            {change.undoable && <UndoForm change={change} year={year} />}
          </li>
        ))}
      </ul>
    )}
  </section>
);
