import type { SimulatorStatus } from '../simulator.ts';
import { type Html, html } from './html.ts';
import { spoken } from './phoneBook.ts';

export interface PageLink {
  readonly label: string;
  readonly url: string;
}

const REGISTRATION: Readonly<Record<number, string>> = {
  0: 'tidak terdaftar',
  1: 'terdaftar',
  2: 'mencari jaringan',
  3: 'ditolak jaringan',
  5: 'terdaftar (roaming)',
};

const CARD: Readonly<Record<string, string>> = {
  READY: 'siap',
  'SIM PIN': 'meminta PIN',
  'SIM PUK': 'meminta PUK',
  'NOT READY': 'belum siap',
  'NOT INSERTED': 'tidak terpasang',
};

export const cardWords = (state: string): string => CARD[state] ?? state;

export const registrationWords = (stat: number): string => REGISTRATION[stat] ?? `status ${stat}`;

/** One line that says how the modem is; part of every page. */
function statusLine(status: SimulatorStatus): Html {
  const registered = status.registration === 1 || status.registration === 5;
  const stored = status.memories.map(({ name, used, total }) => `${name} ${used}/${total}`).join(', ');
  return html`<p id="status" data-live class="status">
    <span class="dot ${registered ? 'good' : 'bad'}"></span>
    <span>Modem ${spoken(status.ownNumber)}: ${registrationWords(status.registration)}</span>
    <span>Kartu SIM: ${cardWords(status.cardState)}</span>
    <span>Tersimpan: ${stored}</span>
    <span>Antre di pusat SMS: ${status.waitingForModem}</span>
  </p>`;
}

/** The frame of every page. Says on each that nothing here is real. */
export function page(
  title: string,
  content: Html,
  options: { status: SimulatorStatus; links: readonly PageLink[]; here: 'phones' | 'modem' },
): string {
  const { status, links, here } = options;
  const current = (name: string): Html => (name === here ? html`aria-current="page"` : html``);
  return html`<!doctype html>
<html lang="id">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title} · SIMULASI</title>
<link rel="stylesheet" href="/style.css">
<script src="/live.js" defer></script>
</head>
<body>
<a class="skip" href="#content">Langsung ke isi</a>
<header>
  <p class="banner"><strong>SIMULASI</strong> <span>Modem dan ponsel di halaman ini tiruan. Tidak ada SMS sungguhan yang dikirim.</span></p>
  <nav aria-label="Utama">
    <a href="/" ${current('phones')}>Ponsel</a>
    <a href="/modem" ${current('modem')}>Modem dan gangguan</a>
    ${links.map(({ label, url }) => html`<a href="${url}">${label}</a>`)}
  </nav>
  ${statusLine(status)}
</header>
<main id="content">
${content}
</main>
</body>
</html>
`.markup;
}
