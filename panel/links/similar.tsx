import type { SimilarTicket } from '../../db/queries/similarTickets.ts';
import { showClock } from '../../db/rules/zonedTime.ts';
import { ActionButton } from '../views/actionButton.tsx';
import { StatusLabel } from '../views/labels.tsx';
import { Shape } from '../views/shape.tsx';

interface SimilarProps {
  ticket: { id: number };
  similar: readonly SimilarTicket[];
  timeZone: string;
}

const WHY: Record<SimilarTicket['why'], string> = {
  unit: 'SKPD yang sama',
  district: 'kecamatan dan kategori yang sama',
};

/** The newer one goes into the older, whichever of the two is looked at. */
const mergePath = (ticketId: number, other: number): string =>
  `/tiket/${Math.max(ticketId, other)}/gabung/${Math.min(ticketId, other)}`;

const mergeWords = (ticketId: number, other: number): string =>
  other < ticketId ? `Gabungkan ke #${other}` : `Gabungkan #${other} ke sini`;

/** Other open tickets that may be about the same disturbance, each merged with one click. */
export const SimilarList = ({ ticket, similar, timeZone }: SimilarProps) => (
  <div class="similar">
    <h2>
      <Shape name="warning" /> Mungkin gangguan yang sama
    </h2>
    <ul class="plain">
      {similar.map((other) => (
        <li key={other.id}>
          <a href={`/tiket/${other.id}`}>
            #{other.id} <span dir="auto">{other.subject}</span>
          </a>
          <StatusLabel status={other.status} />
          <small>
            <span dir="auto">{other.unit}</span>, masuk {showClock(other.createdAtMs, timeZone)} (
            {WHY[other.why]})
          </small>
          <ActionButton action={mergePath(ticket.id, other.id)} class="small">
            {mergeWords(ticket.id, other.id)}
          </ActionButton>
        </li>
      ))}
    </ul>
  </div>
);

/** The same as one line beneath the newer ticket's row in the list; undone on its page. */
export const SimilarLine = ({ ticket, similar }: Omit<SimilarProps, 'timeZone'>) => {
  const [first, ...more] = similar.filter(({ id }) => id < ticket.id);
  if (!first) return null;
  return (
    <form method="post" class="similar-line" action={mergePath(ticket.id, first.id)}>
      <span>
        <Shape name="warning" /> mungkin gangguan yang sama dengan{' '}
        <a href={`/tiket/${first.id}`}>
          #{first.id} <span dir="auto">{first.unit}</span>
        </a>
        {more.length > 0 && ` dan ${more.length} lainnya`}
      </span>
      <button type="submit" class="small">
        {mergeWords(ticket.id, first.id)}
      </button>
    </form>
  );
};
