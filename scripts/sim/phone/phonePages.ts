import { type PhoneState, samePhone } from '../phones.ts';
import type { Simulator } from '../simulator.ts';
import { conversation, type Message } from './conversation.ts';
import { type Html, html } from './html.ts';
import { type DemoPhone, spoken } from './phoneBook.ts';

const clock = new Intl.DateTimeFormat('id-ID', {
  timeZone: 'Asia/Jakarta',
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
});

const PHONE_STATES: readonly { state: PhoneState; label: string }[] = [
  { state: 'on', label: 'Hidup' },
  { state: 'off', label: 'Mati' },
  { state: 'refuses', label: 'Ditolak jaringan' },
];

const pathOf = (number: string): string => `/phones/${encodeURIComponent(number)}`;

/** The phones given, then those that came up in the meantime. */
function allPhones(simulator: Simulator, phones: readonly DemoPhone[]): DemoPhone[] {
  const given = new Set(phones.map(({ number }) => samePhone(number)));
  const others = simulator.phones().filter((number) => !given.has(number));
  return [...phones, ...others.map((number) => ({ number, name: 'Nomor lain' }))];
}

export function phoneList(simulator: Simulator, phones: readonly DemoPhone[], chosen?: string): Html {
  const item = ({ number, name }: DemoPhone): Html => {
    const messages = conversation(simulator, number);
    const here = chosen !== undefined && samePhone(number) === samePhone(chosen);
    return html`<li><a href="${pathOf(number)}" ${here ? html`aria-current="page"` : ''}>
      <span class="name">${name}</span>
      <span class="number">${spoken(number)}</span>
      ${messages.length > 0 && html`<span class="count">${messages.length} SMS</span>`}
    </a></li>`;
  };
  return html`<section class="phones" aria-labelledby="phones-title">
    <h2 id="phones-title">Ponsel</h2>
    <ul id="phone-list" data-live>${allPhones(simulator, phones).map(item)}</ul>
    <form method="get" action="/open" class="open">
      <label for="number">Nomor lain atau nama pengirim</label>
      <div class="row">
        <input id="number" name="number" required maxlength="20" autocomplete="off" placeholder="0812…">
        <button>Buka</button>
      </div>
    </form>
  </section>`;
}

function bubble(message: Message): Html {
  const state =
    message.direction === 'sent'
      ? message.complete
        ? 'sampai di modem'
        : 'menunggu modem'
      : message.complete
        ? ''
        : 'belum lengkap';
  return html`<li class="bubble ${message.direction}">
    <p class="text">${message.text}</p>
    <p class="meta">${message.direction === 'sent' ? 'Dikirim' : 'Diterima'} ${clock.format(new Date(message.at))}
      ${message.parts > 1 && html` · ${message.parts} bagian`}${state !== '' && html` · ${state}`}</p>
  </li>`;
}

function stateForm(number: string, state: PhoneState): Html {
  return html`<form method="post" action="${pathOf(number)}/state" class="row">
    <label for="state">Keadaan ponsel</label>
    <select id="state" name="state">
      ${PHONE_STATES.map((each) => html`<option value="${each.state}" ${each.state === state ? 'selected' : ''}>${each.label}</option>`)}
    </select>
    <button class="plain">Ubah</button>
  </form>`;
}

/** The conversation of one phone with the help desk's number, and the form to write. */
export function conversationPage(
  simulator: Simulator,
  phones: readonly DemoPhone[],
  number: string,
  fault?: string,
): Html {
  const name = phones.find((phone) => samePhone(phone.number) === samePhone(number))?.name ?? 'Nomor lain';
  const messages = conversation(simulator, number);
  return html`<div class="columns">
  ${phoneList(simulator, phones, number)}
  <section class="phone" aria-labelledby="phone-title">
    <div class="phone-head">
      <a class="back" href="/">Semua ponsel</a>
      <h1 id="phone-title">${name}</h1>
      <p class="number">${spoken(number)}</p>
    </div>
    <ol id="conversation" data-live aria-live="polite" aria-label="Percakapan" tabindex="0">
      ${messages.length === 0 ? html`<li class="empty">Belum ada SMS. Tulis pengaduan di bawah, misalnya: HELPDESK internet mati sejak pagi</li>` : messages.map(bubble)}
    </ol>
    <form method="post" action="${pathOf(number)}/send" class="compose">
      <label for="text">SMS ke ${spoken(simulator.status().ownNumber)}</label>
      ${fault && html`<p class="fault" role="alert">${fault}</p>`}
      <textarea id="text" name="text" rows="3" required maxlength="10000"></textarea>
      <button>Kirim SMS</button>
    </form>
    ${stateForm(number, simulator.phoneState(number))}
  </section>
</div>`;
}

/** The page without a phone chosen. */
export function phonesPage(simulator: Simulator, phones: readonly DemoPhone[], fault?: string): Html {
  return html`<div class="columns">
  ${phoneList(simulator, phones)}
  <section class="phone blank">
    <h1>Ponsel tiruan</h1>
    ${fault && html`<p class="fault" role="alert">${fault}</p>`}
    <p>Pilih sebuah ponsel, tulis SMS, dan lihat jawaban help desk tiba di sini.</p>
  </section>
</div>`;
}
