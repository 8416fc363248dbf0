import { textFromCharset } from '../charset.ts';
import { addressOf } from '../codec/address.ts';
import { Malformed } from '../codec/malformed.ts';
import { readReceived, readSubmit, type Submit, tpduLength, writeSubmit } from '../codec/tpdu.ts';
import { STATUS } from '../messageStore.ts';
import type { Modem } from '../modem.ts';
import { CMS, cms, info, OK, type Reply } from '../reply.ts';
import { typedUserData } from '../textMode.ts';
import type { Params } from './params.ts';
import type { CommandTable, Handler } from './spec.ts';

/** Runs what reads a message; a malformed one is refused in the format's own code. */
function reading<T>(textMode: boolean, read: () => T): T {
  try {
    return read();
  } catch (reason) {
    if (reason instanceof Malformed) throw cms(textMode ? CMS.invalidText : CMS.invalidPdu);
    throw reason;
  }
}

/** What the modem looks at before it goes on the air. */
function sendable(modem: Modem, submit: Submit): void {
  if (!submit.serviceCentre && !modem.card.serviceCentre) throw cms(CMS.noServiceCentre);
  if (!modem.online) throw cms(modem.network.lteRefusal ?? CMS.noNetwork);
}

/** The PDU that was typed, if it is as long as announced. */
function typedPdu(typed: Buffer, length: number): string {
  const pduHex = typed.toString('latin1').toUpperCase();
  const wellFormed = /^(?:[0-9A-F]{2})+$/.test(pduHex) && tpduLength(pduHex) === length;
  if (!wellFormed) throw cms(CMS.invalidPdu);
  return pduHex;
}

const announcedLength = ({ make }: Modem, params: Params): number => {
  const [least, most] = make.records.tpduLength;
  const length = Number(params.text(0) ?? Number.NaN);
  if (!Number.isInteger(length) || length < least || length > most) throw cms(CMS.invalidPdu);
  return length;
};

/** The SUBMIT that text mode makes of a number, +CSMP and the text typed. */
function composed(modem: Modem, written: string, toa: number | undefined, typed: Buffer): string {
  const { fo, vp, pid, dcs } = modem.settings.textModeParameters;
  const charset = modem.settings.charset === 'UCS2' ? 'UCS2' : 'IRA';
  const digits = textFromCharset(written, charset);
  const to = addressOf(toa === 145 && /^\d/.test(digits) ? `+${digits}` : digits);
  if (!/^\+?[\d*#]{1,20}$/.test(to.number)) throw new Malformed('no number');
  const data = typedUserData(modem, typed.toString('latin1'), fo, dcs);
  return writeSubmit({ firstOctet: (fo & 0xfc) | 1, to, pid, dcs, validity: vp, data });
}

/** The PDU of +CMGS and +CMGW in text mode, prompt included. */
function textPrompt(modem: Modem, params: Params, use: (pduHex: string) => Reply): Reply {
  const number = params.text(0);
  if (number === undefined) throw cms(CMS.invalidText);
  const toa = params.text(1) === undefined ? undefined : params.number(1, [0, 255]);
  return {
    kind: 'prompt',
    typed: (typed) => use(reading(true, () => composed(modem, number, toa, typed))),
  };
}

function submitting(modem: Modem, pduHex: string, prefix: '+CMGS' | '+CMSS', sent?: () => void): Reply {
  const submit = reading(false, () => readSubmit(pduHex, modem.clock.nowMs()));
  sendable(modem, submit);
  return { kind: 'send', prefix, submit, pduHex, ...(sent && { sent }) };
}

export const send: Handler = (modem, params) => {
  if (modem.settings.textMode)
    return textPrompt(modem, params.atMost(2), (pduHex) => submitting(modem, pduHex, '+CMGS'));
  const length = announcedLength(modem, params.atMost(1));
  return { kind: 'prompt', typed: (typed) => submitting(modem, typedPdu(typed, length), '+CMGS') };
};

function keep(modem: Modem, pduHex: string, status: number): Reply {
  const index = modem.store.add(modem.memories[1], { status, pduHex });
  if (index === undefined) throw cms(CMS.memoryFull);
  return info(`+CMGW: ${index}`);
}

const write: Handler = (modem, params) => {
  if (modem.settings.textMode)
    return textPrompt(modem, params, (pduHex) => keep(modem, pduHex, STATUS.unsent));
  const length = announcedLength(modem, params.atMost(2));
  const status = params.number(1, [STATUS.unread, STATUS.sent], STATUS.unsent);
  const received = status === STATUS.unread || status === STATUS.read;
  return {
    kind: 'prompt',
    typed: (typed) => {
      const pduHex = typedPdu(typed, length);
      reading(false, () => (received ? readReceived(pduHex) : readSubmit(pduHex, modem.clock.nowMs())));
      return keep(modem, pduHex, status);
    },
  };
};

/** The stored SUBMIT, its destination replaced when the command names one. */
function redirected(modem: Modem, pduHex: string, params: Params): string {
  const number = params.text(1);
  if (number === undefined) return pduHex;
  const { firstOctet, pid, dcs, data, validityMs } = reading(false, () =>
    readSubmit(pduHex, modem.clock.nowMs()),
  );
  const toa = params.number(2, [0, 255], addressOf(number).toa);
  const to = addressOf(toa === 145 && /^\d/.test(number) ? `+${number}` : number);
  const relative = validityMs === undefined ? firstOctet & ~0x18 : (firstOctet & ~0x18) | 0x10;
  return writeSubmit({ firstOctet: relative, to, pid, dcs, validity: 167, data });
}

const sendStored: Handler = (modem, params) => {
  const place = modem.store.placeOf(modem.memories[1], params.atMost(3).number(0, [-1, 9999]));
  const message = place && modem.store.at(place);
  if (!message) throw cms(CMS.invalidIndex);
  if (message.status !== STATUS.unsent && message.status !== STATUS.sent) throw cms(CMS.notAllowed);
  return submitting(modem, redirected(modem, message.pduHex, params), '+CMSS', () => {
    message.status = STATUS.sent;
  });
};

/** Sending and writing (27.005 §3.5, §4.3–4.4). */
export const SMS_SEND: CommandTable = {
  '+CMGS': { family: 'cms', needsCard: true, set: send, test: () => OK },
  '+CMGW': { family: 'cms', needsCard: true, set: write, test: () => OK },
  '+CMSS': { family: 'cms', needsCard: true, set: sendStored, test: () => OK },
};
