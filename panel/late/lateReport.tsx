import type { LeaderReport } from '../../db/queries/leaderReports.ts';
import { may } from '../../db/rules/permissions.ts';
import type { Frame } from '../views/frame.ts';
import { Shape } from '../views/shape.tsx';

/** On the ticket's page: that it is past the leader's limit, and what was reported (SOP 8). */
export const LateReportNote = ({ frame, report }: { frame: Frame; report: LeaderReport | undefined }) => {
  if (!report) return <section id="late-report" hidden></section>;
  const written = report.reason !== null;
  const leads = may(frame.actor, 'acknowledgeReports') && report.acknowledgedAtMs === null;
  return (
    <section
      id="late-report"
      class={`late-report ${written ? 'explained' : ''}`}
      aria-label="Laporan ke pimpinan"
    >
      <h2>
        <Shape name={written ? 'done' : 'up'} /> Laporan ke pimpinan
      </h2>
      <p dir="auto">
        {written ? report.reason : 'Belum ditulis. Tanpa alasan, tiket ini tidak dapat diselesaikan.'}
      </p>
      {report.instruction !== null && <p dir="auto">Arahan: {report.instruction}</p>}
      <p>
        <a class="more" href={leads ? `/laporan#laporan-${report.ticketId}` : `/laporan/${report.ticketId}`}>
          {leads ? 'Ketahui laporan' : written || !report.open ? 'Lihat laporan' : 'Tulis laporan'}
        </a>
      </p>
    </section>
  );
};
