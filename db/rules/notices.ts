import { gsm7Septets } from './gsm7.ts';
import { PRIORITY_LABELS, type Priority } from './priority.ts';
import { measureSms } from './smsText.ts';
import { STATUS_LABELS, type TicketStatus } from './ticketLifecycle.ts';

/**
 * The texts that the program sends by itself. Each fits in one part of 160 GSM-7 characters whatever
 * it is filled with: what came from people is written in GSM-7 and cut to the room that is left.
 */
export const PART_SEPTETS = 160;

/** @param gatewayNumber where to send it, if known. */
export const formatHintText = (gatewayNumber: string | undefined): string =>
  `Ketik HELPDESK(spasi)isi keluhan. Contoh: HELPDESK printer bagian umum tidak bisa mencetak.${gatewayNumber ? ` Kirim ke ${gatewayNumber}` : ''}`;

export const helpText = (): string =>
  'Lapor: HELPDESK(spasi)isi keluhan. Cek: HELPDESK STATUS nomor. Contoh: HELPDESK STATUS 12. Telepon 0333-417437 pada jam kerja.';

/** To somebody who has rung. */
export const callAnswerText = (): string =>
  'Nomor ini hanya menerima SMS. Ketik HELPDESK(spasi)isi keluhan. Contoh: HELPDESK printer tidak bisa mencetak. Telepon 0333-417437 pada jam kerja.';

/** To whoever looks after the gateway. Several troubles are one SMS of at most two parts. */
export const alarmText = (sentences: readonly string[]): string =>
  cutTo(ALARM_SEPTETS, 'PERINGATAN GATEWAY: ', sentences.join(' | '), '');
const ALARM_SEPTETS = 2 * 153;

export const statusText = (ticketId: number, status: TicketStatus, technician: string | undefined): string =>
  fitted(
    `Tiket ${ticketId}: ${STATUS_LABELS[status]}.${technician ? ' Teknisi ' : ''}`,
    technician ?? '',
    `${technician ? '. ' : ' '}Helpdesk Banyuwangi`,
  );

export const severalTicketsText = (tickets: readonly { id: number; status: TicketStatus }[]): string =>
  fitted(
    'Tiket Anda: ',
    tickets.map((t) => `${t.id} ${STATUS_LABELS[t.status]}`).join(', '),
    '. Rinci: HELPDESK STATUS nomor',
  );

export const noSuchTicketText = (ticketId: number | undefined): string =>
  ticketId === undefined
    ? 'Nomor Anda belum punya tiket. Lapor: HELPDESK(spasi)isi keluhan.'
    : `Nomor Anda tidak punya tiket ${ticketId}. Lapor: HELPDESK(spasi)isi keluhan.`;

export const acceptedText = (ticketId: number): string =>
  `Tiket ${ticketId} Anda terima. Bila beres balas: SELESAI ${ticketId} catatan`;

export const closedText = (ticketId: number): string => `Tiket ${ticketId} dicatat selesai. Terima kasih.`;

/** Why a technician's command was not carried out, with the way out. */
export const commandRefusedText = (reason: string): string =>
  fitted('', reason, '. Format: TERIMA 12 atau SELESAI 12 catatan');

export interface DigestEntry {
  ticketId: number;
  priority: Priority;
  unit: string | null;
  subject: string;
}

/** A digest is one long SMS of at most so many parts; 153 septets each (3GPP TS 23.040 §9.2.3.24.1). */
const DIGEST_SEPTETS = 3 * 153;
const DIGEST_ENTRY_SEPTETS = 110;
const DIGEST_END = '\nBalas TERIMA nomor, lalu SELESAI nomor catatan';

/** Many assignments in few texts, the most urgent first. */
export function digestTexts(entries: readonly DigestEntry[]): string[] {
  const start = `TUGAS ${entries.length} tiket:`;
  const texts: string[] = [];
  let text = start;
  for (const { ticketId, priority, unit, subject } of entries) {
    const place = unit ? ` ${unit}` : '';
    const line = `\n${cutTo(DIGEST_ENTRY_SEPTETS, `${ticketId} ${PRIORITY_LABELS[priority]}${place}: `, subject, '')}`;
    if (text !== start && septets(text + line + DIGEST_END) > DIGEST_SEPTETS) {
      texts.push(text + DIGEST_END);
      text = start;
    }
    text += line;
  }
  return entries.length === 0 ? [] : [...texts, text + DIGEST_END];
}

/** Emoji with their colours, joiners and flags; not digits, `#` and `*`, which can be drawn as emoji too. */
const PICTURES =
  /[\p{Extended_Pictographic}\p{Emoji_Modifier}\p{Regional_Indicator}\p{Variation_Selector}\p{Cf}]|\u20e3/gu;

/**
 * Writes a text with the letters of the default alphabet alone: é stays, ě becomes e, emoji and
 * what has no width are left out, and what remains is `?`.
 */
export function inGsm7(text: string): string {
  let written = '';
  for (const char of text
    .replace(/[\u2018\u2019]/g, "'")
    .replace(/[\u201c\u201d]/g, '"')
    .replace(/[\u2013\u2014]/g, '-')
    .replace(PICTURES, '')
    .replace(/\s+/g, ' ')) {
    const plain = gsm7Septets(char) ? char : char.normalize('NFKD').replace(/\p{M}/gu, '');
    written += [...plain].every((c) => gsm7Septets(c)) ? plain : '?';
  }
  return written;
}

/** Joins the three, the middle one cut so that all is one part. */
const fitted = (before: string, middle: string, after: string): string =>
  cutTo(PART_SEPTETS, before, middle, after);

/** Joins the three in the default alphabet, the middle one cut so that the whole has at most so many septets. */
export function cutTo(septetsMax: number, before: string, middle: string, after: string): string {
  const start = inGsm7(before);
  const end = inGsm7(after);
  const body = withoutLastDots(inGsm7(middle).trim());
  if (septets(start + body + end) <= septetsMax) return start + body + end;
  // A note may have forty thousand characters: what cannot fit is gone before anything is counted.
  let kept = body.slice(0, septetsMax);
  while (kept !== '' && septets(`${start}${kept}..${end}`) > septetsMax) kept = kept.slice(0, -1);
  return `${start}${kept}..${end}`;
}

/** A full stop follows anyway. By hand: a pattern for it takes minutes over forty thousand dots and a letter. */
function withoutLastDots(text: string): string {
  let end = text.length;
  while (text[end - 1] === '.') end -= 1;
  return text.slice(0, end);
}

function septets(text: string): number {
  const { alphabet, units } = measureSms(text);
  if (alphabet !== 'gsm7') throw new Error('A notice must be GSM-7');
  return units;
}
