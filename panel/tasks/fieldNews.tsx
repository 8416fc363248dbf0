import type { FieldNews, NewsKind } from '../../db/queries/fieldNews.ts';
import { showClock } from '../../db/rules/zonedTime.ts';
import { Shape, type ShapeName } from '../views/shape.tsx';

const WORDS: Record<NewsKind, { shape: ShapeName; words: string }> = {
  departed: { shape: 'arrow', words: 'berangkat' },
  arrived: { shape: 'dot', words: 'tiba di lokasi' },
  pended: { shape: 'pause', words: 'menunda' },
  declined: { shape: 'cross', words: 'menolak' },
  closed: { shape: 'done', words: 'menyelesaikan' },
};

/** What technicians report to the operator, read out as it comes in; nothing is drawn while there is none. */
export const FieldNewsList = ({ news, timeZone }: { news: readonly FieldNews[]; timeZone: string }) => (
  <ul id="field-news" class="field-news" aria-live="polite" aria-label="Laporan teknisi">
    {news.map(({ ticketId, kind, atMs, technician, unit }) => (
      <li key={`${ticketId}-${kind}-${atMs}`} class={`news-${kind}`}>
        <a href={`/tiket/${ticketId}`}>
          <span class="number">{showClock(atMs, timeZone)}</span> <Shape name={WORDS[kind].shape} />{' '}
          <span dir="auto">{technician}</span> {WORDS[kind].words} #{ticketId} <span dir="auto">{unit}</span>
        </a>
      </li>
    ))}
  </ul>
);

interface Travel {
  status: string;
  departedAtMs: number | null;
  arrivedAtMs: number | null;
}

/** Where the technician is with a ticket, as far as is known: `berangkat 13.05`, `tiba 13.40`. */
export const TravelMark = ({ ticket, timeZone }: { ticket: Travel; timeZone: string }) => {
  const { status, departedAtMs, arrivedAtMs } = ticket;
  if (status !== 'in_progress') return null;
  const [shape, words, atMs] =
    arrivedAtMs === null
      ? (['arrow', 'berangkat', departedAtMs] as const)
      : (['dot', 'tiba', arrivedAtMs] as const);
  return atMs === null ? null : (
    <span class="travel">
      <Shape name={shape} />
      {words} {showClock(atMs, timeZone)}
    </span>
  );
};
