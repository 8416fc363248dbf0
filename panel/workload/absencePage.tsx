import type { AbsenceList, AbsenceView } from '../../db/queries/absences.ts';
import type { TechnicianLoad } from '../../db/queries/technicianLoads.ts';
import { ABSENCE_KINDS, ABSENCE_LABELS } from '../../db/rules/absence.ts';
import { may } from '../../db/rules/permissions.ts';
import { showDate } from '../../db/rules/zonedTime.ts';
import type { Frame } from '../views/frame.ts';
import { Alert, Notice } from '../views/notices.tsx';
import { Page } from '../views/page.tsx';
import type { AbsenceForm } from './absenceForm.ts';

interface AbsencesProps {
  frame: Frame;
  list: AbsenceList;
  technicians: readonly Pick<TechnicianLoad, 'id' | 'name'>[];
  form: AbsenceForm;
  /** The one that the form changes; undefined for a new one. */
  changing: AbsenceView | undefined;
  problem: string | undefined;
  notice: { words: string; absenceId: number | undefined } | undefined;
}

/** Who is away and when: nobody gets new work meanwhile without it being said (R43). */
export const AbsencesView = (props: AbsencesProps) => {
  const { frame, list, notice } = props;
  const mayChange = may(frame.actor, 'changeAbsences');
  return (
    <Page frame={frame} title="Ketidakhadiran">
      <div class="page-head">
        <p class="crumb">
          <a href="/beban">Beban teknisi</a>
        </p>
        <h1>Ketidakhadiran</h1>
      </div>
      <div role="status">
        {notice && (
          <Notice>
            {notice.words}
            {notice.absenceId !== undefined && (
              <form method="post" action={`/beban/ketidakhadiran/${notice.absenceId}/urungkan`} class="undo">
                <button type="submit" class="small">
                  Urungkan
                </button>
              </form>
            )}
          </Notice>
        )}
      </div>
      {list.coming.length === 0 ? (
        <p class="empty">
          Tidak ada yang cuti, dinas luar atau sakit. Catat di bawah ini; teknisi itu lalu tampak abu-abu pada
          pilihan penugasan selama tanggalnya.
        </p>
      ) : (
        <AbsenceTable rows={list.coming} mayChange={mayChange}>
          Sekarang dan yang akan datang
        </AbsenceTable>
      )}
      {mayChange && <Form {...props} />}
      {list.past.length > 0 && (
        <details>
          <summary>Yang sudah lewat</summary>
          <AbsenceTable rows={list.past} mayChange={false}>
            Yang sudah lewat
          </AbsenceTable>
        </details>
      )}
    </Page>
  );
};

interface TableProps {
  rows: readonly (AbsenceView & { openTickets?: number })[];
  mayChange: boolean;
  children?: unknown;
}

const AbsenceTable = ({ rows, mayChange, children }: TableProps) => (
  <table class="book">
    <caption class="sr">{children}</caption>
    <thead>
      <tr>
        <th scope="col">Teknisi</th>
        <th scope="col">Jenis</th>
        <th scope="col">Tanggal</th>
        <th scope="col">Keterangan</th>
        {mayChange && (
          <th scope="col">
            <span class="sr">Tindakan</span>
          </th>
        )}
      </tr>
    </thead>
    <tbody>
      {rows.map((row) => (
        <tr key={row.id}>
          <th scope="row" dir="auto">
            {row.technician}
            {row.openTickets !== undefined && row.openTickets > 0 && (
              <small>
                <a href={`/beban#teknisi-${row.technicianId}`}>{row.openTickets} tiket terbuka</a>
              </small>
            )}
          </th>
          <td data-label="Jenis">{ABSENCE_LABELS[row.kind]}</td>
          <td data-label="Tanggal" class="number">
            {row.fromDate === row.toDate
              ? showDate(row.fromDate)
              : `${showDate(row.fromDate)} s/d ${showDate(row.toDate)}`}
          </td>
          <td data-label="Keterangan" dir="auto">
            <div>
              {row.note} <small class="hint">dicatat {row.recordedBy}</small>
            </div>
          </td>
          {mayChange && (
            <td class="book-actions">
              <div>
                <a class="button" href={`/beban/ketidakhadiran?ubah=${row.id}#formulir`}>
                  Ubah
                </a>
                <form method="post" action={`/beban/ketidakhadiran/${row.id}/hapus`}>
                  <button type="submit">Hapus</button>
                </form>
              </div>
            </td>
          )}
        </tr>
      ))}
    </tbody>
  </table>
);

const Form = ({ technicians, form, changing, problem }: AbsencesProps) => (
  <form
    id="formulir"
    method="post"
    action={changing ? `/beban/ketidakhadiran/${changing.id}` : '/beban/ketidakhadiran'}
    class="composer absence-form"
    aria-label="Catat ketidakhadiran"
  >
    <h2>{changing ? 'Ubah ketidakhadiran' : 'Catat ketidakhadiran'}</h2>
    {problem && <Alert id="problem">{problem}</Alert>}
    <div class="fields">
      <div class="field">
        <label for="technicianId">Teknisi</label>
        <select id="technicianId" name="technicianId">
          <option value="">Pilih teknisi</option>
          {technicians.map(({ id, name }) => (
            <option key={id} value={id} selected={String(id) === form.technicianId}>
              {name}
            </option>
          ))}
        </select>
      </div>
      <div class="field">
        <label for="kind">Jenis</label>
        <select id="kind" name="kind">
          {ABSENCE_KINDS.map((kind) => (
            <option key={kind} value={kind} selected={kind === form.kind}>
              {ABSENCE_LABELS[kind]}
            </option>
          ))}
        </select>
      </div>
      <div class="field">
        <label for="fromDate">Mulai</label>
        <input
          id="fromDate"
          name="fromDate"
          autocomplete="off"
          placeholder="12/01/2026"
          value={form.fromDate}
          aria-describedby={problem ? 'problem' : undefined}
        />
      </div>
      <div class="field">
        <label for="toDate">
          Sampai dengan <span class="hint">(kosong: satu hari)</span>
        </label>
        <input id="toDate" name="toDate" autocomplete="off" placeholder="14/01/2026" value={form.toDate} />
      </div>
      <div class="field">
        <label for="absenceNote">
          Keterangan <span class="hint">(boleh kosong)</span>
        </label>
        <input
          id="absenceNote"
          name="absenceNote"
          maxlength={200}
          autocomplete="off"
          dir="auto"
          value={form.absenceNote}
        />
      </div>
    </div>
    <p class="buttons">
      <button type="submit" class="primary">
        Simpan
      </button>
      {changing && (
        <a class="button" href="/beban/ketidakhadiran">
          Batal
        </a>
      )}
    </p>
  </form>
);
