import { Shape } from '../views/shape.tsx';
import { Ago, type Moment } from '../views/time.tsx';

/** From a complaint's arrival to the first answer of an admin (SOP 6). */
const FIRST_REPLY_MS = 30 * 60_000;

export const FIRST_REPLY_LIMIT = 'paling lama 30 menit pada jam kerja';

interface Unanswered {
  awaitsReply: boolean;
  firstReplyAtMs: number | null;
  createdAtMs: number;
}

/**
 * Whether it has had no answer for longer than the SOP's half hour, by the clock on the wall. That is not yet "late":
 * the hours in which the office is closed do not count, and are not known here.
 */
export const waitsLong = (ticket: Unanswered, nowMs: number): boolean =>
  ticket.awaitsReply && ticket.firstReplyAtMs === null && nowMs - ticket.createdAtMs > FIRST_REPLY_MS;

export const AwaitsReplyMark = () => (
  <span class="mark">
    <Shape name="up" />
    perlu dijawab
  </span>
);

/** How long ago it arrived, marked once it waits long. */
export const Arrived = ({ ticket, ...moment }: { ticket: Unanswered } & Omit<Moment, 'atMs'>) => {
  const ago = <Ago atMs={ticket.createdAtMs} {...moment} />;
  if (!waitsLong(ticket, moment.nowMs)) return ago;
  return (
    <span class="mark waits-long">
      <Shape name="clock" />
      {ago}
    </span>
  );
};
