import type { LeaderReport } from '../../db/queries/leaderReports.ts';
import { type Actor, may } from '../../db/rules/permissions.ts';
import { showPhoneNumber } from '../../db/rules/phoneNumber.ts';
import { PRIORITY_LABELS } from '../../db/rules/priority.ts';
import { showTime } from '../../db/rules/zonedTime.ts';
import type { FormFields } from '../http/formFields.ts';
import type { Frame } from '../views/frame.ts';
import { Notice } from '../views/notices.tsx';
import { Page } from '../views/page.tsx';
import { ReportForm } from './reportForm.tsx';

interface ReportProps {
  frame: Frame;
  report: LeaderReport;
  notice: string | undefined;
  refused: { typed: FormFields; words: string } | undefined;
}

/** One "Laporan ke pimpinan": written by whoever works on the ticket, and a sheet of paper when it is printed. */
export const ReportView = ({ frame, report, notice, refused }: ReportProps) => (
  <Page frame={frame} title={`Laporan ke pimpinan, tiket #${report.ticketId}`}>
    <p class="crumb">
      <a href={`/tiket/${report.ticketId}`}>Tiket #{report.ticketId}</a>
    </p>
    <div role="status">{notice && <Notice>{notice}</Notice>}</div>
    {mayWrite(frame.actor, report) && <ReportForm report={report} refused={refused} />}
    <Sheet frame={frame} report={report} />
    <p class="hint print-hint">Cetak dengan Ctrl+P: hanya lembar ini yang tercetak.</p>
  </Page>
);

const mayWrite = (actor: Actor, { open, technicianId }: LeaderReport): boolean =>
  open && (may(actor, 'reportLateAny') || (may(actor, 'reportLateOwn') && technicianId === actor.userId));

const Sheet = ({ frame, report }: { frame: Frame; report: LeaderReport }) => {
  const time = (atMs: number | null) => (atMs === null ? '-' : showTime(atMs, frame.timeZone));
  const reporter = [report.reporterName, report.reporterPhone && showPhoneNumber(report.reporterPhone)]
    .filter(Boolean)
    .join(', ');
  return (
    <article class="sheet">
      <h1>Laporan ke pimpinan</h1>
      <p class="sheet-lead">Pengaduan yang belum selesai pada batas waktunya</p>
      <table>
        <tbody>
          <Row name="Nomor tiket">{report.ticketId}</Row>
          <Row name="SKPD">{report.unitName ?? report.unit ?? '-'}</Row>
          <Row name="Pelapor">{reporter || '-'}</Row>
          <Row name="Uraian">{report.subject}</Row>
          <Row name="Kategori">{report.category ?? '-'}</Row>
          <Row name="Tempat">{report.place ?? '-'}</Row>
          <Row name="Prioritas">{PRIORITY_LABELS[report.priority]}</Row>
          <Row name="Pengaduan masuk">{time(report.createdAtMs)}</Row>
          <Row name="Ditugaskan">{time(report.assignedAtMs)}</Row>
          <Row name="Melewati batas">{time(report.passedAtMs)}</Row>
          <Row name="Selesai">{time(report.closedAtMs)}</Row>
          <Row name="Teknisi">{report.technician ?? '-'}</Row>
          <Row name="Alasan">{report.reason ?? 'belum ditulis'}</Row>
          <Row name="Kendala">{report.obstacle ?? '-'}</Row>
          <Row name="Rencana">{report.plan ?? '-'}</Row>
          <Row name="Arahan pimpinan">{report.instruction ?? '-'}</Row>
        </tbody>
      </table>
      <div class="signatures">
        <div>
          <p>Mengetahui,</p>
          <p>Pimpinan</p>
          <p class="signature">{report.acknowledgedBy ?? ''}</p>
          <p class="hint">{report.acknowledgedAtMs === null ? '' : time(report.acknowledgedAtMs)}</p>
        </div>
        <div>
          <p>&nbsp;</p>
          <p>Teknisi</p>
          <p class="signature">{report.technician ?? ''}</p>
          <p class="hint">{report.reportedAtMs === null ? '' : time(report.reportedAtMs)}</p>
        </div>
      </div>
    </article>
  );
};

const Row = ({ name, children }: { name: string; children?: unknown }) => (
  <tr>
    <th scope="row">{name}</th>
    <td dir="auto">{children}</td>
  </tr>
);
