import type { PropsWithChildren } from 'hono/jsx';
import type { GatewayRow, QueueState, TroubledSms } from '../../db/queries/gatewayStatus.ts';
import type { QuarantinedMessage } from '../../db/queries/trays.ts';
import { may } from '../../db/rules/permissions.ts';
import { showPhoneNumber } from '../../db/rules/phoneNumber.ts';
import { faultWords } from '../views/faultWords.ts';
import type { Frame } from '../views/frame.ts';
import { Alert, Notice } from '../views/notices.tsx';
import { Page } from '../views/page.tsx';
import { Shape, type ShapeName } from '../views/shape.tsx';
import { SmsFate } from '../views/smsFate.tsx';
import { Ago, At } from '../views/time.tsx';
import { KIND_LABELS } from '../views/words.ts';
import { isReady, isResting } from './gatewayHealth.ts';

export const GATEWAY_NOTICES = {
  resent: 'SMS masuk antrean lagi.',
  takenAsSent: 'SMS dianggap terkirim.',
} as const;

interface GatewayProps {
  frame: Frame;
  queue: QueueState;
  troubled: readonly TroubledSms[];
  quarantined: readonly QuarantinedMessage[];
  notice: string | undefined;
  problem: string | undefined;
}

export const GatewayView = (props: GatewayProps) => {
  const { frame, queue, troubled, quarantined, notice, problem } = props;
  return (
    <Page frame={frame} title="Gateway" live={{ path: '/gateway', main: '#gateway' }}>
      <div class="page-head">
        <h1>Gateway</h1>
      </div>
      <div id="told" role="status">
        {notice && <Notice>{notice}</Notice>}
      </div>
      {problem && <Alert id="problem">{problem}</Alert>}
      <div id="gateway" class="gateway">
        <Summary frame={frame} queue={queue} />
        <section aria-label="Modem">
          <h2>Modem</h2>
          {frame.health.modems.length === 0 ? (
            <p class="empty">
              Belum ada modem. Modem yang disebut pengaturan HELPDESK_MODEM muncul di sini begitu daemon
              berjalan.
            </p>
          ) : (
            <ul class="cards">
              {frame.health.modems.map((modem) => (
                <Modem key={modem.name} modem={modem} frame={frame} />
              ))}
            </ul>
          )}
        </section>
        <Troubled frame={frame} troubled={troubled} />
        <Quarantined frame={frame} quarantined={quarantined} />
      </div>
    </Page>
  );
};

const Summary = ({ frame, queue }: { frame: Frame; queue: QueueState }) => {
  const { daemonLastSeenMs, condition } = frame.health;
  const ago = (atMs: number) => <Ago atMs={atMs} nowMs={frame.nowMs} timeZone={frame.timeZone} />;
  return (
    <dl class="figures">
      <Figure name="Daemon">
        <span class={condition === 'daemonDown' ? 'condition bad' : 'condition good'}>
          <Shape name={condition === 'daemonDown' ? 'cross' : 'dot'} />
          {condition === 'daemonDown' ? 'tidak berjalan' : 'berjalan'}
        </span>
        {daemonLastSeenMs !== undefined && <small>terakhir terlihat {ago(daemonLastSeenMs)}</small>}
      </Figure>
      <Figure name="Antrean kirim">
        <span class="number">{queue.queued}</span>
        {queue.oldestQueuedAtMs !== null && <small>tertua {ago(queue.oldestQueuedAtMs)}</small>}
      </Figure>
      <Figure name="Tak pasti">
        <span class="number">{queue.unknown}</span>
        {queue.unknown > 0 && <small>menunggu keputusan</small>}
      </Figure>
      <Figure name="Tak terbaca">
        <span class="number">{queue.quarantined}</span>
        {queue.failedInbound > 0 && <small>{queue.failedInbound} SMS gagal diolah</small>}
      </Figure>
    </dl>
  );
};

const Figure = ({ name, children }: PropsWithChildren<{ name: string }>) => (
  <div class="figure">
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
);

/** Of a phase that this table does not know, its own name is shown. */
const PHASE_WORDS = new Map([
  ['opening', 'membuka sambungan'],
  ['bringUp', 'sedang disiapkan'],
  ['ready', 'siap'],
  ['waiting', 'menunggu untuk dicoba lagi'],
  ['stopped', 'berhenti'],
]);

function modemCondition(modem: GatewayRow, frame: Frame): { shape: ShapeName; tone: string; words: string } {
  const phase = PHASE_WORDS.get(modem.phase) ?? modem.phase;
  if (frame.health.condition === 'daemonDown')
    return { shape: 'cross', tone: 'bad', words: `tidak dijalankan (terakhir: ${phase})` };
  if (isReady(modem) && isResting(modem, frame.nowMs))
    return { shape: 'pause', tone: 'warn', words: 'pengiriman ditahan' };
  if (isReady(modem)) return { shape: 'dot', tone: 'good', words: 'siap' };
  if (modem.phase === 'ready') return { shape: 'up', tone: 'warn', words: 'belum terdaftar di jaringan' };
  return { shape: 'up', tone: 'warn', words: phase };
}

const Modem = ({ modem, frame }: { modem: GatewayRow; frame: Frame }) => {
  const { shape, tone, words } = modemCondition(modem, frame);
  const time = (atMs: number) => <At atMs={atMs} nowMs={frame.nowMs} timeZone={frame.timeZone} />;
  // What a modem said last is no longer true once nobody drives it.
  const driven = frame.health.condition !== 'daemonDown';
  return (
    <li id={`modem-${modem.name}`} class="card modem">
      <p class="message-head">
        <b>{modem.name}</b>
        <span class={`condition ${tone}`}>
          <Shape name={shape} />
          {words}
        </span>
        {driven && <span>sejak {time(modem.sinceMs)}</span>}
      </p>
      {driven && modem.detail && modem.detail.toLowerCase() !== words && (
        <p class="wording">{modem.detail}</p>
      )}
      <dl class="inline">
        {modem.simulated && <Figure name="Jenis">modem simulasi</Figure>}
        {modem.operator && <Figure name="Operator">{modem.operator}</Figure>}
        {driven && (
          <>
            <Figure name="Sinyal">
              {modem.signalDbm === null ? 'tidak diketahui' : `${modem.signalDbm} dBm`}
            </Figure>
            <Figure name="Jaringan">{modem.registered ? 'terdaftar' : 'tidak terdaftar'}</Figure>
          </>
        )}
        {modem.storageTotal !== null && (
          <Figure name="Penyimpanan SMS">
            <span class="number">{`${modem.storageUsed ?? '?'} dari ${modem.storageTotal}`}</span>
          </Figure>
        )}
        {isResting(modem, frame.nowMs) && modem.holdUntilMs !== null && (
          <Figure name="Ditahan sampai">
            {time(modem.holdUntilMs)}
            {modem.holdReason && `: ${faultWords(modem.holdReason)}`}
          </Figure>
        )}
      </dl>
    </li>
  );
};

const Troubled = ({ frame, troubled }: { frame: Frame; troubled: readonly TroubledSms[] }) => (
  <section aria-label="SMS bermasalah">
    <h2>SMS bermasalah</h2>
    {troubled.length === 0 ? (
      <p class="empty">
        Tidak ada. SMS yang gagal, kedaluwarsa, atau tidak pasti sampai ke jaringan muncul di sini untuk
        diputuskan.
      </p>
    ) : (
      <form method="post">
        <ol class="cards">
          {troubled.map((sms) => (
            <TroubledCard key={sms.messageId} sms={sms} frame={frame} />
          ))}
        </ol>
      </form>
    )}
  </section>
);

const TroubledCard = ({ sms, frame }: { sms: TroubledSms; frame: Frame }) => (
  <li id={`s-${sms.messageId}`} class="card">
    <p class="message-head">
      <b class="number">{showPhoneNumber(sms.recipient ?? '')}</b>
      {sms.ticketId !== null && <a href={`/tiket/${sms.ticketId}`}>#{sms.ticketId}</a>}
      <span>{KIND_LABELS[sms.kind]}</span>
      <At atMs={sms.atMs} nowMs={frame.nowMs} timeZone={frame.timeZone} />
    </p>
    <p class="message-text" dir="auto">
      {sms.text}
    </p>
    <SmsFate
      state={sms.state}
      fault={sms.fault}
      path={may(frame.actor, 'decideUnknown') ? `/gateway/sms/${sms.messageId}` : undefined}
    />
  </li>
);

const Quarantined = ({
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
