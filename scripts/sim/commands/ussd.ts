import { charsetText, textFromCharset } from '../charset.ts';
import { textOfSeptets } from '../codec/alphabet.ts';
import { Malformed } from '../codec/malformed.ts';
import { hexFromOctets, octetsFromHex } from '../codec/octets.ts';
import { packSeptets, unpackSeptets } from '../codec/septets.ts';
import { gsm7Septets, ucs2Octets } from '../codec/userData.ts';
import type { Modem } from '../modem.ts';
import { CME, cme, info, OK, type Reply } from '../reply.ts';
import type { CommandTable, Handler } from './spec.ts';

/** <m> of +CUSD (27.007 §7.15). */
const USSD = { goOn: 1, unsupported: 4 } as const;
const DCS = 15;
const DCS_UCS2 = 72;

const MENU: Readonly<Record<string, string>> = {
  '1': 'Nomor ini simulasi, tidak ada paket',
  '2': 'Masa aktif s.d. 31-12-2030',
};

export const isUssd = (code: string): boolean => /^[*#][\d*#]*#$/.test(code);

/** True while the make's own switch makes both directions plain text. */
function plain({ make, switches }: Modem): boolean {
  return make.ussd.formSwitch !== undefined && switches[make.ussd.formSwitch] === 0;
}

/** A text as the make shows it, with its <dcs>. */
function shown(modem: Modem, text: string): string {
  const { gives, trailer, separator } = modem.make.ussd;
  const form = plain(modem) ? 'charset' : gives;
  const septets = form === 'packed' ? gsm7Septets(text) : undefined;
  const dcs = form === 'packed' && !septets ? DCS_UCS2 : DCS;
  let written = charsetText(text, modem.settings.charset);
  if (septets) written = hexFromOctets(packSeptets(septets));
  else if (form !== 'charset') written = hexFromOctets(ucs2Octets(text));
  return `"${written}${trailer}"${separator}${dcs}`;
}

/** What the host wrote, by the make's form; throws Malformed. */
function meant(modem: Modem, written: string): string {
  if (modem.make.ussd.takes === 'charset' || plain(modem))
    return textFromCharset(written, modem.settings.charset);
  const octets = octetsFromHex(written);
  const count = Math.floor((octets.length * 8) / 7);
  const septets = unpackSeptets(octets, count);
  // Seven octets hold eight septets: the last one may be mere padding.
  if (count % 8 === 0 && septets.at(-1) === 0) septets.pop();
  return textOfSeptets(septets);
}

/** The network's answer to a code, or to a choice in an open menu. */
function answerTo(modem: Modem, code: string): readonly [kind: number, text?: string] {
  const { done } = modem.make.ussd;
  const open = modem.ussdOpen;
  modem.ussdOpen = undefined;
  if (open) return [done, open(code)];
  if (code === '*888#') return [done, 'Pulsa Anda Rp 25.000. Masa aktif s.d. 31-12-2030'];
  if (code !== '*123#') return [USSD.unsupported];
  modem.ussdOpen = (choice) => MENU[choice] ?? 'Pilihan tidak tersedia';
  return [USSD.goOn, 'SIMULASI\n1. Paket\n2. Masa aktif'];
}

function request(modem: Modem, code: string): Reply {
  const { beforeOk, separator } = modem.make.ussd;
  const lineOf = ([kind, text]: readonly [kind: number, text?: string]): string =>
    `+CUSD: ${kind}${text === undefined ? '' : `${separator}${shown(modem, text)}`}`;
  if (beforeOk) return { ...info(lineOf(answerTo(modem, code))), tookMs: modem.latency.ussd };
  const afterwards = (): void => {
    const answer = answerTo(modem, code);
    modem.clock.after(modem.latency.ussd, () => modem.say(lineOf(answer)));
  };
  return { kind: 'ok', afterwards };
}

/** A code dialled with ATD; its answer comes as +CUSD. */
export function dialUssd(modem: Modem, code: string): Reply {
  if (!modem.online) throw cme(CME.noNetwork);
  return request(modem, code);
}

const ussd: Handler = (modem, params) => {
  const presentation = params.atMost(3).number(0, [0, 2], 0);
  if (presentation === 2) {
    modem.ussdOpen = undefined;
    return OK;
  }
  modem.settings.cusd = presentation;
  const written = params.text(1);
  if (written === undefined) return OK;
  if (!modem.online) throw cme(CME.noNetwork);
  try {
    return request(modem, meant(modem, written));
  } catch (reason) {
    if (reason instanceof Malformed) return params.refuse();
    throw reason;
  }
};

export const USSD_COMMANDS: CommandTable = {
  '+CUSD': {
    needsCard: true,
    test: '+CUSD: (0-2)',
    read: (modem) => info(`+CUSD: ${modem.settings.cusd}`),
    set: ussd,
  },
};
