import type { ClockView } from '../../db/queries/ticketClocks.ts';
import { CLOCK_LABELS } from '../../db/rules/clocks/clockName.ts';
import { type Standing, showShortSpan, showSpan } from '../../db/rules/clocks/remaining.ts';
import { readTarget, showTarget } from '../../db/rules/clocks/target.ts';
import { showTime } from '../../db/rules/zonedTime.ts';
import type { Frame } from '../views/frame.ts';
import { Shape, type ShapeName } from '../views/shape.tsx';
import { At } from '../views/time.tsx';

const SHAPES: Record<Standing, ShapeName> = {
  calm: 'clock',
  near: 'clock',
  over: 'up',
  late: 'up',
  paused: 'pause',
  met: 'done',
  within_bound: 'half',
  missed: 'cross',
  unjudged: 'dash',
};

/** How a clock stands, in a few words. */
function standingWords({ standing, clock }: ClockView, span: string): string {
  switch (standing) {
    case 'calm':
    case 'near':
      return `sisa ${span}`;
    case 'over':
      return `lewat ${span}`;
    case 'late':
      return clock === 'pending' ? `habis ${span} lalu` : `terlambat ${span}`;
    case 'paused':
      return 'dihentikan sementara';
    case 'met':
      return 'sesuai target';
    case 'within_bound':
      return 'lewat target, dalam batas atas';
    case 'missed':
      return 'tidak sesuai target';
    case 'unjudged':
      return 'tidak dinilai';
  }
}

export const StandingLabel = ({ view }: { view: ClockView }) => (
  <span class={`standing standing-${view.standing}`}>
    <Shape name={SHAPES[view.standing]} />
    {standingWords(view, showSpan(view.minutes, view.calendar))}
  </span>
);

/** In a list or on a card: the one clock that presses most, and the exact time to point at. */
export const DueMark = ({ view, timeZone }: { view: ClockView | undefined; timeZone: string }) =>
  view === undefined ? null : (
    <span class={`due standing standing-${view.standing}`} title={exactly(view, timeZone)}>
      <Shape name={SHAPES[view.standing]} />
      {standingWords(view, showShortSpan(view.minutes, view.calendar))}
      <span class="sr"> ({CLOCK_LABELS[view.clock].toLowerCase()})</span>
    </span>
  );

/** In words that hold tomorrow, too; on paper these are what is printed. */
const exactly = (view: ClockView, timeZone: string): string =>
  `${CLOCK_LABELS[view.clock]}: ${view.dueAtMs === null ? standingWords(view, '') : `batas ${showTime(view.dueAtMs, timeZone)}`}`;

interface ClocksProps {
  frame: Frame;
  ticketId: number;
  clocks: readonly ClockView[];
}

/** A ticket's clocks, each with its limit, what is left of it or what became of it (DESIGN 23, 24). */
export const Clocks = ({ frame, ticketId, clocks }: ClocksProps) => (
  <section id="clocks" class="clocks" aria-label="Batas waktu">
    <h2>Batas waktu</h2>
    <dl>
      {clocks.map((view) => (
        <div key={view.clock}>
          <dt>
            {CLOCK_LABELS[view.clock]} <small>{targetWords(view)}</small>
          </dt>
          <dd>
            <StandingLabel view={view} />
            <small>
              <Limit view={view} frame={frame} />
            </small>
          </dd>
        </div>
      ))}
    </dl>
    <p>
      <a class="more" href={`/tiket/${ticketId}/perhitungan`}>
        Lihat perhitungan
      </a>
    </p>
  </section>
);

const targetWords = ({ target, calendar, clock }: ClockView): string => {
  const read = readTarget(target);
  if (!read) return target;
  const kind = read.unit === 'minutes' ? '' : calendar === 'always' ? ' kalender' : ' kerja';
  return `${clock === 'leader' ? 'sesudah ' : ''}${showTarget(read)}${kind}`;
};

const Limit = ({ view, frame }: { view: ClockView; frame: Frame }) => {
  const time = (atMs: number) => <At atMs={atMs} nowMs={frame.nowMs} timeZone={frame.timeZone} />;
  if (view.state === 'stopped')
    return (
      <>
        {view.spentMinutes !== null && `terpakai ${showSpan(view.spentMinutes, view.calendar)}`}
        {view.dueAtMs !== null && <>, batas {time(view.dueAtMs)}</>}
      </>
    );
  if (view.dueAtMs === null)
    return <>sisa {showSpan(view.minutes, view.calendar)}, batas dihitung lagi saat dilanjutkan</>;
  return (
    <>
      batas {time(view.dueAtMs)}
      {view.boundAtMs !== null && view.standing === 'over' && <>, batas atas {time(view.boundAtMs)}</>}
    </>
  );
};
