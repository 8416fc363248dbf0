import { addressOf } from '../codec/address.ts';
import { CME, cme, info, OK, type Reply } from '../reply.ts';
import { type CommandTable, type Handler, numberCommand } from './spec.ts';
import { dialUssd, isUssd } from './ussd.ts';

/** A simulated subscriber who is always on the phone. */
const BUSY_NUMBER = '112';

const dial: Handler = (modem, params): Reply => {
  const number = params.raw.replace(/[;\s,PTW]/gi, '');
  if (isUssd(number)) return dialUssd(modem, number);
  if (!modem.online) throw cme(CME.noNetwork);
  return { kind: 'call', result: number === BUSY_NUMBER ? 'BUSY' : 'NO CARRIER' };
};

const answer: Handler = (modem): Reply => {
  if (!modem.call) return { kind: 'call', result: 'NO CARRIER' };
  modem.call.active = true;
  return OK;
};

const hangUp: Handler = (modem) => {
  modem.call = undefined;
  return OK;
};

const listCalls: Handler = ({ call }) => {
  if (!call) return OK;
  const { toa } = addressOf(call.number);
  return info(`+CLCC: 1,${call.incoming ? 1 : 0},${call.active ? 0 : 4},0,0,"${call.number}",${toa}`);
};

/** Voice calls, as far as a modem for texts has to bear them (27.007 §6, §7). */
export const CALLS: CommandTable = {
  D: { needsCard: true, exec: dial },
  A: { exec: answer },
  H: { exec: hangUp },
  '+CHUP': { exec: hangUp, test: () => OK },
  '+CLCC': { exec: listCalls, test: () => OK },
  '+CLIP': numberCommand('+CLIP', 'clip', 1, { read: ({ settings }) => info(`+CLIP: ${settings.clip},1`) }),
  '+CRC': numberCommand('+CRC', 'crc', 1),
  '+COLP': numberCommand('+COLP', 'colp', 1, { read: ({ settings }) => info(`+COLP: ${settings.colp},0`) }),
};
