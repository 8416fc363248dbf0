import type { MissedCall } from '../../db/queries/gatewayWatch.ts';
import type { QuarantinedMessage, TrayMessage } from '../../db/queries/trays.ts';
import { may } from '../../db/rules/permissions.ts';
import { showPhoneNumber } from '../../db/rules/phoneNumber.ts';
import type { TraceFile } from '../../db/traces.ts';
import type { Frame } from '../views/frame.ts';
import { At } from '../views/time.tsx';

/** What came to the gateway and is no complaint: calls, operators' texts, what could not be read. */

export const Calls = ({ frame, calls }: { frame: Frame; calls: readonly MissedCall[] }) => (
  <section aria-label="Panggilan tak terjawab">
    <h2>Panggilan tak terjawab</h2>
    {calls.length === 0 ? (
      <p class="empty">Tidak ada. Siapa pun yang menelepon nomor gateway tercatat di sini.</p>
    ) : (
      <ol class="lines">
        {calls.map((call) => (
          <li key={call.id}>
            <b class="number">
              {call.caller === null ? 'Nomor disembunyikan' : showPhoneNumber(call.caller)}
            </b>
            {call.unit !== null && <span>{call.unit}</span>}
            <span>{call.rings > 1 ? `${call.rings} kali berdering` : 'berdering sekali'}</span>
            {call.messageId !== null && <span>diminta menulis SMS</span>}
            <At atMs={call.atMs} nowMs={frame.nowMs} timeZone={frame.timeZone} />
          </li>
        ))}
      </ol>
    )}
  </section>
);

export const OperatorNews = ({ frame, messages }: { frame: Frame; messages: readonly TrayMessage[] }) => (
  <section aria-label="Pesan operator">
    <h2>Pesan operator</h2>
    {messages.length === 0 ? (
      <p class="empty">
        Tidak ada. SMS dari operator seluler dan nomor pendek muncul di sini; tidak pernah dibalas.
      </p>
    ) : (
      <>
        <ol class="lines">
          {messages.map((message) => (
            <li key={message.id}>
              <b>{message.peer}</b>
              <span class="wording" dir="auto">
                {message.text}
              </span>
              <At atMs={message.atMs} nowMs={frame.nowMs} timeZone={frame.timeZone} />
            </li>
          ))}
        </ol>
        {may(frame.actor, 'reviewMessages') && (
          <p>
            <a class="more" href="/operator">
              Semua pesan operator
            </a>
          </p>
        )}
      </>
    )}
  </section>
);

export const Quarantined = ({
  frame,
  quarantined,
}: {
  frame: Frame;
  quarantined: readonly QuarantinedMessage[];
}) => (
  <section aria-label="Pesan tak terbaca">
    <h2>Pesan tak terbaca</h2>
    {quarantined.length === 0 ? (
      <p class="empty">Tidak ada. SMS yang isinya tidak dapat diuraikan disimpan di sini apa adanya.</p>
    ) : (
      <ol class="cards">
        {quarantined.map((raw) => (
          <li key={raw.id} id={`q-${raw.id}`} class="card">
            <p class="message-head">
              <b>{raw.modem}</b>
              <At atMs={raw.receivedAtMs} nowMs={frame.nowMs} timeZone={frame.timeZone} />
            </p>
            <p>Alasan teknis: {raw.reason ?? 'tidak tercatat'}</p>
            <code class="hex">{raw.pduHex}</code>
          </li>
        ))}
      </ol>
    )}
  </section>
);

/** Recordings of the wire, harmless to pass on: numbers, texts and PINs are masked. */
export const Traces = ({ frame, traces }: { frame: Frame; traces: readonly TraceFile[] }) => (
  <section aria-label="Jejak percakapan modem">
    <h2>Jejak percakapan modem</h2>
    <p class="hint">
      Rekaman percakapan dengan modem untuk pengembang. Nomor, isi SMS, dan PIN disamarkan, jadi aman
      dikirimkan.
    </p>
    {traces.length === 0 ? (
      <p class="empty">
        Belum ada. Jejak tersimpan sendiri saat modem harus dipulihkan, atau lewat tombol "Simpan jejak".
      </p>
    ) : (
      <ol class="lines">
        {traces.map((trace) => (
          <li key={trace.name}>
            <a href={`/gateway/jejak/${encodeURIComponent(trace.name)}`} download>
              {trace.name}
            </a>
            <span>{Math.max(1, Math.round(trace.bytes / 1024))} kB</span>
            <At atMs={trace.atMs} nowMs={frame.nowMs} timeZone={frame.timeZone} />
          </li>
        ))}
      </ol>
    )}
  </section>
);
