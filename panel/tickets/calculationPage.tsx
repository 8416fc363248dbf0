import type { ExplainedClock, TicketCalculation } from '../../db/queries/ticketCalculation.ts';
import type { CountedDay, CountedSpan } from '../../db/rules/clocks/calculation.ts';
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
  const { days, sumMinutes, uncounted } = clock.calculation;
  return (
    <section class="calculation" aria-label={CLOCK_LABELS[view.clock]}>
      <h2>
        {CLOCK_LABELS[view.clock]} <StandingLabel view={view} />
      </h2>
      <p>
        {`${targetSentence(view.clock, reading.target, calculation)} Mulai ${time(reading.startedAtMs)}. `}
        {reading.dueAtMs === null
          ? `Dihentikan sementara; sudah terpakai ${showMinutes(sumMinutes)}. Batasnya dihitung lagi saat dilanjutkan.`
          : `Batas ${time(reading.dueAtMs)}.`}
        {reading.boundAtMs !== null && ` Batas atas ${time(reading.boundAtMs)}.`}
        {view.stoppedAtMs !== null &&
          view.spentMinutes !== null &&
          ` Berhenti ${time(view.stoppedAtMs)}, terpakai ${showSpan(view.spentMinutes, view.calendar)}.`}
      </p>
      {clock.differs && view.dueAtMs !== null && (
        <p class="hint">
          {`Kalender atau pengaturan sudah berubah sejak tiket selesai. Yang berlaku untuk tiket ini batas ${time(view.dueAtMs)}; uraian di bawah memakai kalender sekarang.`}
        </p>
      )}
      {view.calendar !== 'always' && <Days days={days} timeZone={frame.timeZone} sumMinutes={sumMinutes} />}
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

function targetSentence(
  clock: ClockName,
  target: Target,
  { dayMeaning, dayMinutes }: TicketCalculation,
): string {
  if (target.unit === 'minutes') return `Target ${showTarget(target)} jam buka, ${SINCE[clock]}.`;
  const meaning = clock === 'pending' ? 'hari kalender' : MEANINGS[dayMeaning](dayMinutes);
  return `Target ${target.amount} ${meaning}, ${SINCE[clock]}.`;
}

interface DaysProps {
  days: readonly CountedDay[];
  timeZone: string;
  sumMinutes: number;
}

const Days = ({ days, timeZone, sumMinutes }: DaysProps) => (
  <table class="segments">
    <thead>
      <tr>
        <th scope="col">Tanggal</th>
        <th scope="col">Jam yang dihitung</th>
        <th scope="col" class="amount">
          Menit
        </th>
        <th scope="col" class="sum">
          Jumlah
        </th>
      </tr>
    </thead>
    <tbody>
      {days.map((day) => (
        <Day key={day.date} day={day} timeZone={timeZone} />
      ))}
    </tbody>
    <tfoot>
      <tr>
        <th scope="row" colspan={2}>
          Jumlah
        </th>
        <td class="amount">{amount(sumMinutes)}</td>
        <td class="sum">{showMinutes(sumMinutes)}</td>
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
          <td class="amount">{amount(span.minutes)}</td>
          <td class="sum">{amount(span.sumMinutes)}</td>
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

/** Whole minutes, or one decimal where seconds count. */
const amount = (minutes: number): string =>
  Number.isInteger(minutes) ? String(minutes) : minutes.toFixed(1).replace('.', ',');
