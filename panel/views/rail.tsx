import type { PropsWithChildren } from 'hono/jsx';
import { may, ROLE_LABELS } from '../../db/rules/permissions.ts';
import type { GatewayCondition } from '../gateway/gatewayHealth.ts';
import { type Frame, workCount } from './frame.ts';
import { Shape, type ShapeName } from './shape.tsx';

/** The navigation: a column on wide screens, a bar on phones. */
export const Rail = ({ frame }: { frame: Frame }) => {
  const { actor, toReview, unseenAlarms } = frame;
  const count = workCount(frame);
  return (
    <header id="rail" class="rail">
      <div class="rail-head">
        <a class="brand" href="/">
          Help Desk
        </a>
        <p class="sr" role="status">
          {may(actor, 'reply') ? `${count} pengaduan perlu dijawab` : `${count} tiket terbuka`}
          {toReview ? `, ${toReview} pesan perlu diperiksa` : ''}
          {frame.late > 0 ? `, ${frame.late} tiket terlambat` : ''}
          {unseenAlarms ? `, ${unseenAlarms} peringatan gateway` : ''}.
        </p>
      </div>
      <nav aria-label="Utama">
        <ul>
          <Item frame={frame} path="/tiket" count={count}>
            Tiket
          </Item>
          {may(actor, 'acceptOwn') && (
            <Item frame={frame} path="/tugas" count={count}>
              <span class="long">Tugas saya</span>
              <span class="short">Tugas</span>
            </Item>
          )}
          {toReview !== undefined && (
            <Item frame={frame} path="/periksa" count={toReview}>
              <span class="long">Perlu diperiksa</span>
              <span class="short">Periksa</span>
            </Item>
          )}
          <Item frame={frame} path="/terlambat" count={frame.late}>
            Terlambat
          </Item>
          {may(actor, 'seeWorkload') && (
            <Item frame={frame} path="/beban">
              Beban
            </Item>
          )}
          {may(actor, 'seeStock') && (
            <Item frame={frame} path="/stok">
              Stok
            </Item>
          )}
          {may(actor, 'seeDirectory') && (
            <Item frame={frame} path="/direktori" count={frame.registrations ?? 0}>
              Direktori
            </Item>
          )}
          {frame.reports !== undefined && (
            <Item frame={frame} path="/laporan" count={frame.reports}>
              Laporan
            </Item>
          )}
          {may(actor, 'reviewMessages') && (
            <Item frame={frame} path="/operator">
              Operator
            </Item>
          )}
          {may(actor, 'seeGateway') && (
            <Item frame={frame} path="/gateway" count={frame.unseenAlarms ?? 0}>
              Gateway
              <GatewayDot condition={frame.health.condition} />
            </Item>
          )}
          {may(actor, 'changeSettings') && (
            <Item frame={frame} path="/pengaturan">
              Pengaturan
            </Item>
          )}
        </ul>
      </nav>
      <form class="rail-user" method="post" action="/keluar">
        <a class="rail-name" href="/akun" aria-current={frame.path.startsWith('/akun') ? 'page' : undefined}>
          {actor.name}
          <small>{ROLE_LABELS[actor.role]}</small>
        </a>
        <button type="submit" class="quiet">
          Keluar
        </button>
      </form>
    </header>
  );
};

interface ItemProps {
  frame: Frame;
  path: string;
  count?: number;
}

const Item = ({ frame, path, count, children }: PropsWithChildren<ItemProps>) => (
  <li>
    <a href={path} aria-current={frame.path.startsWith(path) ? 'page' : undefined}>
      {children}
      {count ? <span class="count">{count}</span> : null}
    </a>
  </li>
);

const DOTS: Record<GatewayCondition, { shape: ShapeName; word: string }> = {
  ready: { shape: 'dot', word: 'siap' },
  resting: { shape: 'pause', word: 'ditahan' },
  noModem: { shape: 'up', word: 'belum siap' },
  daemonDown: { shape: 'cross', word: 'mati' },
};

const GatewayDot = ({ condition }: { condition: GatewayCondition }) => (
  <span class={`dot dot-${condition}`} title={`Gateway ${DOTS[condition].word}`}>
    <Shape name={DOTS[condition].shape} />
    <span class="dot-word">{DOTS[condition].word}</span>
  </span>
);
