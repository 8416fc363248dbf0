import type { LateClock, LateTicket } from '../../db/queries/lateTickets.ts';
import { CLOCK_LABELS } from '../../db/rules/clocks/clockName.ts';
import { showSpan } from '../../db/rules/clocks/remaining.ts';
import { may } from '../../db/rules/permissions.ts';
import { showTime } from '../../db/rules/zonedTime.ts';
import type { Frame } from '../views/frame.ts';
import { PriorityLabel, StatusLabel } from '../views/labels.tsx';
import { Page } from '../views/page.tsx';
import { reporterWords } from '../views/reporter.tsx';
import { Shape } from '../views/shape.tsx';

/** All that is past a deadline: which clock, by how much, whose it is, and why. */
export const LateView = ({ frame, late }: { frame: Frame; late: readonly LateTicket[] }) => {
  const everybody = may(frame.actor, 'seeLate');
  return (
    <Page frame={frame} title="Terlambat" live={{ path: '/terlambat', main: '#late' }}>
      <div class="page-head">
        <h1>Terlambat</h1>
      </div>
      <section id="late" aria-label="Tiket terlambat">
        {late.length === 0 ? (
          <p class="empty">
            Tidak ada {everybody ? 'tiket' : 'tiket Anda'} yang melewati batas waktu. Tiket muncul di sini
            begitu salah satu batasnya lewat, dan hilang bila sudah dibalas, ditugaskan atau selesai.
          </p>
        ) : (
          <table class="late-table">
            <thead>
              <tr>
                <th scope="col">Tiket</th>
                <th scope="col">Terlambat</th>
                {everybody && <th scope="col">Teknisi</th>}
                <th scope="col">Keadaan</th>
                <th scope="col">Alasan</th>
              </tr>
            </thead>
            <tbody>
              {late.map((ticket) => (
                <Row key={ticket.id} frame={frame} ticket={ticket} everybody={everybody} />
              ))}
            </tbody>
          </table>
        )}
      </section>
    </Page>
  );
};

const Row = ({ frame, ticket, everybody }: { frame: Frame; ticket: LateTicket; everybody: boolean }) => (
  <tr>
    <th scope="row">
      <a href={`/tiket/${ticket.id}`}>
        <span class="number">#{ticket.id}</span> <span dir="auto">{reporterWords(ticket)}</span>
      </a>
      <span class="late-subject" dir="auto">
        {ticket.subject}
      </span>
    </th>
    <td>
      <ul>
        {ticket.clocks.map((clock) => (
          <li key={clock.clock}>
            <LateBy clock={clock} timeZone={frame.timeZone} />
          </li>
        ))}
      </ul>
    </td>
    {everybody && (
      <td data-label="Teknisi" dir="auto">
        {ticket.technician ?? <span class="none">belum ditugaskan</span>}
      </td>
    )}
    <td data-label="Keadaan">
      <StatusLabel status={ticket.status} /> <PriorityLabel priority={ticket.priority} />
    </td>
    <td data-label="Alasan" dir="auto">
      <Reason ticket={ticket} />
    </td>
  </tr>
);

const LateBy = ({ clock, timeZone }: { clock: LateClock; timeZone: string }) => (
  <span class={`standing standing-${clock.standing}`} title={`batas ${showTime(clock.dueAtMs, timeZone)}`}>
    <Shape name="up" />
    {CLOCK_LABELS[clock.clock]} {showSpan(clock.minutes, clock.calendar)}
  </span>
);

const Reason = ({ ticket: { report } }: { ticket: LateTicket }) => {
  if (report === null) return <span class="none">belum diminta</span>;
  if (report.reason === null) return <strong>laporan belum ditulis</strong>;
  return (
    <>
      {report.reason}{' '}
      {report.acknowledgedAtMs !== null && <small class="none">(sudah diketahui pimpinan)</small>}
    </>
  );
};
