import type { PropsWithChildren } from 'hono/jsx';
import type { GatewayRow, QueueState, TroubledSms, WaitingKind } from '../../db/queries/gatewayStatus.ts';
import type { MissedCall, ModemWatch, OpenAlarm } from '../../db/queries/gatewayWatch.ts';
import type { WaitingForWindow } from '../../db/queries/sendingWork.ts';
import type { QuarantinedMessage, TrayMessage } from '../../db/queries/trays.ts';
import { may } from '../../db/rules/permissions.ts';
import type { TraceFile } from '../../db/traces.ts';
import type { Frame } from '../views/frame.ts';
import { Alert, Notice } from '../views/notices.tsx';
import { Page } from '../views/page.tsx';
import { Shape } from '../views/shape.tsx';
import { Ago } from '../views/time.tsx';
import { AlarmList } from './alarmList.tsx';
import { ModemCard } from './modemCard.tsx';
import { Queue } from './queueView.tsx';
import { Calls, OperatorNews, Quarantined, Traces } from './trays.tsx';
import { Troubled } from './troubledSms.tsx';

export const GATEWAY_NOTICES = {
  resent: 'SMS masuk antrean lagi.',
  takenAsSent: 'SMS dianggap terkirim.',
  held: 'Pengiriman ditahan. SMS masuk tetap diterima.',
  resumed: 'Pengiriman dilanjutkan.',
  asked: 'Permintaan diteruskan ke daemon; hasilnya muncul di bawah modem ini.',
  seen: 'Peringatan ditandai sudah dilihat.',
  saved: 'Pengaturan disimpan dan langsung berlaku.',
} as const;

/** Everything that the page shows, read at once. */
export interface GatewayData {
  queue: QueueState;
  waiting: readonly WaitingKind[];
  forWindow: readonly WaitingForWindow[];
  alarms: readonly OpenAlarm[];
  watchOf: (modem: GatewayRow) => ModemWatch;
  troubled: readonly TroubledSms[];
  calls: readonly MissedCall[];
  operator: readonly TrayMessage[];
  quarantined: readonly QuarantinedMessage[];
  traces: readonly TraceFile[];
}

interface GatewayProps {
  frame: Frame;
  data: GatewayData;
  notice: string | undefined;
  problem: string | undefined;
}

export const GatewayView = ({ frame, data, notice, problem }: GatewayProps) => (
  <Page frame={frame} title="Gateway" live={{ path: '/gateway', main: '#gateway' }}>
    <div class="page-head">
      <h1>Gateway</h1>
      {may(frame.actor, 'changeSettings') && <a href="/gateway/pengaturan">Pengaturan gateway</a>}
    </div>
    <div id="told" role="status">
      {notice && <Notice>{notice}</Notice>}
    </div>
    {problem && <Alert id="problem">{problem}</Alert>}
    <div id="gateway" class="gateway">
      <AlarmList alarms={data.alarms} frame={frame} />
      <Summary frame={frame} queue={data.queue} />
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
              <ModemCard key={modem.name} modem={modem} watch={data.watchOf(modem)} frame={frame} />
            ))}
          </ul>
        )}
      </section>
      <Queue frame={frame} queue={data.queue} waiting={data.waiting} forWindow={data.forWindow} />
      <Troubled frame={frame} troubled={data.troubled} />
      <Calls frame={frame} calls={data.calls} />
      <OperatorNews frame={frame} messages={data.operator} />
      <Quarantined frame={frame} quarantined={data.quarantined} />
      {may(frame.actor, 'controlGateway') && <Traces frame={frame} traces={data.traces} />}
    </div>
  </Page>
);

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
