import type { LateReport } from '../../db/actions/reportLate.ts';
import type { LeaderReport } from '../../db/queries/leaderReports.ts';
import { LATE_WORDS_MAX } from '../../db/rules/clocks/clockSettings.ts';
import { type FormFields, typedText } from '../http/formFields.ts';
import { Alert } from '../views/notices.tsx';

const FIELDS = [
  { name: 'reason', label: 'Alasan belum selesai', hint: '' },
  { name: 'obstacle', label: 'Kendala', hint: '(boleh kosong)' },
  { name: 'plan', label: 'Rencana penyelesaian', hint: '(boleh kosong)' },
] as const;

interface FormProps {
  report: LeaderReport;
  refused: { typed: FormFields; words: string } | undefined;
}

/** The technician's reason, obstacle and plan (SOP 8). */
export const ReportForm = ({ report, refused }: FormProps) => (
  <form
    method="post"
    action={`/laporan/${report.ticketId}`}
    class="composer report-form"
    aria-label="Tulis laporan"
  >
    <h2>{report.reason === null ? 'Tulis laporan' : 'Perbarui laporan'}</h2>
    {refused && <Alert id="problem">{refused.words}</Alert>}
    {FIELDS.map(({ name, label, hint }) => (
      <div key={name} class="field">
        <label for={name}>
          {label} {hint && <span class="hint">{hint}</span>}
        </label>
        <textarea
          id={name}
          name={name}
          rows={2}
          maxlength={LATE_WORDS_MAX}
          dir="auto"
          aria-describedby={refused ? 'problem' : undefined}
        >
          {`\n${refused ? refused.typed.get(name) : (report[name] ?? '')}`}
        </textarea>
      </div>
    ))}
    <p class="hint">Pimpinan menerima alasannya lewat SMS dan membaca semuanya di panel.</p>
    <button type="submit" class="primary">
      Laporkan ke pimpinan
    </button>
  </form>
);

export const lateReportIn = (fields: FormFields): Omit<LateReport, 'ticketId'> => ({
  reason: typedText(fields.get('reason')),
  obstacle: typedText(fields.get('obstacle')),
  plan: typedText(fields.get('plan')),
});
