import { filled } from '../fields.ts';
import { type MemoryChoice, type Place, STATUS, type StoredMessage } from '../messageStore.ts';
import type { Modem } from '../modem.ts';
import { CMS, cms, info, OK, type Reply } from '../reply.ts';
import { pduModeLines, STATUS_WORDS, textModeLines } from '../textMode.ts';
import type { Params } from './params.ts';
import type { CommandTable, Handler } from './spec.ts';

const linesOf = (modem: Modem, message: StoredMessage, form: 'list' | 'read', index: number): string[] =>
  modem.settings.textMode
    ? textModeLines(modem, message, form === 'list' ? index : undefined)
    : pduModeLines(modem, message, form, index);

function markRead(message: StoredMessage): void {
  if (message.status === STATUS.unread) message.status = STATUS.read;
}

/** <stat> to list: a number in PDU mode, a word in text mode; what is left out means the unread ones. */
function listedStatus(modem: Modem, params: Params): number {
  if (!modem.settings.textMode) return params.atMost(1).number(0, [0, 4], STATUS.unread);
  return STATUS_WORDS.indexOf(params.atMost(1).oneOf(0, STATUS_WORDS, 'REC UNREAD'));
}

const list: Handler = (modem, params) => {
  const wanted = listedStatus(modem, params);
  if (!modem.settings.textMode && modem.make.records.listRefuses.includes(wanted))
    throw cms(CMS.notSupported);
  const found = modem.store
    .list(modem.memories[0])
    .filter(({ message }) => wanted === STATUS.all || message.status === wanted)
    .filter(({ place }) => modem.make.storage.blind[place.memory] === undefined);
  const lines = found.flatMap(({ index, message }) => linesOf(modem, message, 'list', index));
  for (const { message } of found) markRead(message);
  return info(...lines);
};

function placeAt(modem: Modem, memory: MemoryChoice, index: number): Place {
  const place = modem.store.placeOf(memory, index);
  if (!place) throw cms(CMS.invalidIndex);
  return place;
}

const read: Handler = (modem, params) => {
  const index = params.atMost(1).number(0, [-1, 9999]);
  const place = placeAt(modem, modem.memories[0], index);
  const message = modem.store.at(place);
  if (!message || modem.make.storage.blind[place.memory] === 'all') return modem.make.records.emptyRead;
  const lines = linesOf(modem, message, 'read', index);
  markRead(message);
  return info(...lines);
};

/** Which states the flags 1 to 4 of +CMGD take away; unread ones go only with 4 (27.005 §3.5.4). */
const FLAG_STATES: readonly (readonly number[])[] = [
  [],
  [STATUS.read],
  [STATUS.read, STATUS.sent],
  [STATUS.read, STATUS.sent, STATUS.unsent],
  [STATUS.read, STATUS.sent, STATUS.unsent, STATUS.unread],
];

const remove: Handler = (modem, params) => {
  const { deleteFlags, emptyDelete } = modem.make.records;
  const flag = params.atMost(2).number(1, [0, 4], 0);
  if (!deleteFlags.includes(flag)) return params.refuse();
  const memory = modem.memories[0];
  let reply: Reply = OK;
  let freed = true;
  if (flag > 0) {
    for (const { place, message } of modem.store.list(memory)) {
      if (FLAG_STATES[flag]?.includes(message.status)) modem.store.remove(place);
    }
  } else {
    const place = placeAt(modem, memory, params.number(0, [-1, 9999]));
    const found = modem.store.at(place) !== undefined;
    const turn = modem.faults.meet('delete', { place, found, erase: found, reply: found ? OK : emptyDelete });
    if (turn.erase) modem.store.remove(place);
    reply = turn.reply;
    freed = found;
  }
  // Room again: the network is told, and brings what it held back (24.011 RP-SMMA).
  return freed && reply.kind === 'ok' ? { ...reply, afterwards: () => modem.memoryAvailable() } : reply;
};

const occupied: Handler = (modem) => {
  const indices = modem.store.list(modem.memories[0]).map(({ index }) => index);
  return info(`+CMGD: ${filled(modem.make.records.deletable, { occupied: indices.join(',') })}`);
};

/** Reading and deleting what is stored (27.005 §3.4.2, §3.4.3, §3.5.4). */
export const SMS_STORE: CommandTable = {
  '+CMGL': {
    family: 'cms',
    needsCard: true,
    latency: 'read',
    exec: list,
    set: list,
    test: ({ settings }) =>
      info(
        settings.textMode ? `+CMGL: (${STATUS_WORDS.map((word) => `"${word}"`).join(',')})` : '+CMGL: (0-4)',
      ),
  },
  '+CMGR': { family: 'cms', needsCard: true, latency: 'read', set: read, test: () => OK },
  '+CMGD': { family: 'cms', needsCard: true, latency: 'delete', set: remove, test: occupied },
};
