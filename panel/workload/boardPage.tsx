import type { BoardColumn, BoardTicket, Workload } from '../../db/queries/workload.ts';
import { may } from '../../db/rules/permissions.ts';
import { DueMark } from '../tickets/clocks.tsx';
import { ActionButton } from '../views/actionButton.tsx';
import type { Frame } from '../views/frame.ts';
import { PriorityLabel, StatusLabel } from '../views/labels.tsx';
import { Alert, Notice } from '../views/notices.tsx';
import { Page } from '../views/page.tsx';
import { reporterWords } from '../views/reporter.tsx';
import { LoadTable, Presence } from './loadTable.tsx';
import { EvenIfUnavailable, SuggestionOptions } from './suggestionOptions.tsx';

/** A ticket's "Alihkan ke…", as it was filled in. */
export interface MoveForm {
  technicianId: string;
  seenTechnicianId: string;
  handOver: string;
  evenIfUnavailable: string;
}

interface BoardProps {
  frame: Frame;
  board: Workload;
  notice: string | undefined;
  refused: { ticketId: number; form: MoveForm; words: string } | undefined;
}

type CardContext = Pick<BoardProps, 'frame' | 'refused'>;

/** Technicians by their open tickets; what nobody has yet comes first (SOP 6). */
export const BoardView = ({ frame, board, notice, refused }: BoardProps) => (
  <Page frame={frame} title="Beban teknisi" live={{ path: '/beban', main: '#loads' }}>
    <div class="page-head">
      <h1>Beban teknisi</h1>
      <a href="/beban/ketidakhadiran">Ketidakhadiran</a>
      <a href="/beban/kemampuan">Kemampuan dan batas</a>
    </div>
    <div role="status">{notice && <Notice>{notice}</Notice>}</div>
    <section id="loads" aria-label="Ringkasan beban">
      {board.technicians.length === 0 ? (
        <p class="empty">
          Belum ada teknisi. Teknisi muncul di sini dengan tiket terbukanya setelah akunnya dibuat.
        </p>
      ) : (
        <>
          <LoadTable frame={frame} loads={board.technicians} />
          <p class="hint">
            Hanya tiket terbuka yang dihitung. ± adalah perkiraan waktu kerja: nilai tengah dari Tiba sampai
            Selesai pada kategori yang sama, tanpa tiket yang ditunda.
          </p>
        </>
      )}
    </section>
    <div class="board">
      <Column id="belum" name="Belum ditugaskan" column={board.unassigned} frame={frame} refused={refused}>
        <p class="none">Semua tiket sudah punya teknisi.</p>
      </Column>
      {board.technicians.map((technician) => (
        <Column
          key={technician.id}
          id={`teknisi-${technician.id}`}
          name={technician.name}
          column={technician}
          frame={frame}
          refused={refused}
          beside={<Presence load={technician} />}
        >
          <p class="none">Tidak ada tiket terbuka.</p>
        </Column>
      ))}
    </div>
  </Page>
);

interface ColumnProps extends CardContext {
  id: string;
  name: string;
  column: BoardColumn;
  beside?: unknown;
  /** What is told while it is empty. */
  children?: unknown;
}

const Column = ({ id, name, column, beside, children, ...context }: ColumnProps) => (
  <section id={id} class="board-column" aria-label={name}>
    <h2>
      <span dir="auto">{name}</span> <span class="count">{column.tickets.length + column.more}</span>
    </h2>
    {beside}
    {column.tickets.length === 0 ? (
      children
    ) : (
      <ul>
        {column.tickets.map((ticket) => (
          <Card key={ticket.ticketId} ticket={ticket} {...context} />
        ))}
      </ul>
    )}
    {column.more > 0 && (
      <p class="hint">
        {column.more} tiket lagi ada di <a href="/tiket?daftar=terbuka">daftar tiket</a>.
      </p>
    )}
  </section>
);

const Card = ({ ticket, frame, refused }: CardContext & { ticket: BoardTicket }) => (
  <li
    id={`b-${ticket.ticketId}`}
    class={`board-card ${ticket.priority === 'emergency' ? 'urgent' : ''}`.trimEnd()}
  >
    <a href={`/tiket/${ticket.ticketId}`}>
      <span class="number">#{ticket.ticketId}</span> <span dir="auto">{reporterWords(ticket)}</span>
    </a>
    <p class="board-subject" dir="auto">
      {ticket.subject}
    </p>
    <p class="board-facts">
      <PriorityLabel priority={ticket.priority} />
      <StatusLabel status={ticket.status} />
      <DueMark view={ticket.due} timeZone={frame.timeZone} />
    </p>
    {may(frame.actor, 'assign') && ticket.suggestions.length > 0 && (
      <MoveTicket ticket={ticket} refused={refused?.ticketId === ticket.ticketId ? refused : undefined} />
    )}
  </li>
);

const MoveTicket = ({ ticket, refused }: { ticket: BoardTicket; refused: BoardProps['refused'] }) => {
  const id = (name: string) => `${name}-${ticket.ticketId}`;
  const path = `/beban/${ticket.ticketId}/alihkan`;
  const given = ticket.technicianId !== null;
  const others = ticket.suggestions.filter(({ technicianId }) => technicianId !== ticket.technicianId);
  const [first] = others;
  return (
    <details open={refused !== undefined}>
      <summary>{given ? 'Alihkan ke…' : 'Tugaskan ke…'}</summary>
      <form method="post" action={path}>
        {refused && <Alert id={id('problem')}>{refused.words}</Alert>}
        <input type="hidden" name="seenTechnicianId" value={ticket.technicianId ?? ''} />
        <label for={id('technician')} class="sr">
          Teknisi
        </label>
        <select
          id={id('technician')}
          name="technicianId"
          aria-describedby={refused ? id('problem') : undefined}
        >
          <SuggestionOptions suggestions={others} chosen={refused?.form.technicianId ?? ''} />
        </select>
        {first && first.unavailable === undefined && (
          <p class="hint">
            Disarankan {first.name}: {first.reasons.join(', ')}.
          </p>
        )}
        {given && (
          <>
            <label for={id('note')}>Catatan serah terima</label>
            <input
              id={id('note')}
              name="handOver"
              dir="auto"
              autocomplete="off"
              value={refused?.form.handOver ?? ''}
            />
          </>
        )}
        <EvenIfUnavailable suggestions={others} checked={refused?.form.evenIfUnavailable === 'ya'} />
        <ActionButton action={path}>{given ? 'Alihkan' : 'Tugaskan'}</ActionButton>
      </form>
    </details>
  );
};
