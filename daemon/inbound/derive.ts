import { createHash } from 'node:crypto';
import type { Derived } from '../../db/actions/fileRaw.ts';
import { classifySender } from '../../db/rules/phoneNumber.ts';
import { decodePdu } from '../pdu/decode.ts';

/** TP-PID of a type 0 short message: to be acknowledged and thrown away (TS 23.040 §9.2.3.9). */
const TYPE_0 = 0x40;

/** What a stored PDU is, for filing. Replace types follow the text they would replace: nothing is dropped. */
export function derive(pduHex: string, tpduLength: number | undefined): Derived {
  const pdu = decodePdu(pduHex, tpduLength);
  switch (pdu.kind) {
    case 'unreadable':
      return { kind: 'unreadable', reason: pdu.reason };
    case 'submit':
      return { kind: 'ignored', reason: 'a stored outgoing message' };
    case 'statusReport':
      return {
        kind: 'report',
        report: {
          reference: pdu.reference,
          recipient: pdu.recipient.number,
          status: pdu.status,
          submittedAtMs: pdu.sentAtMs,
          dischargedAtMs: pdu.dischargedAtMs,
        },
      };
    case 'deliver':
      if (pdu.pid === TYPE_0) return { kind: 'ignored', reason: 'a type 0 message' };
      return {
        kind: 'text',
        text: {
          sender: classifySender(pdu.sender.number, pdu.sender.kind === 'alphanumeric'),
          // Data for a port, such as the notice of an MMS, is no writing of a person's.
          content: pdu.text === undefined || pdu.ports !== undefined ? 'data' : 'text',
          sentAtMs: pdu.timeFault === undefined ? pdu.sentAtMs : undefined,
          concat: pdu.concat,
          digest: createHash('sha256').update(`${pdu.dcs} ${pdu.dataHex}`).digest('hex'),
        },
      };
  }
}
