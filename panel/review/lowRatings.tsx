import type { LowRating } from '../../db/queries/ratings.ts';
import { ActionButton } from '../views/actionButton.tsx';
import type { Frame } from '../views/frame.ts';
import { Shape } from '../views/shape.tsx';
import { Ago } from '../views/time.tsx';

/** Reporters who are not content: to be looked into by an admin, then ticked off. */
export const LowRatings = ({ ratings, frame }: { ratings: readonly LowRating[]; frame: Frame }) => (
  <ol class="cards" aria-label="Penilaian rendah">
    {ratings.map(({ ticketId, rating, ratedAtMs, subject, unit, technician }) => (
      <li key={ticketId} id={`n-${ticketId}`} class="card">
        <p class="message-head">
          <span class="mark">
            <Shape name="warning" />
            dinilai {rating} dari 5
          </span>
          <b dir="auto">{unit ?? 'Tanpa SKPD'}</b>
          {technician && <span dir="auto">{technician}</span>}
          <Ago atMs={ratedAtMs} nowMs={frame.nowMs} timeZone={frame.timeZone} />
        </p>
        <p class="message-text" dir="auto">
          <a href={`/tiket/${ticketId}`}>
            #{ticketId} {subject}
          </a>
        </p>
        <form class="choices" method="post" action={`/periksa/nilai/${ticketId}`}>
          <ActionButton action={`/periksa/nilai/${ticketId}`}>Sudah ditindaklanjuti</ActionButton>
        </form>
      </li>
    ))}
  </ol>
);
