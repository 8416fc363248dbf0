import type { Fault } from '../faultBoard.ts';
import { FAULT_KINDS } from '../faults/table.ts';
import { PERSONALITIES } from '../personalities/table.ts';
import type { Simulator } from '../simulator.ts';
import { type Html, html } from './html.ts';
import { cardWords, registrationWords } from './layout.ts';
import { spoken } from './phoneBook.ts';

const REGISTRATIONS = [1, 2, 3, 0] as const;

function facts(simulator: Simulator): Html {
  const status = simulator.status();
  const rows: readonly (readonly [string, string | number])[] = [
    ['Merek', status.make.title],
    ['Perangkat', status.path],
    ['Nomor kartu', spoken(status.ownNumber)],
    ['Kartu SIM', cardWords(status.cardState)],
    ['Jaringan', `${registrationWords(status.registration)} (${status.operator})`],
    ['Kuat sinyal', `${-113 + 2 * status.rssi} dBm`],
    ...status.memories.map(
      ({ name, used, total }) => [`Penyimpanan ${name}`, `${used} dari ${total}`] as const,
    ),
    ['Menunggu di pusat SMS', status.waitingForModem],
    ['SMS diterima pusat SMS', status.submitted],
  ];
  return html`<dl id="facts" data-live>${rows.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>`;
}

function controls(simulator: Simulator): Html {
  const { registration, make } = simulator.status();
  return html`<form method="post" action="/modem/make" class="row">
    <label for="make">Merek</label>
    <select id="make" name="make">
      ${PERSONALITIES.map(({ id, title }) => html`<option value="${id}" ${id === make.id ? 'selected' : ''}>${title}</option>`)}
    </select>
    <button class="plain">Ganti modem</button>
  </form>
  <form method="post" action="/modem/registration" class="row">
    <label for="stat">Jaringan</label>
    <select id="stat" name="stat">
      ${REGISTRATIONS.map((stat) => html`<option value="${stat}" ${stat === registration ? 'selected' : ''}>${registrationWords(stat)}</option>`)}
    </select>
    <button class="plain">Ubah</button>
  </form>
  <div class="row">
    <form method="post" action="/modem/restart"><button class="plain">Nyalakan ulang modem</button></form>
    <form method="post" action="/modem/unplug"><button class="plain">Cabut kabel 5 detik</button></form>
    <form method="post" action="/modem/ring"><button class="plain">Telepon masuk</button></form>
  </div>`;
}

/** When a fault is to strike; what is left empty does not matter. */
function occasion({ id, now, on, times = 1 }: Fault): Html {
  const unit = now && !on ? 'perintah' : 'kesempatan';
  const usually = on && !Number.isFinite(times) ? 'terus' : times;
  return html`<details>
      <summary>Kapan</summary>
      <div class="row"><label for="seconds-${id}">Setelah</label>
        <input id="seconds-${id}" name="afterSeconds" type="number" min="0" max="86400" placeholder="0"> detik</div>
      <div class="row"><label for="after-${id}">Lewati</label>
        <input id="after-${id}" name="after" type="number" min="0" max="999" placeholder="0"> ${unit}</div>
      <div class="row"><label for="times-${id}">Lalu</label>
        <input id="times-${id}" name="times" type="number" min="1" max="999" placeholder="${usually}"> kali</div>
      <div class="row"><label for="command-${id}">Hanya pada</label>
        <input id="command-${id}" name="command" maxlength="20" placeholder="+CMGL" autocomplete="off"></div>
    </details>`;
}

function variantChoice(id: string, variants: Readonly<Record<string, string>>): Html {
  const choices = Object.entries(variants).map(
    ([value, label]) => html`<option value="${value}">${label}</option>`,
  );
  return html`<div class="row">
      <label for="variant-${id}">Ragam</label>
      <select id="variant-${id}" name="variant"><option value="">biasa</option>${choices}</select>
    </div>`;
}

/** The part that changes by itself is small, so that a form that is being filled in stays as it is. */
function faultItem(fault: Fault, left: number | undefined): Html {
  const { id, title, about, now, on, variants } = fault;
  const verb = now && !on ? 'Lakukan' : 'Pasang';
  const waits = left !== undefined && html`Menunggu kesempatan${Number.isFinite(left) && ` (${left}×)`}`;
  return html`<li id="${id}">
      <h4>${title} <span class="id">${id}</span></h4>
      <form method="post" action="/faults/${id}">
        <button class="plain" aria-label="${verb} ${id}: ${title}">${verb}</button>
        <p>${about}</p>
        ${variants && variantChoice(id, variants)}
        ${occasion(fault)}
        <p class="armed" id="armed-${id}" data-live>${waits}</p>
      </form>
    </li>`;
}

function armedList(simulator: Simulator): Html {
  const armed = simulator.status().faults.map(({ id }) => html`<a href="#${id}">${id}</a> `);
  return html`<p id="armed" data-live>${armed.length > 0 ? html`Terpasang: ${armed}` : 'Tidak ada gangguan yang terpasang.'}</p>`;
}

function faultList(simulator: Simulator): Html {
  const armed = new Map(simulator.status().faults.map(({ id, left }) => [id, left]));
  const jumps = FAULT_KINDS.map(({ title }, at) => html`<a href="#kind-${at}">${title}</a>`);
  const kinds = FAULT_KINDS.map(
    ({ title, faults }, at) => html`<h3 id="kind-${at}">${title}</h3>
<ul class="faults">${faults.map((fault) => faultItem(fault, armed.get(fault.id)))}</ul>`,
  );
  return html`<nav class="jumps" aria-label="Jenis gangguan">${jumps}</nav>
<div id="faults">${kinds}</div>`;
}

/** How the modem is, and what can go wrong with it at the press of a button. */
export function modemPage(simulator: Simulator): Html {
  return html`<h1>Modem tiruan</h1>
<div class="columns even">
  <section aria-labelledby="state-title"><h2 id="state-title">Keadaan</h2>${facts(simulator)}</section>
  <section aria-labelledby="control-title"><h2 id="control-title">Kendali</h2>${controls(simulator)}</section>
</div>
<section aria-labelledby="fault-title">
  <h2 id="fault-title">Gangguan</h2>
  <p>Setiap tombol memasang satu gangguan yang pernah terjadi pada modem sungguhan. Gangguan yang dipasang menunggu
  kesempatan berikutnya, lalu hilang sendiri; yang bertombol Lakukan terjadi seketika, kecuali waktunya ditentukan.</p>
  <form method="post" action="/faults/clear"><button class="plain">Lepas semua gangguan</button></form>
  ${armedList(simulator)}
  ${faultList(simulator)}
</section>`;
}
