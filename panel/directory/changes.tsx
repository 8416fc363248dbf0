import type { DirectoryHistoryEntry } from '../../db/queries/directoryHistory.ts';
import { DIRECTORY_ACTS } from '../../db/rules/directory/directoryAct.ts';
import { may } from '../../db/rules/permissions.ts';
import type { Frame } from '../views/frame.ts';
import { At } from '../views/time.tsx';
import { UndoButton } from './directoryHead.tsx';

/** Who changed what, the newest first; the newest can be undone. */
export const Changes = ({ frame, history }: { frame: Frame; history: readonly DirectoryHistoryEntry[] }) => {
  const newest = history[0];
  return (
    <details class="history">
      <summary>Riwayat perubahan</summary>
      {history.length === 0 && <p class="hint">Belum ada perubahan sejak riwayat ini disimpan.</p>}
      <ol id="history">
        {history.map((entry) => (
          <li key={entry.changeId}>
            <At atMs={entry.atMs} nowMs={frame.nowMs} timeZone={frame.timeZone} />
            <span class="wording" dir="auto">
              {DIRECTORY_ACTS[entry.kind]}
              {entry.differences.map(({ field, from, to }) => (
                <div key={field}>
                  {field}: {from} → {to}
                </div>
              ))}
            </span>
            <span class="history-who" dir="auto">
              {entry.who ?? 'Sistem'}
              {entry.undone && ' (diurungkan)'}
            </span>
            {entry === newest && entry.kind !== 'undone' && may(frame.actor, 'changeDirectory') && (
              <UndoButton actId={entry.actId} back={frame.path} class="small" />
            )}
          </li>
        ))}
      </ol>
    </details>
  );
};
