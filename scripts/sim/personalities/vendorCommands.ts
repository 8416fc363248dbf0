import type { CommandSpec } from '../commands/spec.ts';
import { filled } from '../fields.ts';
import type { Modem } from '../modem.ts';
import { CME, cme, info, OK, type Reply } from '../reply.ts';
import type { SimCard } from '../simCard.ts';

const answering = (line: (modem: Modem) => string): ((modem: Modem) => Reply) => {
  return (modem) => info(line(modem));
};

/** The tries left, by the names that a line has for them: {pin} {puk} {pin2} {puk2}. */
const triesOf = ({ pinTries, pukTries }: SimCard): Record<string, number> => ({
  pin: pinTries,
  puk: pukTries,
  pin2: 3,
  puk2: 10,
});

/** A command that tells the tries left; fields {state} {pin} {puk} {pin2} {puk2}, and {now} for what is asked. */
export function tries(form: 'exec' | 'read' | 'test', ...lines: readonly string[]): CommandSpec {
  return {
    [form]: ({ card }: Modem): Reply => {
      const now = card.state === 'READY' ? '' : card.state === 'SIM PIN' ? card.pinTries : card.pukTries;
      const values = { ...triesOf(card), state: card.state, now };
      return info(...lines.map((line) => filled(line, values)));
    },
  };
}

/** A command that tells the number of the card; field {iccid}. */
export function iccid(line: string): CommandSpec {
  const tell = ({ card }: Modem): Reply => {
    if (!card.inserted) throw cme(CME.simNotInserted);
    return info(filled(line, { iccid: card.iccid }));
  };
  return { exec: tell, read: tell, test: () => OK };
}

/** A command that restarts the modem, after its OK. */
export const RESTART: CommandSpec = { exec: (modem) => ({ kind: 'ok', afterwards: () => modem.reset() }) };

/** A command that is accepted and does nothing that we know of. */
export const ACCEPTED: CommandSpec = { exec: () => OK, set: () => OK, test: () => OK };

/** Indicators for programs that look at them: +CIND (27.007 §8.9) and +CMER (§8.10). */
export const INDICATORS = {
  '+CIND': {
    test: '+CIND: ("signal",(0-5)),("service",(0,1)),("message",(0,1)),("call",(0,1)),("roam",(0,1)),("smsfull",(0,1))',
    read: answering(({ network, power, store, memories, call }) => {
      const bars = power === 1 ? Math.min(5, Math.ceil(network.rssi / 6)) : 0;
      const bit = (yes: boolean): number => (yes ? 1 : 0);
      const [reading] = memories;
      const unread = store.list(reading).some(({ message }) => message.status === 0);
      const roams = network.stat === 5;
      return `+CIND: ${bars},${bit(network.registered)},${bit(unread)},${bit(call !== undefined)},${bit(roams)},${bit(store.full(reading))}`;
    }),
  },
  '+CMER': { test: '+CMER: (0-3),(0),(0),(0,1),(0,1)', read: '+CMER: 0,0,0,0,0', set: () => OK },
} as const satisfies Record<string, CommandSpec>;
