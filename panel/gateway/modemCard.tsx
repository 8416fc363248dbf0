import type { JSX } from 'hono/jsx/jsx-runtime';
import type { GatewayRow } from '../../db/queries/gatewayStatus.ts';
import type { ModemWatch } from '../../db/queries/gatewayWatch.ts';
import { may } from '../../db/rules/permissions.ts';
import { showRupiah } from '../../db/rules/rupiah.ts';
import { showDate } from '../../db/rules/zonedTime.ts';
import { ActionButton } from '../views/actionButton.tsx';
import { restWords } from '../views/banners.tsx';
import type { Frame } from '../views/frame.ts';
import { Shape, type ShapeName } from '../views/shape.tsx';
import { Ago, At } from '../views/time.tsx';
import { isReady, isResting } from './gatewayHealth.ts';
import { LadderHistory } from './ladderHistory.tsx';
import { RequestNews } from './requestNews.tsx';
import { gradeOf } from './signal.ts';
import { SignalBars, SignalChart } from './signalChart.tsx';

/** Of a phase that this table does not know, its own name is shown. */
const PHASE_WORDS = new Map([
  ['opening', 'membuka sambungan'],
  ['bringUp', 'sedang disiapkan'],
  ['ready', 'siap'],
  ['waiting', 'menunggu untuk dicoba lagi'],
  ['recovering', 'sedang dipulihkan'],
  ['stopped', 'berhenti'],
]);

interface Condition {
  shape: ShapeName;
  tone: 'good' | 'warn' | 'bad';
  words: string;
}

function conditionOf(modem: GatewayRow, frame: Frame): Condition {
  const phase = PHASE_WORDS.get(modem.phase) ?? modem.phase;
  if (frame.health.condition === 'daemonDown')
    return { shape: 'cross', tone: 'bad', words: `tidak dijalankan (terakhir: ${phase})` };
  if (modem.pausedAtMs !== null) return { shape: 'pause', tone: 'warn', words: 'pengiriman ditahan admin' };
  if (modem.suspendedAtMs !== null) return { shape: 'pause', tone: 'bad', words: 'pengiriman dihentikan' };
  if (modem.receiveOnly) return { shape: 'pause', tone: 'bad', words: 'hanya menerima' };
  if (isReady(modem) && isResting(modem, frame.nowMs))
    return { shape: 'pause', tone: 'warn', words: 'pengiriman ditahan' };
  if (isReady(modem)) return { shape: 'dot', tone: 'good', words: 'siap' };
  if (modem.phase === 'ready') return { shape: 'up', tone: 'warn', words: 'belum terdaftar di jaringan' };
  return { shape: 'up', tone: 'warn', words: phase };
}

interface ModemCardProps {
  modem: GatewayRow;
  watch: ModemWatch;
  frame: Frame;
}

export const ModemCard = ({ modem, watch, frame }: ModemCardProps) => {
  const { shape, tone, words } = conditionOf(modem, frame);
  const { nowMs, timeZone } = frame;
  // What a modem said last is no longer true once nobody drives it.
  const driven = frame.health.condition !== 'daemonDown';
  return (
    <li id={`modem-${modem.name}`} class="card modem">
      <div class="modem-head">
        <h3>{modem.name}</h3>
        <span class={`condition ${tone}`}>
          <Shape name={shape} />
          {words}
        </span>
        {driven && (
          <span class="hint">
            sejak <At atMs={modem.sinceMs} nowMs={nowMs} timeZone={timeZone} />
          </span>
        )}
      </div>
      {driven && modem.detail && modem.detail.toLowerCase() !== words && (
        <p class="wording">{modem.detail}</p>
      )}
      {isResting(modem, nowMs) && <p class="wording">{restWords(modem, timeZone)}</p>}
      <div class="modem-body">
        <dl class="facts">
          <Facts modem={modem} watch={watch} frame={frame} driven={driven} />
        </dl>
        <SignalChart samples={watch.signal} nowMs={nowMs} timeZone={timeZone} />
      </div>
      {may(frame.actor, 'controlGateway') && <Controls modem={modem} />}
      <RequestNews requests={watch.requests} frame={frame} />
      <LadderHistory steps={watch.recovery} frame={frame} />
    </li>
  );
};

const Fact = ({
  name,
  children,
}: {
  name: string;
  children?: JSX.Element | string | (JSX.Element | string)[];
}) => (
  <div class="fact">
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
);

interface FactsProps extends ModemCardProps {
  driven: boolean;
}

const Facts = ({ modem, watch, frame, driven }: FactsProps) => (
  <>
    {modem.simulated && <Fact name="Jenis">modem simulasi</Fact>}
    {driven && (
      <Fact name="Jaringan">
        {modem.registered ? (modem.operator ?? 'terdaftar') : 'tidak terdaftar'}
        {modem.registered && modem.technology ? ` (${modem.technology})` : ''}
      </Fact>
    )}
    {driven && (
      <Fact name="Sinyal">
        {modem.signalDbm === null ? 'tidak diketahui' : <Signal dbm={modem.signalDbm} />}
      </Fact>
    )}
    <Storage modem={modem} />
    <Fact name="Terkirim">
      <span class="number">
        {watch.sent.lastHour} dalam sejam, {watch.sent.today} hari ini
        {watch.sent.perDay === null ? '' : ` dari paling banyak ${watch.sent.perDay}`}
      </span>
    </Fact>
    <Balance watch={watch} frame={frame} />
    {modem.model !== null && (
      <Fact name="Modem">
        {[modem.model, modem.firmware].filter(Boolean).join(', ')}
        {modem.imei ? ` · IMEI ${modem.imei}` : ''}
      </Fact>
    )}
  </>
);

const Signal = ({ dbm }: { dbm: number }) => (
  <span class="signal">
    <SignalBars dbm={dbm} />
    <span class="number">{`${String(dbm).replace('-', '−')} dBm`}</span> {gradeOf(dbm).word}
  </span>
);

const STORAGE_NAMES = new Map([
  ['SM', 'SIM'],
  ['ME', 'modem'],
  ['MT', 'SIM dan modem'],
  ['SR', 'laporan'],
]);

/** From this share on, somebody has to look (DESIGN 31). */
const FILLING_SHARE = 0.7;

const Storage = ({ modem }: { modem: GatewayRow }) => {
  const known = modem.storages ?? [];
  const all =
    known.length > 0 || modem.storageTotal === null
      ? known
      : [{ name: '', used: modem.storageUsed ?? 0, total: modem.storageTotal }];
  if (all.length === 0) return null;
  return (
    <Fact name="Tempat SMS terisi">
      {all.map(({ name, used, total }) => (
        <span key={name} class={total > 0 && used / total >= FILLING_SHARE ? 'storage filling' : 'storage'}>
          {name === '' ? '' : `${STORAGE_NAMES.get(name.replace(/_P$/, '')) ?? name} `}
          <span class="number">{`${used} dari ${total}`}</span>
          {total > 0 && used >= total ? ' (penuh)' : ''}
        </span>
      ))}
    </Fact>
  );
};

const Balance = ({ watch, frame }: { watch: ModemWatch; frame: Frame }) => {
  const { balance } = watch;
  if (!balance) return <Fact name="Pulsa">belum pernah diperiksa</Fact>;
  const checked = (
    <small>
      diperiksa <Ago atMs={balance.atMs} nowMs={frame.nowMs} timeZone={frame.timeZone} />
    </small>
  );
  if (balance.answer === null)
    return (
      <Fact name="Pulsa">
        {`gagal diperiksa: ${balance.fault ?? 'tanpa jawaban'}`} {checked}
      </Fact>
    );
  const read = [
    balance.rupiah === null ? undefined : showRupiah(balance.rupiah),
    balance.activeUntil === null ? undefined : `aktif sampai ${showDate(balance.activeUntil)}`,
    balance.graceUntil === null ? undefined : `tenggang sampai ${showDate(balance.graceUntil)}`,
  ].filter((part) => part !== undefined);
  return (
    <Fact name="Pulsa">
      {read.length === 0 ? <q dir="auto">{balance.answer}</q> : <span class="number">{read.join(', ')}</span>}{' '}
      {checked}
    </Fact>
  );
};

/** What needs the modem is asked of the daemon (DESIGN 26); holding the queue is not. */
const Controls = ({ modem }: { modem: GatewayRow }) => {
  const path = `/gateway/modem/${encodeURIComponent(modem.name)}`;
  const held = modem.pausedAtMs !== null || modem.suspendedAtMs !== null || modem.holdUntilMs !== null;
  return (
    <form method="post" class="buttons">
      {held && (
        <ActionButton action={`${path}/lanjutkan`} class="small">
          Lanjutkan pengiriman
        </ActionButton>
      )}
      {modem.pausedAtMs === null && (
        <ActionButton action={`${path}/tahan`} class="small">
          Tahan pengiriman
        </ActionButton>
      )}
      <ActionButton action={`${path}/sapu`} class="small">
        Periksa SMS masuk
      </ActionButton>
      <ActionButton action={`${path}/pulsa`} class="small">
        Periksa pulsa
      </ActionButton>
      <ActionButton action={`${path}/jejak`} class="small">
        Simpan jejak
      </ActionButton>
      <span class="apart">
        <ActionButton action={`${path}/mulai-ulang`} class="small">
          Mulai ulang modem
        </ActionButton>
      </span>
    </form>
  );
};
