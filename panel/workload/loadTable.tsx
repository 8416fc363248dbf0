import type { TechnicianLoad } from '../../db/queries/technicianLoads.ts';
import { PRIORITIES, PRIORITY_LABELS } from '../../db/rules/priority.ts';
import type { Frame } from '../views/frame.ts';
import { Shape } from '../views/shape.tsx';
import { PlaceWords, showWork } from './loadWords.tsx';

const URGENT_FIRST = [...PRIORITIES].reverse();

/** Who has how much, what of it is due today, and where everybody is; cards on a phone. */
export const LoadTable = ({ frame, loads }: { frame: Frame; loads: readonly TechnicianLoad[] }) => (
  <table class="loads">
    <thead>
      <tr>
        <th scope="col">Teknisi</th>
        {URGENT_FIRST.map((priority) => (
          <th key={priority} scope="col" class="amount">
            {PRIORITY_LABELS[priority]}
          </th>
        ))}
        <th scope="col" class="amount">
          Ditunda
        </th>
        <th scope="col">Jatuh tempo hari ini</th>
        <th scope="col">Antrean kerja</th>
        <th scope="col">Tempat terakhir</th>
      </tr>
    </thead>
    <tbody>
      {loads.map((load) => (
        <Row key={load.id} load={load} frame={frame} />
      ))}
    </tbody>
  </table>
);

const Row = ({ load, frame }: { load: TechnicianLoad; frame: Frame }) => (
  <tr class={load.absence && 'absent'}>
    <th scope="row">
      <a href={`#teknisi-${load.id}`} dir="auto">
        {load.name}
      </a>
      <Presence load={load} />
    </th>
    {URGENT_FIRST.map((priority) => (
      <td key={priority} class="amount" data-label={PRIORITY_LABELS[priority]}>
        <Count number={load.byPriority[priority]} />
      </td>
    ))}
    <td class="amount" data-label="Ditunda">
      <Count number={load.pending} />
    </td>
    <td data-label="Hari ini">
      <DueToday load={load} />
    </td>
    <td data-label="Antrean">
      {load.queuedMinutes > 0 ? `± ${showWork(load.queuedMinutes)}` : <span class="none">–</span>}
    </td>
    <td data-label="Tempat">
      {load.place ? <PlaceWords place={load.place} frame={frame} /> : <span class="none">–</span>}
    </td>
  </tr>
);

const Count = ({ number }: { number: number }) => (
  <span class={number > 0 ? undefined : 'none'}>{number}</span>
);

/** At work, away, away soon, or with as many tickets as allowed. */
export const Presence = ({ load }: { load: TechnicianLoad }) => (
  <>
    {load.absence !== undefined ? (
      <span class="presence presence-away">
        <Shape name="cross" />
        {load.absence}
      </span>
    ) : (
      load.ticketsMax !== null &&
      load.open >= load.ticketsMax && (
        <span class="presence presence-full">
          <Shape name="warning" />
          penuh, {load.open} dari {load.ticketsMax} tiket
        </span>
      )
    )}
    {load.comingAbsence !== undefined && <small class="hint">{load.comingAbsence}</small>}
  </>
);

const DueToday = ({ load }: { load: TechnicianLoad }) => {
  if (load.dueToday + load.late === 0) return <span class="none">–</span>;
  return (
    <>
      {load.late > 0 && (
        <span class="standing standing-late">
          <Shape name="up" />
          {load.late} terlambat
        </span>
      )}
      {load.late > 0 && load.dueToday > 0 && ', '}
      {load.dueToday > 0 && `${load.dueToday} tiket`}
      <small class="hint"> ± {showWork(load.dueMinutes)}</small>
    </>
  );
};
