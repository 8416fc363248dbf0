import type { LeaderReport } from '../../db/queries/leaderReports.ts';
import { may } from '../../db/rules/permissions.ts';
import type { Frame } from '../views/frame.ts';
import { PriorityLabel, StatusLabel } from '../views/labels.tsx';
import { Alert, Notice } from '../views/notices.tsx';
import { Page } from '../views/page.tsx';
import { reporterWords } from '../views/reporter.tsx';
import { At } from '../views/time.tsx';

/** What was typed for a ticket, and why it was refused. */
export interface RefusedInstruction {
  ticketId: number;
  instruction: string;
  words: string;
}

interface ReportsProps {
  frame: Frame;
  waiting: readonly LeaderReport[];
  done: readonly LeaderReport[];
  notice: string | undefined;
  refused: RefusedInstruction | undefined;
}

/** What was not solved in time and why, for the leader to take note of (SOP 8). */
export const ReportsView = ({ frame, waiting, done, notice, refused }: ReportsProps) => (
  <Page frame={frame} title="Laporan ke pimpinan">
    <div class="page-head">
      <h1>Laporan ke pimpinan</h1>
    </div>
    <div role="status">{notice && <Notice>{notice}</Notice>}</div>
    <section class="reports" aria-label="Menunggu diketahui">
      {waiting.length === 0 ? (
        <p class="empty">
          Tidak ada laporan yang menunggu. Laporan muncul di sini bila sebuah tiket belum selesai pada batas
          laporan ke pimpinan sesudah ditugaskan.
        </p>
      ) : (
        <>
          <h2>Menunggu diketahui</h2>
          {waiting.map((report) => (
            <ReportCard key={report.ticketId} frame={frame} report={report} refused={refused} />
          ))}
        </>
      )}
    </section>
    {done.length > 0 && (
      <section class="reports" aria-label="Sudah diketahui">
        <h2>Sudah diketahui</h2>
        {done.map((report) => (
          <ReportCard key={report.ticketId} frame={frame} report={report} refused={undefined} />
        ))}
      </section>
    )}
  </Page>
);

const ReportCard = ({
  frame,
  report,
  refused,
}: {
  frame: Frame;
  report: LeaderReport;
  refused: ReportsProps['refused'];
}) => {
  const typed = refused?.ticketId === report.ticketId ? refused : undefined;
  const mayAcknowledge = report.acknowledgedAtMs === null && may(frame.actor, 'acknowledgeReports');
  return (
    <article class="card report" id={`laporan-${report.ticketId}`}>
      <header class="message-head">
        <h3>
          <a href={`/tiket/${report.ticketId}`}>
            <span class="number">#{report.ticketId}</span> <span dir="auto">{reporterWords(report)}</span>
          </a>
        </h3>
        <StatusLabel status={report.status} />
        <PriorityLabel priority={report.priority} />
        <a class="apart" href={`/laporan/${report.ticketId}`}>
          Lembar laporan
        </a>
      </header>
      <p dir="auto">{report.subject}</p>
      <ReportFacts frame={frame} report={report} />
      {mayAcknowledge && (
        <form method="post" action={`/laporan/${report.ticketId}/diketahui`} class="change">
          {typed && <Alert id={`problem-${report.ticketId}`}>{typed.words}</Alert>}
          <label for={`instruction-${report.ticketId}`}>
            Arahan <span class="hint">(boleh kosong; dikirim kepada teknisi lewat SMS)</span>
          </label>
          <textarea
            id={`instruction-${report.ticketId}`}
            name="instruction"
            rows={2}
            maxlength={1000}
            dir="auto"
          >
            {`\n${typed?.instruction ?? ''}`}
          </textarea>
          <button type="submit">Diketahui</button>
        </form>
      )}
    </article>
  );
};

/** Reason, obstacle, plan, and what the leader said to it. */
export const ReportFacts = ({ frame, report }: { frame: Frame; report: LeaderReport }) => {
  const time = (atMs: number) => <At atMs={atMs} nowMs={frame.nowMs} timeZone={frame.timeZone} />;
  return (
    <dl class="report-facts">
      <Line name="Teknisi">{report.technician ?? 'belum ditugaskan'}</Line>
      {report.assignedAtMs !== null && <Line name="Ditugaskan">{time(report.assignedAtMs)}</Line>}
      <Line name="Melewati batas">{time(report.passedAtMs)}</Line>
      <Line name="Alasan">{report.reason ?? <strong>belum ditulis teknisi</strong>}</Line>
      {report.obstacle !== null && <Line name="Kendala">{report.obstacle}</Line>}
      {report.plan !== null && <Line name="Rencana">{report.plan}</Line>}
      {report.reportedAtMs !== null && (
        <Line name="Ditulis">
          {report.reportedBy ?? 'sistem'}, {time(report.reportedAtMs)}
        </Line>
      )}
      {report.instruction !== null && <Line name="Arahan">{report.instruction}</Line>}
      {report.acknowledgedAtMs !== null && (
        <Line name="Diketahui">
          {report.acknowledgedBy ?? 'pimpinan'}, {time(report.acknowledgedAtMs)}
        </Line>
      )}
    </dl>
  );
};

const Line = ({ name, children }: { name: string; children?: unknown }) => (
  <div class="fact">
    <dt>{name}</dt>
    <dd dir="auto">{children}</dd>
  </div>
);
