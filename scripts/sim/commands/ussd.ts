import { charsetText, textFromCharset } from '../charset.ts';
import { Malformed } from '../codec/malformed.ts';
import type { Modem } from '../modem.ts';
import { CME, cme, info, OK, type Reply } from '../reply.ts';
import type { CommandTable, Handler } from './spec.ts';

/** <m> of +CUSD (27.007 §7.15). */
const USSD = { done: 0, goOn: 1, ended: 2, unsupported: 4 } as const;
const DCS = 15;

const MENU: Readonly<Record<string, string>> = {
  '1': 'Nomor ini simulasi, tidak ada paket',
  '2': 'Masa aktif s.d. 31-12-2030',
};

export const isUssd = (code: string): boolean => /^[*#][\d*#]*#$/.test(code);

function tell(modem: Modem, kind: number, text?: string): void {
  const shown = text === undefined ? '' : `,"${charsetText(text, modem.settings.charset)}",${DCS}`;
  modem.clock.after(modem.latency.ussd, () => modem.say(`+CUSD: ${kind}${shown}`));
}

/** The network's answer to a code, or to a choice in an open menu. */
function answerTo(modem: Modem, code: string): readonly [kind: number, text?: string] {
  const open = modem.ussdOpen;
  modem.ussdOpen = undefined;
  if (open) return [USSD.done, open(code)];
  if (code === '*888#') return [USSD.done, 'Pulsa Anda Rp 25.000. Masa aktif s.d. 31-12-2030'];
  if (code !== '*123#') return [USSD.unsupported];
  modem.ussdOpen = (choice) => MENU[choice] ?? 'Pilihan tidak tersedia';
  return [USSD.goOn, 'SIMULASI\n1. Paket\n2. Masa aktif'];
}

function request(modem: Modem, code: string): void {
  tell(modem, ...answerTo(modem, code));
}

/** A code dialled with ATD; its answer comes as +CUSD. */
export function dialUssd(modem: Modem, code: string): Reply {
  if (!modem.online) throw cme(CME.noNetwork);
  return { kind: 'ok', afterwards: () => request(modem, code) };
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
    return {
      kind: 'ok',
      afterwards: (
        (code) => () =>
          request(modem, code)
      )(textFromCharset(written, modem.settings.charset)),
    };
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
