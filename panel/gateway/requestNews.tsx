import type { RequestRow } from '../../db/queries/gatewayWatch.ts';
import type { RequestKind } from '../../db/rules/gatewayRequest.ts';
import type { Frame } from '../views/frame.ts';
import { Shape, type ShapeName } from '../views/shape.tsx';
import { Ago } from '../views/time.tsx';

const KIND_WORDS: Record<RequestKind, string> = {
  sweep: 'Periksa SMS masuk',
  restart: 'Mulai ulang modem',
  balance: 'Periksa pulsa',
  trace: 'Simpan jejak',
};

const STATE_WORDS: Record<RequestRow['state'], { shape: ShapeName; words: string }> = {
  queued: { shape: 'ring', words: 'menunggu daemon' },
  claimed: { shape: 'half', words: 'sedang dikerjakan' },
  done: { shape: 'done', words: 'selesai' },
  failed: { shape: 'cross', words: 'gagal' },
  expired: { shape: 'dash', words: 'tidak dikerjakan: daemon tidak menjawab' },
};

/** What became of the last buttons pressed. */
export const RequestNews = ({ requests, frame }: { requests: readonly RequestRow[]; frame: Frame }) =>
  requests.length === 0 ? null : (
    <ul class="lines requests" aria-label="Permintaan terakhir">
      {requests.map((request) => {
        const { shape, words } = STATE_WORDS[request.state];
        return (
          <li key={request.id} class={`request-${request.state}`}>
            <Shape name={shape} />
            <span>
              {KIND_WORDS[request.kind]}: {words}
              {request.result && ` – ${request.result}`}
            </span>
            <Ago
              atMs={request.endedAtMs ?? request.askedAtMs}
              nowMs={frame.nowMs}
              timeZone={frame.timeZone}
            />
          </li>
        );
      })}
    </ul>
  );
