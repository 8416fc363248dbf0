import type { Simulator } from '../simulator.ts';

/** One bubble of a conversation, as seen from the phone. */
export interface Message {
  readonly direction: 'sent' | 'received';
  /** The other end: the modem's number for what was sent, the sender for what was received. */
  readonly peer: string;
  readonly text: string;
  readonly at: string;
  readonly parts: number;
  /** For a sent text: whether the modem has all parts; for a received one: whether all parts have come. */
  readonly complete: boolean;
}

/** Everything that one phone has sent and received, oldest first. */
export function conversation(simulator: Simulator, number: string): Message[] {
  const ownNumber = simulator.status().ownNumber;
  const sent = simulator.sent(number).map((sms) => ({
    direction: 'sent' as const,
    peer: ownNumber,
    text: sms.text,
    at: new Date(sms.atMs).toISOString(),
    parts: sms.parts,
    complete: sms.taken() >= sms.parts,
  }));
  const received = simulator.received(number).map((sms) => ({
    direction: 'received' as const,
    peer: sms.from,
    text: sms.text,
    at: new Date(sms.atMs).toISOString(),
    parts: sms.parts,
    complete: sms.complete,
  }));
  return [...sent, ...received].sort((a, b) => a.at.localeCompare(b.at));
}
