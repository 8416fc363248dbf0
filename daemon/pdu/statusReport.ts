import { readAddress } from './address.ts';
import type { StatusClass, StatusReport, UserData } from './decodedPdu.ts';
import { OctetReader } from './octets.ts';
import { readTimestamp, TIMESTAMP_OCTETS } from './timestamp.ts';
import { readUserData } from './userData.ts';

/** Reads an SMS-STATUS-REPORT behind its first octet (23.040 §9.2.2.3). Throws Unreadable. */
export function readStatusReport(reader: OctetReader, smsc: string | null, firstOctet: number): StatusReport {
  const reference = reader.octet('the message reference');
  const recipient = readAddress(reader, 'recipient address');
  const sent = readTimestamp(reader.octets(TIMESTAMP_OCTETS, 'the time stamp'));
  const discharged = readTimestamp(reader.octets(TIMESTAMP_OCTETS, 'the discharge time'));
  const status = reader.octet('the status');
  return {
    smsc,
    reference,
    recipient,
    sentAtMs: sent.atMs,
    sentAtIso: sent.iso,
    dischargedAtMs: discharged.atMs,
    dischargedAtIso: discharged.iso,
    timeFault: sent.fault ?? discharged.fault,
    status,
    statusClass: classOf(status),
    moreToSend: (firstOctet & 0x04) === 0, // TP-MMS is inverted
    replyPath: (firstOctet & 0x80) !== 0,
    ...readOptional(reader, (firstOctet & 0x40) !== 0),
  };
}

/** The top bits group the values; reserved ones within a group are taken as the group (23.040 §9.2.3.15). */
function classOf(status: number): StatusClass {
  if (status < 0x20) return 'delivered';
  if (status < 0x40) return 'pending';
  return status < 0x80 ? 'failed' : 'reserved';
}

interface Optional {
  parameterIndicator: number | undefined;
  pid: number | undefined;
  dcs: number | undefined;
  userData: UserData | undefined;
}

/** TP-PI, TP-PID, TP-DCS, TP-UD (23.040 §9.2.3.27). A SIM fills the rest of a record with FF. */
function readOptional(reader: OctetReader, hasHeader: boolean): Optional {
  const none = { parameterIndicator: undefined, pid: undefined, dcs: undefined, userData: undefined };
  const octets = reader.rest();
  if (octets.every((octet) => octet === 0xff)) return none;
  const optional = new OctetReader(octets);
  const parameterIndicator = optional.octet('the parameter indicator');
  for (let extended = parameterIndicator; (extended & 0x80) !== 0; ) {
    extended = optional.octet('the parameter indicator');
  }
  const pid = (parameterIndicator & 1) === 0 ? undefined : optional.octet('the protocol identifier');
  const dcs = (parameterIndicator & 2) === 0 ? undefined : optional.octet('the data coding scheme');
  const userData = (parameterIndicator & 4) === 0 ? undefined : readUserData(optional, dcs ?? 0, hasHeader);
  return { parameterIndicator, pid, dcs, userData };
}
