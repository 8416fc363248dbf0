import type { PublicProgress } from '../../db/publicTicket.ts';
import { REPORTER_STAGES } from '../../db/rules/access/reporterStage.ts';
import { showTime } from '../../db/rules/zonedTime.ts';
import { Shape, type ShapeName } from '../views/shape.tsx';

/** The three steps that reporters know (R60), told by word, shape and place. */
export const Stages = ({ stage }: { stage: 0 | 1 | 2 }) => (
  <ol class="stages" aria-label="Tahap">
    {REPORTER_STAGES.map((label, at) => (
      <li
        key={label}
        class={at === stage ? 'now' : at < stage ? 'past' : undefined}
        aria-current={at === stage ? 'step' : undefined}
      >
        <Shape name={shapeOf(at, stage)} /> {label}
      </li>
    ))}
  </ol>
);

function shapeOf(at: number, stage: number): ShapeName {
  if (at < stage || (at === stage && stage === 2)) return 'done';
  return at === stage ? 'half' : 'ring';
}

interface ProgressProps {
  progress: PublicProgress;
  timeZone: string;
}

/** Who comes, when, and by when it should be solved. */
export const ProgressFacts = ({ progress, timeZone }: ProgressProps) => (
  <dl class="facts">
    <Fact label="Keadaan">{progress.state}</Fact>
    {progress.isMerged && (
      <Fact label="Catatan">Ditangani bersama pengaduan lain tentang gangguan yang sama</Fact>
    )}
    {progress.technician !== null && <Fact label="Teknisi">{progress.technician}</Fact>}
    {progress.visitAtMs !== null && (
      <Fact label="Rencana datang">{showTime(progress.visitAtMs, timeZone)}</Fact>
    )}
    {progress.due && (
      <Fact label="Batas selesai">
        {progress.due.atMs === null ? 'dihentikan sementara' : showTime(progress.due.atMs, timeZone)}
      </Fact>
    )}
    {progress.closedAtMs !== null && <Fact label="Selesai">{showTime(progress.closedAtMs, timeZone)}</Fact>}
    <Fact label="Masuk">{showTime(progress.openedAtMs, timeZone)}</Fact>
  </dl>
);

const Fact = ({ label, children }: { label: string; children: string }) => (
  <div>
    <dt>{label}</dt>
    <dd dir="auto">{children}</dd>
  </div>
);
