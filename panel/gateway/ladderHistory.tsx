import type { RecoveryStep } from '../../db/queries/gatewayWatch.ts';
import type { Frame } from '../views/frame.ts';
import { At } from '../views/time.tsx';

/** The steps of the recovery ladder, in the office's words. One that is not here shows its own name. */
const LEVEL_WORDS = new Map([
  ['L2', 'port ditutup dan dibuka lagi'],
  ['L3', 'dicoba lewat port lain'],
  ['B1', 'modem disiapkan ulang'],
  ['B2', 'setelan pabrik dimuat'],
  ['B3', 'radio dimatikan dan dinyalakan'],
  ['L4', 'modem dinyalakan ulang'],
  ['L5', 'USB disetel ulang'],
  ['L6', 'listrik modem diputus dan disambung'],
  ['L7', 'ditunggu'],
  ['N1', 'jaringan dicari ulang'],
  ['self', 'modem menyala ulang sendiri'],
]);

const OUTCOME_WORDS = { done: 'dilakukan', failed: 'gagal', skipped: 'dilewati' } as const;

export const LadderHistory = ({ steps, frame }: { steps: readonly RecoveryStep[]; frame: Frame }) =>
  steps.length === 0 ? null : (
    <details>
      <summary>Riwayat pemulihan 7 hari terakhir ({steps.length})</summary>
      <ol class="lines">
        {steps.map((step) => (
          <li key={step.id}>
            <b>{LEVEL_WORDS.get(step.level) ?? step.level}</b>
            <span>
              {step.reason}
              {step.outcome !== null && `: ${OUTCOME_WORDS[step.outcome]}`}
              {step.note && ` (${step.note})`}
            </span>
            <At atMs={step.startedAtMs} nowMs={frame.nowMs} timeZone={frame.timeZone} />
          </li>
        ))}
      </ol>
    </details>
  );
