import type { ClaimedPart } from '../../db/actions/claimPart.ts';
import type { AttemptEnd } from '../../db/actions/settlePart.ts';
import type { Logger } from '../../db/logger.ts';
import { maskPhone } from '../../db/logPrivacy.ts';
import { MESSAGE_TTL_MS } from '../../db/rules/retry.ts';
import type { Gateway, OutgoingPdu } from '../modem/gatewayContract.ts';
import { encodeSubmit } from '../pdu/encode.ts';

export interface PartTransmission {
  gateway: Gateway;
  part: ClaimedPart;
  /** The gateway's own, of all its modems: a text to one of them would come in again. */
  ownNumbers: readonly string[];
  nowMs: number;
  /** The second durable marker. */
  onWriting: () => void;
  log: Logger;
}

/** Encodes one part and gives it to the modem. Never rejects. */
export async function transmitPart(transmission: PartTransmission): Promise<AttemptEnd> {
  const { gateway, part, ownNumbers, nowMs, onWriting, log } = transmission;
  if (ownNumbers.includes(part.recipient))
    return refused('own-number', 'Nomor tujuan adalah nomor gateway sendiri');
  let pdu: OutgoingPdu;
  try {
    pdu = encodePart(part, nowMs);
  } catch (error) {
    return refused('encoding', error instanceof Error ? error.message : String(error));
  }
  const end = await gateway.transmit(pdu, onWriting);
  const fault = end.kind === 'sent' ? undefined : end.fault;
  log.info({ partId: part.id, to: maskPhone(part.recipient), end: end.kind, fault }, 'part transmitted');
  if (fault && OUR_OWN_FAULT.has(fault.sub ?? '') && part.kind !== 'one_time_code')
    // It holds the number and the words: for a developer who has switched this on.
    log.debug({ partId: part.id, ...pdu }, 'the modem refuses the form of this PDU');
  if (fault?.sub === 'local-storage') gateway.sweepSoon();
  return end;
}

const OUR_OWN_FAULT: ReadonlySet<string> = new Set(['bad-pdu', 'bad-param']);

const encodePart = (part: ClaimedPart, nowMs: number): OutgoingPdu =>
  encodeSubmit({
    to: part.recipient,
    text: part.text,
    alphabet: part.alphabet,
    statusReport: true,
    validityMs: validityMs(part.expiresAtMs - nowMs),
    ...(part.concatRef === null
      ? {}
      : { concat: { ref: part.concatRef, total: part.partCount, seq: part.seq } }),
  });

const refused = (sub: string, text: string): AttemptEnd => ({
  kind: 'notSent',
  fault: { class: 'permanent', sub, text },
});

/** What is left of a text's time; where the clock was set meanwhile, the whole of it. */
const validityMs = (leftMs: number): number =>
  leftMs > 0 && leftMs <= MESSAGE_TTL_MS ? leftMs : MESSAGE_TTL_MS;
