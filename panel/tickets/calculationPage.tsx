import type { PropsWithChildren } from 'hono/jsx';
import type { ExplainedClock, TicketCalculation } from '../../db/queries/ticketCalculation.ts';
import type { Calculation, CountedDay, CountedSpan } from '../../db/rules/clocks/calculation.ts';
import { CLOCK_LABELS, type ClockName } from '../../db/rules/clocks/clockName.ts';
import type { DayMeaning } from '../../db/rules/clocks/clockSettings.ts';
import { showSpan } from '../../db/rules/clocks/remaining.ts';
import { showMinutes, showTarget, type Target } from '../../db/rules/clocks/target.ts';
import { showClock, showTime } from '../../db/rules/zonedTime.ts';
import type { Frame } from '../views/frame.ts';
import { Page } from '../views/page.tsx';
import { StandingLabel } from './clocks.tsx';

/** "Lihat perhitungan": how each deadline came about, for somebody who wants to check it (R09). */
export const CalculationView = ({ frame, calculation }: { frame: Frame; calculation: TicketCalculation }) => (
  <Page frame={frame} title={`Perhitungan waktu tiket #${calculation.ticketId}`}>
    <p class="crumb">
      <a href={`/tiket/${calculation.ticketId}`}>Tiket #{calculation.ticketId}</a>
    </p>
    <div class="page-head">
      <h1>Perhitungan waktu</h1>
    </div>
    <p class="lead">
      <span dir="auto">{calculation.subject}</span>. Yang dihitung hanya menit jam buka kantor, tanpa
      istirahat, hari libur dan waktu tiket ditunda.
    </p>
    {calculation.clocks.map((clock) => (
      <Explained key={clock.view.clock} frame={frame} clock={clock} calculation={calculation} />
    ))}
  </Page>
);

interface ExplainedProps {
  frame: Frame;
  clock: ExplainedClock;
  calculation: TicketCalculation;
}

const Explained = ({ frame, clock, calculation }: ExplainedProps) => {
  const { view, reading } = clock;
  const time = (atMs: number) => showTime(atMs, frame.timeZone);
  const { uncounted, pushedBack } = clock.calculation;
  return (
    <section class="calculation" aria-label={CLOCK_LABELS[view.clock]}>
      <h2>
        {CLOCK_LABELS[view.clock]} <StandingLabel view={view} />
      </h2>
      <dl class="facts">
        <Line name="Target">{targetWords(view.clock, reading.target, calculation)}</Line>
        <Line name="Mulai">{time(reading.startedAtMs)}</Line>
        {pushedBack && (
          <Line name="Tanpa jeda">
            {`${time(pushedBack.fromMs)}, ditambah ${showMinutes(Math.round(pushedBack.minutes))} jam buka sesudah itu`}
          </Line>
        )}
        <Line name="Batas">
          {reading.dueAtMs === null
            ? `dihentikan sementara, sisa ${showSpan(view.minutes, view.calendar)}; dihitung lagi saat dilanjutkan`
            : time(reading.dueAtMs)}
        </Line>
        {reading.boundAtMs !== null && <Line name="Batas atas">{time(reading.boundAtMs)}</Line>}
        {view.stoppedAtMs !== null && view.spentMinutes !== null && (
          <Line name="Berhenti">
            {`${time(view.stoppedAtMs)}, terpakai ${showSpan(view.spentMinutes, view.calendar)}`}
          </Line>
        )}
      </dl>
      {clock.differs && view.dueAtMs !== null && (
        <p class="hint">
          {`Kalender atau pengaturan sudah berubah sejak tiket selesai. Yang berlaku untuk tiket ini batas ${time(view.dueAtMs)}; uraian di bawah memakai kalender sekarang.`}
        </p>
      )}
      {view.calendar !== 'always' && <Days calculation={clock.calculation} timeZone={frame.timeZone} />}
      {uncounted.length > 0 && (
        <>
          <h3>Tidak dihitung</h3>
          <ul class="lines">
            {uncounted.map(({ why, fromMs, toMs }) => (
              <li
                key={fromMs}
              >{`${time(fromMs)} sampai ${toMs === null ? 'sekarang' : time(toMs)}: ${why}`}</li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
};

const SINCE: Record<ClockName, string> = {
  reply: 'sejak pengaduan masuk sampai balasan petugas diterima jaringan',
  confirmation: 'sejak pengaduan masuk sampai pelapor dibalas dan teknisi ditugaskan',
  repair: 'sejak penugasan pertama sampai selesai',
  leader: 'sejak penugasan pertama; bila lewat, teknisi melapor ke pimpinan',
  pending: 'sejak ditunda; sesudah itu waktu perbaikan berjalan lagi',
};

const MEANINGS: Record<DayMeaning, (dayMinutes: number) => string> = {
  same_time: () => 'hari kerja, pada jam yang sama',
  working_minutes: (dayMinutes) => `hari kerja, masing-masing ${showMinutes(dayMinutes)} jam buka`,
  end_of_day: () => 'hari kerja, sampai kantor tutup',
  calendar_days: () => 'hari kalender',
};

function targetWords(
  clock: ClockName,
  target: Target,
  { dayMeaning, dayMinutes }: TicketCalculation,
): string {
  if (target.unit === 'minutes') return `${showTarget(target)} jam buka, ${SINCE[clock]}`;
  const meaning = clock === 'pending' ? 'hari kalender' : MEANINGS[dayMeaning](dayMinutes);
  return `${target.amount} ${meaning}, ${SINCE[clock]}`;
}

const Line = ({ name, children }: PropsWithChildren<{ name: string }>) => (
  <div class="fact">
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
);

const Days = ({ calculation, timeZone }: { calculation: Calculation; timeZone: string }) => (
  <table class="segments">
    <thead>
      <tr>
        <th scope="col">Tanggal</th>
        <th scope="col">Jam yang dihitung sampai batas</th>
        <th scope="col" class="amount">
          Menit
        </th>
        <th scope="col" class="sum">
          Jumlah
        </th>
      </tr>
    </thead>
    <tbody>
      {calculation.days.map((day) => (
        <Day key={day.date} day={day} timeZone={timeZone} />
      ))}
    </tbody>
    <tfoot>
      <tr>
        <th scope="row" colspan={3}>
          Jumlah menit jam buka
        </th>
        <td class="sum">{showMinutes(Math.round(calculation.sumMinutes))}</td>
      </tr>
    </tfoot>
  </table>
);

const Day = ({ day, timeZone }: { day: CountedDay; timeZone: string }) => {
  const date = (
    <>
      {dateWords(day.date)}
      {day.dayNumber !== null && <small class="hint"> hari ke-{day.dayNumber}</small>}
    </>
  );
  if (day.spans.length === 0)
    return (
      <tr class="closed">
        <th scope="row">{date}</th>
        <td colspan={3}>{closedWords(day)}</td>
      </tr>
    );
  return (
    <>
      {day.spans.map((span, i) => (
        <tr key={span.fromMs}>
          <th scope="row">{i === 0 ? date : <span class="sr">{dateWords(day.date)}</span>}</th>
          <td>
            {hours(span, timeZone)}
            {i === 0 && day.closedFor.length > 0 && <small class="hint"> ({day.closedFor.join(', ')})</small>}
          </td>
          <td class="amount">{Math.round(span.sumMinutes) - Math.round(span.sumMinutes - span.minutes)}</td>
          <td class="sum">{Math.round(span.sumMinutes)}</td>
        </tr>
      ))}
    </>
  );
};

const WEEKDAYS = ['Min', 'Sen', 'Sel', 'Rab', 'Kam', 'Jum', 'Sab'];

/** `Jum 16/01` */
function dateWords(date: string): string {
  const [, month, day] = date.split('-');
  return `${WEEKDAYS[new Date(`${date}T00:00:00Z`).getUTCDay()] ?? ''} ${day}/${month}`;
}

const closedWords = ({ closed, closedFor }: CountedDay): string => {
  if (closedFor.length > 0) return `libur: ${closedFor.join(', ')}`;
  return closed ? 'kantor tutup' : 'tidak ada jam buka yang dihitung';
};

const hours = ({ fromMs, toMs }: CountedSpan, timeZone: string): string =>
  `${showClock(fromMs, timeZone)}–${showClock(toMs, timeZone)}`;
