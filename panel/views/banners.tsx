import type { GatewayRow } from '../../db/queries/gatewayStatus.ts';
import type { HolidayWarning } from '../../db/queries/holidayWarning.ts';
import { showTime } from '../../db/rules/zonedTime.ts';
import type { GatewayHealth } from '../gateway/gatewayHealth.ts';
import { faultWords } from './faultWords.ts';
import { Shape } from './shape.tsx';

/** Nobody may take a simulation for the office's gateway. */
export const SimulationBanner = ({ phoneUrl }: { phoneUrl: string | undefined }) => (
  <div class="banner simulation">
    <Shape name="warning" />
    <p>
      <strong>MODE SIMULASI</strong> – tidak ada SMS sungguhan yang dikirim.{' '}
      {phoneUrl && (
        <a href={phoneUrl} target="_blank" rel="noopener">
          Buka telepon virtual
        </a>
      )}
    </p>
  </div>
);

/** Why an answer written now would wait. Nothing while the gateway is ready. */
export function gatewayTrouble(health: GatewayHealth, timeZone: string): string | undefined {
  const { condition, daemonLastSeenMs, modems } = health;
  switch (condition) {
    case 'ready':
      return undefined;
    case 'daemonDown':
      return `Layanan SMS (daemon) tidak berjalan${daemonLastSeenMs === undefined ? '' : ` sejak ${showTime(daemonLastSeenMs, timeZone)}`}: SMS tidak diterima dan tidak dikirim, balasan menunggu dalam antrean. Beri tahu pengelola server.`;
    case 'noModem': {
      const why = modems.map((modem) => modem.detail).filter((detail) => detail !== '');
      return `Belum ada modem yang siap${why.length === 0 ? '' : ` (${why.join('; ')})`}: SMS belum diterima dan belum dikirim, balasan menunggu dalam antrean.`;
    }
    case 'resting': {
      const why = modems.flatMap((modem) => restWords(modem, timeZone) ?? [])[0];
      return `${why ?? 'Pengiriman ditahan'}; balasan menunggu dalam antrean.`;
    }
  }
}

/** Why a modem that could send does not; undefined: nothing keeps it. */
export function restWords(modem: GatewayRow, timeZone: string): string | undefined {
  if (modem.pausedAtMs !== null)
    return `Pengiriman ditahan oleh admin sejak ${showTime(modem.pausedAtMs, timeZone)}`;
  if (modem.receiveOnly) return 'SIM hanya dapat menerima: isi ulang pulsa atau perpanjang masa aktif';
  const reason = modem.suspendReason ?? modem.holdReason;
  const words = reason === null ? '' : `: ${faultWords(reason)}`;
  if (modem.suspendedAtMs !== null)
    return `Pengiriman dihentikan karena terus ditolak${words}; dicoba satu SMS tiap jam`;
  if (modem.holdUntilMs === null) return undefined;
  return `Pengiriman ditahan sampai ${showTime(modem.holdUntilMs, timeZone)}${words}`;
}

export const GatewayBanner = ({ words, linked }: { words: string; linked: boolean }) => (
  <div class="banner loud">
    <Shape name="warning" />
    <p>
      {words} {linked && <a href="/gateway">Lihat gateway</a>}
    </p>
  </div>
);

/** Deadlines that are reckoned without a list of holidays fall on them. */
export const HolidayBanner = ({ warning }: { warning: HolidayWarning }) => (
  <div class="banner">
    <Shape name="warning" />
    <p>
      {warning.missing === 'hours' ? (
        <>
          Kalender layanan tidak punya jam buka lagi: batas waktu tidak dapat dihitung.{' '}
          <a href="/pengaturan/kalender">Lihat kalender</a>
        </>
      ) : (
        <>
          Daftar hari libur {warning.year} belum ada
          {warning.drafts > 0 && `, baru ${warning.drafts} perkiraan yang belum ditetapkan`}: batas waktu
          dihitung tanpa libur. <a href={`/pengaturan/kalender?tahun=${warning.year}`}>Isi hari libur</a>
        </>
      )}
    </p>
  </div>
);

/** Hidden until the script in the browser finds the line broken. */
export const LineBanners = () => (
  <div id="line-banners">
    <div id="line-broken" class="banner loud" role="alert" hidden>
      <Shape name="warning" />
      <p>Tidak tersambung ke server; yang terakhir belum terkirim. Isian Anda tetap ada: coba lagi.</p>
    </div>
    <div id="live-broken" class="banner" role="status" hidden>
      <Shape name="clock" />
      <p>Pembaruan otomatis terputus; sedang disambung kembali. Daftar ini mungkin belum yang terbaru.</p>
    </div>
  </div>
);
