import { Params } from '../commands/params.ts';
import { send } from '../commands/smsSend.ts';
import type { Fault, Moments } from '../faultBoard.ts';
import type { Modem } from '../modem.ts';

/** A message to nobody who exists, so that it shows when a Ctrl-Z too many has sent it. */
const HALF_TYPED = '0011000D91261892999999F90000A70441F45B0D';
/** Of its TPDU: the service centre's field, an empty one, does not count (27.005 §3.5.1). */
const HALF_TYPED_OCTETS = HALF_TYPED.length / 2 - 1;
const ANSWERS_LATE_MS = 4000;
const FLOOD_MS = 10_000;
const FLOOD_EVERY_MS = 20;
const FLOOD = ['+ZUSIMR:2', '^BOOT:35323129,0,0,0,26', '^RSSI:17'];
const DATA_MS = 30_000;
const ONLY_RATE = 9600;

/** The same pieces with other line ends: no reader may count on those of the norm. */
function lineEnds(turn: Moments['answer'], before: string, after: string): void {
  turn.pieces = turn.pieces.map((piece) =>
    piece.role === 'info' || piece.role === 'final'
      ? { role: 'raw', text: `${before}${piece.text}${after}` }
      : piece,
  );
}

/** Says a line every so often for a while. */
function chatter(modem: Modem, lines: readonly string[], everyMs: number, forMs: number): void {
  for (let atMs = 0; atMs < forMs; atMs += everyMs) {
    modem.clock.after(atMs, () => modem.say(lines[(atMs / everyMs) % lines.length] ?? ''));
  }
}

/** When the answers that are held back come, each at the same moment. */
const heldUntilMs = new WeakMap<Modem, number>();

function holdBack(modem: Modem, delayMs: number): number {
  const nowMs = modem.clock.nowMs();
  const untilMs = heldUntilMs.get(modem) ?? 0;
  if (untilMs <= nowMs) heldUntilMs.set(modem, nowMs + delayMs);
  return (heldUntilMs.get(modem) ?? nowMs) - nowMs;
}

/** Faults of who speaks when, and in which form. */
export const DIALOGUE_FAULTS: readonly Fault[] = [
  {
    id: 'F01',
    title: 'Gema',
    about: 'Gema perintah menyala lagi dengan sendirinya.',
    variants: { twice: 'perintah berikutnya digemakan dua kali' },
    on: {
      answer: (turn, { variant }, modem) => {
        if (variant === 'twice') turn.pieces.unshift({ role: 'raw', text: `AT${turn.body}\r\r\n` });
        else modem.settings.echo = 1;
      },
    },
  },
  {
    id: 'F03',
    title: 'Akhir baris aneh',
    about: 'Baris jawaban diakhiri CR CR LF.',
    variants: { double: 'CRLF berlipat', nul: 'byte NUL di antara baris' },
    on: {
      answer: (turn, { variant }) => {
        if (variant === 'double') lineEnds(turn, '\r\n\r\n', '\r\n\r\n\r\n');
        else if (variant === 'nul') lineEnds(turn, '\0\0\r\n', '\0\r\n');
        else lineEnds(turn, '\r\n', '\r\r\n');
      },
    },
  },
  {
    id: 'F07',
    title: 'Jawaban menumpuk',
    about: 'Tiga perintah berikutnya baru dijawab setelah 4 detik, sekaligus.',
    times: 3,
    on: {
      answer: (turn, { delayMs = ANSWERS_LATE_MS }, modem) =>
        void Object.assign(turn, { late: holdBack(modem, delayMs) }),
    },
  },
  {
    id: 'F10',
    title: 'Masih di prompt',
    about: 'Modem masih menunggu isi SMS dari program yang mati, dan menelan semua perintah.',
    variants: { half: 'isi SMS sudah separuh terketik' },
    now: ({ variant }, modem) => {
      modem.settings.textMode = 0;
      const reply = send(modem, new Params(String(HALF_TYPED_OCTETS), 'cms'));
      if (reply.kind !== 'prompt') return;
      modem.line?.awaitText(reply.typed, variant === 'half' ? HALF_TYPED : '');
    },
  },
  {
    id: 'F42',
    title: 'Program lain di port yang sama',
    about: 'Perintah ModemManager dan jawabannya muncul di tengah percakapan.',
    times: 3,
    on: {
      answer: (turn) => {
        turn.pieces.push({ role: 'raw', text: 'AT+CFUN?\r\r\n+CFUN: 1\r\n\r\nOK\r\n' });
      },
    },
  },
  {
    id: 'F43',
    title: 'Banjir pemberitahuan',
    about: 'Selama 10 detik datang 50 baris pemberitahuan tiap detik.',
    now: ({ delayMs = FLOOD_MS, urc }, modem) =>
      chatter(modem, urc === undefined ? FLOOD : [urc], FLOOD_EVERY_MS, delayMs),
  },
  {
    id: 'F46',
    title: 'Mode data',
    about: 'Modem tiba-tiba CONNECT: 30 detik tidak ada perintah yang didengar, sampai +++ atau NO CARRIER.',
    variants: { stubborn: '+++ tidak mempan' },
    now: ({ variant, delayMs = DATA_MS }, modem) => modem.line?.dataMode(delayMs, variant !== 'stubborn'),
  },
  {
    id: 'F53',
    title: 'Perintah pertama hilang',
    about: 'Setelah diam, perintah berikutnya tidak didengar.',
    variants: {
      bytes: 'hanya beberapa byte pertamanya hilang',
      rate: 'UART hanya mendengar pada 9600 baud, sampai dinyalakan ulang',
    },
    atOnce: ({ variant }) => variant === 'rate',
    now: ({ baud = ONLY_RATE }, modem) => modem.line?.listenAt(baud),
    on: {
      line: {
        // What has lost its AT is no command, and is not answered. A bare AT would have nothing to lose it from.
        when: ({ body }, { variant }) => variant !== 'bytes' || body !== '',
        bend: (turn) => {
          turn.ignore = true;
        },
      },
    },
  },
];
