import { isReport, readReceived } from './tpdu.ts';

/** What decides the way of a message that the network brings. */
export interface Nature {
  report: boolean;
  messageClass: number | undefined;
}

/** What a PDU is, as far as its way through the modem goes. One that cannot be read is an ordinary text. */
export function natureOf(pduHex: string): Nature {
  try {
    const tpdu = readReceived(pduHex);
    if (tpdu.kind === 'report') return { report: true, messageClass: undefined };
    return { report: false, messageClass: tpdu.coding.messageClass };
  } catch {
    return { report: isReport(pduHex), messageClass: undefined };
  }
}
