import type { QueueState, WaitingKind } from '../../db/queries/gatewayStatus.ts';
import type { WaitingForWindow } from '../../db/queries/sendingWork.ts';
import type { Frame } from '../views/frame.ts';
import { Ago, At } from '../views/time.tsx';
import { KIND_LABELS } from '../views/words.ts';

interface QueueProps {
  frame: Frame;
  queue: QueueState;
  waiting: readonly WaitingKind[];
  forWindow: readonly WaitingForWindow[];
}

/** What waits to be sent, in the order in which it goes out (DESIGN 25). */
export const Queue = ({ frame, queue, waiting, forWindow }: QueueProps) => (
  <section aria-label="Antrean kirim">
    <h2>Antrean kirim</h2>
    {queue.queued === 0 ? (
      <p class="empty">Kosong. SMS yang menunggu giliran kirim dihitung di sini menurut jenisnya.</p>
    ) : (
      <table class="queue">
        <thead>
          <tr>
            <th scope="col">Jenis</th>
            <th scope="col" class="amount">
              SMS
            </th>
            <th scope="col">Tertua</th>
          </tr>
        </thead>
        <tbody>
          {waiting.map((row) => (
            <tr key={row.kind}>
              <th scope="row">{KIND_LABELS[row.kind]}</th>
              <td class="amount">{row.parts}</td>
              <td>
                <Ago atMs={row.oldestAtMs} nowMs={frame.nowMs} timeZone={frame.timeZone} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    )}
    {forWindow[0] && (
      <p class="hint">
        {forWindow.length} pemberitahuan untuk teknisi menunggu jam kirim, mulai{' '}
        <At atMs={forWindow[0].opensAtMs} nowMs={frame.nowMs} timeZone={frame.timeZone} />.
      </p>
    )}
  </section>
);
