import type { PropsWithChildren } from 'hono/jsx';
import type { JSX } from 'hono/jsx/jsx-runtime';
import type { TicketPage } from '../../db/queries/ticketPage.ts';
import { may } from '../../db/rules/permissions.ts';
import { showPhoneNumber } from '../../db/rules/phoneNumber.ts';
import { showDate } from '../../db/rules/zonedTime.ts';
import type { Frame } from '../views/frame.ts';
import { StatusLabel } from '../views/labels.tsx';
import { PhoneLink } from '../views/reporter.tsx';
import { At } from '../views/time.tsx';
import { EVENT_WORDS } from '../views/words.ts';

interface FactsProps {
  frame: Frame;
  ticket: TicketPage;
}

export const Facts = ({ frame, ticket }: FactsProps) => {
  const time = (atMs: number) => <At atMs={atMs} nowMs={frame.nowMs} timeZone={frame.timeZone} />;
  return (
    <section id="facts" class="facts" aria-label="Keterangan tiket">
      <dl>
        <Fact name="Pelapor">
          {ticket.reporterName && <div dir="auto">{ticket.reporterName}</div>}
          <PhoneLink phone={ticket.reporterPhone} class="number" />
        </Fact>
        <Fact name="SKPD">
          {ticket.unit ? (
            <span dir="auto">
              {may(frame.actor, 'seeDirectory') ? (
                <a href={`/direktori/skpd/${ticket.unit.id}`}>{ticket.unit.name}</a>
              ) : (
                ticket.unit.name
              )}
              {ticket.unit.district && `, ${ticket.unit.district}`}
            </span>
          ) : (
            <span class="none">belum dikenal</span>
          )}
        </Fact>
        {ticket.category && <Fact name="Kategori">{ticket.category}</Fact>}
        {ticket.place && (
          <Fact name="Tempat">
            <span dir="auto">{ticket.place}</span>
          </Fact>
        )}
        <Fact name="Teknisi">
          {ticket.technician ? (
            <span dir="auto">{ticket.technician.name}</span>
          ) : (
            <span class="none">belum ditugaskan</span>
          )}
        </Fact>
        <Fact name="Masuk">{time(ticket.createdAtMs)}</Fact>
        <Fact name="Balasan pertama">{firstReply(ticket, time)}</Fact>
        {ticket.assignedAtMs !== null && <Fact name="Ditugaskan">{time(ticket.assignedAtMs)}</Fact>}
        {ticket.scheduledAtMs !== null && ticket.open && (
          <Fact name="Kunjungan">{time(ticket.scheduledAtMs)}</Fact>
        )}
        {ticket.departedAtMs !== null && <Fact name="Berangkat">{time(ticket.departedAtMs)}</Fact>}
        {ticket.arrivedAtMs !== null && <Fact name="Tiba">{time(ticket.arrivedAtMs)}</Fact>}
        {ticket.pendingSinceMs !== null && (
          <Fact name="Ditunda">
            {time(ticket.pendingSinceMs)}
            <div dir="auto">{ticket.pendingNote}</div>
            {ticket.pendingUntil && <div>perkiraan {showDate(ticket.pendingUntil)}</div>}
          </Fact>
        )}
        {ticket.reopenedCount > 0 && <Fact name="Dibuka kembali">{ticket.reopenedCount} kali</Fact>}
        {ticket.closedAtMs !== null && <Fact name="Selesai">{time(ticket.closedAtMs)}</Fact>}
        {ticket.rating !== null && <Fact name="Penilaian">{ticket.rating} dari 5</Fact>}
        {ticket.closingNote && (
          <Fact name="Catatan">
            <span class="wording" dir="auto">
              {ticket.closingNote}
            </span>
          </Fact>
        )}
      </dl>
      {ticket.otherOpen.length > 0 && (
        <>
          <h2>Tiket terbuka lain {ticket.unit ? 'dari SKPD ini' : 'dari nomor ini'}</h2>
          <ul class="plain">
            {ticket.otherOpen.map((other) => (
              <li key={other.id}>
                <a href={`/tiket/${other.id}`}>
                  #{other.id} <span dir="auto">{other.subject}</span>
                </a>{' '}
                <StatusLabel status={other.status} />
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
};

/** The click does not count: the answer is given when the network has taken it (DESIGN 24). */
function firstReply(ticket: TicketPage, time: (atMs: number) => JSX.Element) {
  if (ticket.firstReplyAtMs !== null) return time(ticket.firstReplyAtMs);
  const written = ticket.conversation.some(({ kind }) => kind === 'reply' || kind === 'confirmation');
  return <span class="none">{written ? 'sudah ditulis, belum terkirim' : 'belum ada'}</span>;
}

const Fact = ({ name, children }: PropsWithChildren<{ name: string }>) => (
  <div>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
);

export const History = ({ frame, ticket }: FactsProps) => (
  <details class="history">
    <summary>Riwayat</summary>
    {may(frame.actor, 'exportHistory') && (
      <p>
        <a class="more" href={`/tiket/${ticket.id}/riwayat.csv`} download>
          Unduh riwayat (CSV)
        </a>
      </p>
    )}
    <ol id="history">
      {ticket.history.map((entry) => (
        <li>
          <At atMs={entry.atMs} nowMs={frame.nowMs} timeZone={frame.timeZone} />
          <span class="wording" dir="auto">
            {EVENT_WORDS[entry.kind](entry.detail)}
          </span>
          <span class="history-who" dir="auto">
            {entry.who === null ? 'Sistem' : showPhoneNumber(entry.who)}
          </span>
        </li>
      ))}
    </ol>
  </details>
);
