import { showClock } from '../../db/rules/zonedTime.ts';
import { gradeOf, outagesOf, runsOf, type SignalSample } from './signal.ts';

const DAY_MS = 24 * 3_600_000;
const STEP_MS = 6 * 3_600_000;
const WIDTH = 480;
const HEIGHT = 108;
/** The plot within the drawing; the rest holds the labels. */
const LEFT = 34;
const TOP = 6;
const BOTTOM = HEIGHT - 18;
const STRONG_DBM = -51;
const WEAK_DBM = -113;
/** How long a sample without neighbours is drawn. */
const ALONE_MS = 2 * 60_000;
const LINES_DBM = [-70, -90, -110];

interface SignalChartProps {
  samples: readonly SignalSample[];
  nowMs: number;
  timeZone: string;
}

/** The signal of the last day: a line, its outages as a ground, and the words that say the same. */
export const SignalChart = (props: SignalChartProps) => (
  <figure class="chart">
    <figcaption>Sinyal 24 jam terakhir: {summaryOf(props.samples, props.nowMs)}</figcaption>
    {props.samples.length > 0 && <Plot {...props} />}
  </figure>
);

const Plot = ({ samples, nowMs, timeZone }: SignalChartProps) => {
  const x = (atMs: number): number => round(LEFT + ((atMs - (nowMs - DAY_MS)) / DAY_MS) * (WIDTH - LEFT));
  const y = (dbm: number): number =>
    round(TOP + ((STRONG_DBM - clamp(dbm)) / (STRONG_DBM - WEAK_DBM)) * (BOTTOM - TOP));
  const hours = [4, 3, 2, 1].map((n) => nowMs - n * STEP_MS);
  return (
    <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true" focusable="false">
      {outagesOf(samples, nowMs).map(({ fromMs, toMs }) => (
        <rect
          key={fromMs}
          class="chart-outage"
          x={x(fromMs)}
          y={TOP}
          width={Math.max(2, x(toMs) - x(fromMs))}
          height={BOTTOM - TOP}
        />
      ))}
      {LINES_DBM.map((dbm) => (
        <g key={dbm}>
          <line class="chart-grid" x1={LEFT} x2={WIDTH} y1={y(dbm)} y2={y(dbm)} />
          <text class="chart-label" x={LEFT - 6} y={y(dbm) + 4} text-anchor="end">
            {String(dbm).replace('-', '−')}
          </text>
        </g>
      ))}
      {hours.map((atMs, i) => (
        <text
          key={atMs}
          class="chart-label"
          x={x(atMs)}
          y={HEIGHT - 4}
          text-anchor={i === 0 ? 'start' : 'middle'}
        >
          {showClock(atMs, timeZone)}
        </text>
      ))}
      {runsOf(samples).map((run) => (
        <polyline
          key={run[0]?.atMs}
          class="chart-line"
          points={widened(run)
            .map(({ atMs, dbm }) => `${x(atMs)},${y(dbm)}`)
            .join(' ')}
        />
      ))}
    </svg>
  );
};

/** One sample alone would be a line without length. */
const widened = (run: { atMs: number; dbm: number }[]): { atMs: number; dbm: number }[] =>
  run.length === 1
    ? run.flatMap(({ atMs, dbm }) => [
        { atMs, dbm },
        { atMs: atMs + ALONE_MS, dbm },
      ])
    : run;

const round = (value: number): number => Math.round(value * 10) / 10;
const clamp = (dbm: number): number => Math.min(STRONG_DBM, Math.max(WEAK_DBM, dbm));
const dbmWords = (dbm: number): string => `${String(dbm).replace('-', '−')} dBm`;

function summaryOf(samples: readonly SignalSample[], nowMs: number): string {
  const values = samples.flatMap(({ dbm }) => dbm ?? []);
  if (values.length === 0) return 'belum ada yang terukur.';
  const low = Math.min(...values);
  const high = Math.max(...values);
  const range = low === high ? dbmWords(low) : `${dbmWords(low)} sampai ${dbmWords(high)}`;
  const outages = outagesOf(samples, nowMs);
  const lostMs = outages.reduce((sum, { fromMs, toMs }) => sum + toMs - fromMs, 0);
  const lost =
    outages.length === 0
      ? 'jaringan tidak pernah hilang'
      : `jaringan hilang ${outages.length} kali, ${durationWords(lostMs)}`;
  return `${range}; ${lost}.`;
}

function durationWords(ms: number): string {
  const minutes = Math.max(1, Math.round(ms / 60_000));
  return minutes < 60 ? `${minutes} menit` : `${Math.floor(minutes / 60)} jam ${minutes % 60} menit`;
}

/** Four bars, always beside the number and the word. */
export const SignalBars = ({ dbm }: { dbm: number }) => {
  const { bars } = gradeOf(dbm);
  return (
    <svg class="bars" viewBox="0 0 18 14" aria-hidden="true" focusable="false">
      {[1, 2, 3, 4].map((n) => (
        <rect
          key={n}
          class={n <= bars ? 'bar on' : 'bar'}
          x={(n - 1) * 4.5}
          y={14 - n * 3.4}
          width="3.4"
          height={n * 3.4}
          rx="0.6"
        />
      ))}
    </svg>
  );
};
