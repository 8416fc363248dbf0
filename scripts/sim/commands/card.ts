import { addressOf } from '../codec/address.ts';
import { CME, cme, info, OK } from '../reply.ts';
import type { CommandTable, Handler } from './spec.ts';

/** +CPIN= (27.007 §8.3): one parameter is the PIN; two are the PUK and a new PIN, when the PUK is asked for. */
const enterPin: Handler = (modem, params) => {
  const { card } = modem;
  const [first, second] = [params.atMost(2).text(0), params.text(1)];
  if (first === undefined) return params.refuse();
  if (card.state === 'NOT INSERTED') throw cme(CME.simNotInserted);
  if (card.state === 'NOT READY') throw cme(CME.simBusy);
  if (card.state === 'READY') throw cme(CME.notAllowed);
  if (card.state === 'BLOCKED') throw cme(CME.pukRequired);
  if (card.state === 'SIM PUK') {
    if (second === undefined) throw cme(CME.pukRequired);
    if (!/^\d{4,8}$/.test(second)) return params.refuse();
    if (!card.enterPuk(first, second)) throw cme(CME.wrongPassword);
  } else if (!card.enterPin(first)) {
    throw cme(CME.wrongPassword);
  }
  return { kind: 'ok', afterwards: () => modem.cardOpened() };
};

const lock: Handler = (modem, params) => {
  if (params.text(0)?.toUpperCase() !== 'SC') throw cme(CME.notSupported);
  const mode = params.number(1, [0, 2]);
  if (mode === 2) return info(`+CLCK: ${modem.card.locks ? 1 : 0}`);
  const pin = params.text(2);
  if (pin === undefined) return params.refuse();
  if (!modem.card.setLock(mode === 1, pin)) throw cme(CME.wrongPassword);
  return OK;
};

const iccid: Handler = ({ card }) => {
  if (!card.inserted) throw cme(CME.simNotInserted);
  if (!card.awake) throw cme(CME.simBusy);
  return info(`+CCID: ${card.iccid}`);
};

const cardState: Handler = ({ card }) => {
  if (!card.inserted) throw cme(CME.simNotInserted);
  return info(`+CPIN: ${card.state === 'BLOCKED' ? 'SIM PUK' : card.state}`);
};

/** The card: lock, tries, identity. */
export const CARD: CommandTable = {
  '+CPIN': { read: cardState, set: enterPin, test: () => OK },
  '+CPINR': {
    exec: ({ card }) => info(`+CPINR: SIM PIN,${card.pinTries},3`, `+CPINR: SIM PUK,${card.pukTries},10`),
    read: ({ card }) => info(`+CPINR: SIM PIN,${card.pinTries},3`, `+CPINR: SIM PUK,${card.pukTries},10`),
    test: () => OK,
  },
  '+CLCK': { set: lock, test: '+CLCK: ("SC")' },
  '+CIMI': { needsCard: true, exec: ({ card }) => info(card.imsi), test: () => OK },
  '+CCID': { exec: iccid, read: iccid, test: () => OK },
  '+CNUM': {
    needsCard: true,
    exec: ({ card }) =>
      card.ownNumber ? info(`+CNUM: "","${card.ownNumber}",${addressOf(card.ownNumber).toa}`) : OK,
    test: () => OK,
  },
};
