import { Submit, utils } from 'node-pdu';
import { gsm7Septets } from '../../db/rules/gsm7.ts';
import { wellFormed } from '../../db/rules/smsText.ts';
import { toHex } from './octets.ts';
import { fillBitsAfter, packSeptets } from './septets.ts';
import { relativeValidityOctet } from './validityPeriod.ts';

/** One SMS to be sent: one part of a text, as `splitSms` gave it. */
export interface SubmitRequest {
  /** `+62811…`, or digits with `*` and `#` as they are dialled. */
  to: string;
  text: string;
  alphabet: 'gsm7' | 'ucs2';
  /** The service centre; without it the modem takes the SIM's. */
  smsc?: string;
  statusReport: boolean;
  /** Rounded up to what one octet can say: 5 minutes … 63 weeks. Without it the service centre decides. */
  validityMs?: number;
  /** The 8-bit reference (0…255) shared by all parts of a text; `splitSms` counts on its six octets. */
  concat?: { ref: number; total: number; seq: number };
}

const CONCAT_8_BIT = 0x00;
const USER_DATA_OCTETS_MAX = 140;
const DIGITS_MAX = 20;

/**
 * The SMS-SUBMIT (23.040 §9.2.2.2) for AT+CMGS, and the length that the command declares: octets without the
 * SMSC address. TP-MR is 0, the modem sets its own. RangeError on what cannot be encoded.
 */
export function encodeSubmit(request: SubmitRequest): { pduHex: string; tpduLength: number } {
  const header = request.concat === undefined ? undefined : concatHeader(request.concat);
  const { size, dataHex } =
    request.alphabet === 'gsm7' ? gsm7Data(request.text, header) : ucs2Data(request.text, header);
  const serviceCenterAddress =
    request.smsc === undefined ? new utils.SCA(false) : addressOf(request.smsc, false);
  const { validityMs } = request;
  const submit = new Submit(
    addressOf(request.to, true),
    new utils.Data({ parts: [new utils.Part(dataHex, size, request.text, header)] }),
    {
      serviceCenterAddress,
      type: new utils.SubmitType({
        statusReportRequest: request.statusReport ? 1 : 0,
        userDataHeader: header === undefined ? 0 : 1,
        // Set here because node-pdu sets it too late, after the first octet is written.
        validityPeriodFormat: validityMs === undefined ? utils.PDUType.VPF_NONE : utils.PDUType.VPF_RELATIVE,
      }),
      dataCodingScheme: new utils.DCS({
        textAlphabet: request.alphabet === 'gsm7' ? utils.DCS.ALPHABET_DEFAULT : utils.DCS.ALPHABET_UCS2,
      }),
      ...(validityMs === undefined ? {} : { validityPeriod: new RelativeValidity(validityMs) }),
    },
  );
  const pduHex = submit.toString().toUpperCase();
  return { pduHex, tpduLength: pduHex.length / 2 - 1 - serviceCenterAddress.size };
}

/** node-pdu's own arithmetic is wrong above 30 days. */
class RelativeValidity extends utils.VP {
  readonly #octet: number;

  constructor(validityMs: number) {
    super();
    this.#octet = relativeValidityOctet(validityMs);
  }

  override toString(): string {
    return toHex(Buffer.of(this.#octet));
  }
}

/** Never through node-pdu's detection, which takes `00` inside a number for an international prefix. */
function addressOf(number: string, isAddress: boolean): utils.SCA {
  const international = number.startsWith('+');
  const digits = international ? number.slice(1) : number;
  if (!(international ? /^\d+$/ : /^[\d*#]+$/).test(digits)) {
    throw new RangeError('a number of digits, * and # was expected');
  }
  if (digits.length > DIGITS_MAX) throw new RangeError(`a number of ${digits.length} digits`);
  const type = new utils.SCAType(international ? 0x91 : 0x81);
  return new utils.SCA(isAddress, { type }).setPhone(digits, false, !isAddress);
}

function concatHeader({ ref, total, seq }: { ref: number; total: number; seq: number }): utils.Header {
  const octets = [ref, total, seq];
  if (!octets.every((octet) => Number.isInteger(octet) && octet >= 0 && octet <= 255)) {
    throw new RangeError(`concatenation ${octets.join(' ')}: integers up to 255 were expected`);
  }
  if (seq < 1 || seq > total) throw new RangeError(`part ${seq} of ${total}`);
  return new utils.Header([{ type: CONCAT_8_BIT, dataHex: toHex(Buffer.from(octets)) }]);
}

interface EncodedData {
  /** TP-UDL: septets or octets, header included. */
  size: number;
  dataHex: string;
}

const headerOctets = (header: utils.Header | undefined): number =>
  header === undefined ? 0 : 1 + header.getSize();

function gsm7Data(text: string, header: utils.Header | undefined): EncodedData {
  const septets = [...text].flatMap((char) => {
    const found = gsm7Septets(char);
    if (found === undefined) throw new RangeError(`${JSON.stringify(char)} is not in the GSM 7 bit alphabet`);
    return found;
  });
  const fillBits = fillBitsAfter(headerOctets(header));
  const data = packSeptets(septets, fillBits);
  requireRoom(headerOctets(header) + data.length);
  return { size: (headerOctets(header) * 8 + fillBits) / 7 + septets.length, dataHex: toHex(data) };
}

function ucs2Data(text: string, header: utils.Header | undefined): EncodedData {
  if (wellFormed(text) !== text) throw new RangeError('half a surrogate pair');
  const data = Buffer.from(text, 'utf16le').swap16();
  const size = headerOctets(header) + data.length;
  requireRoom(size);
  return { size, dataHex: toHex(data) };
}

function requireRoom(octets: number): void {
  if (octets > USER_DATA_OCTETS_MAX) throw new RangeError(`${octets} octets of user data`);
}
