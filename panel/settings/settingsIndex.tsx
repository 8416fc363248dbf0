import { Hono } from 'hono';
import { may, type Right } from '../../db/rules/permissions.ts';
import { actorOf, type PanelDeps, type PanelEnv } from '../deps.ts';
import { sendPage } from '../http/sendPage.tsx';
import { requireRight } from '../http/session.tsx';
import { frameOf } from '../views/frame.ts';
import { Page } from '../views/page.tsx';

interface SettingsSection {
  path: string;
  title: string;
  /** What is decided there, in one line. */
  line: string;
  right: Right;
}

/** All that an office can set, in the order in which it comes to it. */
export const SETTINGS_SECTIONS: readonly SettingsSection[] = [
  {
    path: '/pengaturan/kalender',
    title: 'Kalender layanan',
    line: 'Jam layanan, jam Ramadan, hari libur, cuti bersama, tutup setengah hari',
    right: 'changeSettings',
  },
  {
    path: '/pengaturan/waktu',
    title: 'Batas waktu',
    line: 'Target balasan, konfirmasi dan perbaikan; arti satu hari; alasan penundaan; peringatan',
    right: 'changeSettings',
  },
  {
    path: '/pengaturan/kategori',
    title: 'Kategori pengaduan',
    line: 'Jenis pengaduan yang dipilih pada tiket, dan mana yang perangkat keras',
    right: 'changeSettings',
  },
  {
    path: '/pengaturan/alur',
    title: 'Alur tiket',
    line: 'Tindakan apa boleh kapan dan oleh siapa, batas waktu dan SMS yang menyertainya',
    right: 'changeSettings',
  },
  {
    path: '/pengaturan/sms',
    title: 'SMS otomatis',
    line: 'Kejadian apa mengirim SMS apa kepada siapa; teks dan nyala-matinya',
    right: 'changeSettings',
  },
  {
    path: '/pengaturan/balasan',
    title: 'Balasan siap pakai',
    line: 'Jawaban yang sering ditulis admin, dipilih saat membalas tiket',
    right: 'changeSettings',
  },
  {
    path: '/pengaturan/perintah-sms',
    title: 'Perintah SMS',
    line: 'PIN teknisi dan masa buka kembali oleh pelapor',
    right: 'changeSettings',
  },
  {
    path: '/pengaturan/pengguna',
    title: 'Pengguna',
    line: 'Siapa boleh masuk dan sebagai apa, kata sandi, sesi, catatan keamanan',
    right: 'changeUsers',
  },
  {
    path: '/pengaturan/pelapor',
    title: 'Halaman pelapor',
    line: 'Masuk dengan kode SMS: berapa kode sehari',
    right: 'changeSettings',
  },
  {
    path: '/gateway/pengaturan',
    title: 'Gateway SMS',
    line: 'Jeda dan batas pengiriman, jam kirim, pulsa, nomor penerima peringatan',
    right: 'changeSettings',
  },
];

/** `/pengaturan`: where each thing is set. */
export function settingsIndexRoutes(deps: PanelDeps): Hono<PanelEnv> {
  const app = new Hono<PanelEnv>();
  app.get('/', requireRight('changeSettings'), (c) =>
    sendPage(
      c,
      <Page frame={frameOf(deps, c)} title="Pengaturan">
        <div class="page-head">
          <h1>Pengaturan</h1>
        </div>
        <ul class="settings-index">
          {SETTINGS_SECTIONS.filter(({ right }) => may(actorOf(c), right)).map(({ path, title, line }) => (
            <li key={path}>
              <a href={path}>
                <b>{title}</b>
                <span>{line}</span>
              </a>
            </li>
          ))}
        </ul>
      </Page>,
    ),
  );
  return app;
}
