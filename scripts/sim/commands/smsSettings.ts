import { charsetText, textFromCharset } from '../charset.ts';
import { addressOf } from '../codec/address.ts';
import { Malformed } from '../codec/malformed.ts';
import type { MemoryChoice } from '../messageStore.ts';
import type { Modem } from '../modem.ts';
import { CMS, cms, info, OK, Refusal } from '../reply.ts';
import type { Params } from './params.ts';
import {
  acceptNumber,
  type CommandSpec,
  type CommandTable,
  type Handler,
  numberCommand,
  succeed,
} from './spec.ts';

const sms = (spec: CommandSpec): CommandSpec => ({ ...spec, family: 'cms' });
const onCard = (spec: CommandSpec): CommandSpec => ({ ...spec, family: 'cms', needsCard: true });

function memoryCounts(modem: Modem, named: boolean): string {
  const { store, memories } = modem;
  const { shown, printed, separator } = modem.make.storage;
  const parts = memories.slice(0, shown).flatMap((memory) => {
    const counts = [store.used(memory), store.total(memory)];
    return named ? [`"${printed[memory] ?? memory}"`, ...counts] : counts;
  });
  return `+CPMS: ${parts.join(separator)}`;
}

/** The memory that a parameter of +CPMS names; the one in use when it is left out. */
function memoryAt(modem: Modem, params: Params, at: 0 | 1 | 2): MemoryChoice {
  const { names, printed, refusal } = modem.make.storage;
  const written = params.text(at)?.toUpperCase();
  if (written === undefined) return modem.memories[at];
  const found = names[at].find((name) => name === written || printed[name] === written);
  if (!found) throw new Refusal(refusal);
  return found;
}

const setMemories: Handler = (modem, params) => {
  const { parameters, refusal, switchMs } = modem.make.storage;
  if (!parameters.includes(params.count)) return refusal;
  const before = modem.memories[2];
  modem.memories = [memoryAt(modem, params, 0), memoryAt(modem, params, 1), memoryAt(modem, params, 2)];
  const tookMs = modem.memories[2] === before ? 0 : modem.traitMs(switchMs);
  const afterwards = (): void => modem.memoryAvailable();
  return { kind: 'ok', info: [memoryCounts(modem, false)], tookMs, afterwards };
};

/** Whether the make takes this tuple of +CNMI. */
function indicationsTaken(modem: Modem, wanted: readonly number[]): boolean {
  const { service } = modem.make;
  const offered = (modem.settings.smsService === 1 && service.inService1) || service;
  const forbidden = service.refused.some((pattern) =>
    pattern.split(',').every((value, at) => value === '*' || Number(value) === wanted[at]),
  );
  return !forbidden && offered.sets.every((values, at) => values.includes(wanted[at] ?? 0));
}

const setIndications: Handler = (modem, params) => {
  const { mode, mt, bm, ds, bfr } = modem.settings.indications;
  const wanted = {
    mode: params.atMost(5).number(0, [0, 3], mode),
    mt: params.number(1, [0, 3], mt),
    bm: params.number(2, [0, 3], bm),
    ds: params.number(3, [0, 2], ds),
    bfr: params.number(4, [0, 1], bfr),
  };
  if (!indicationsTaken(modem, Object.values(wanted))) return modem.make.service.refusal;
  modem.settings.indications = wanted;
  return { kind: 'ok', afterwards: () => modem.arrivals.indicationsChanged() };
};

const acknowledge: Handler = (modem, params) => {
  const how = params.number(0, [0, 2], 0);
  if (!modem.arrivals.acknowledge(how !== 2)) throw cms(CMS.noAckExpected);
  return OK;
};

const setServiceCentre: Handler = (modem, params) => {
  const written = params.atMost(2).text(0) ?? '';
  let number: string;
  try {
    number = textFromCharset(written, modem.settings.charset === 'UCS2' ? 'UCS2' : 'IRA');
  } catch (reason) {
    if (reason instanceof Malformed) return params.refuse();
    throw reason;
  }
  if (!/^\+?\d{0,20}$/.test(number)) return params.refuse();
  const international = params.number(1, [0, 255], addressOf(number).toa) === 145 && /^\d+$/.test(number);
  modem.card.serviceCentre = international ? `+${number}` : number;
  return OK;
};

/** +CSMP= (27.005 §3.2.4). */
export const setTextParameters: Handler = (modem, params) => {
  const { fo, vp, pid, dcs } = modem.settings.textModeParameters;
  modem.settings.textModeParameters = {
    fo: params.atMost(4).number(0, [0, 255], fo),
    vp: params.number(1, [0, 255], vp),
    pid: params.number(2, [0, 255], pid),
    dcs: params.number(3, [0, 255], dcs),
  };
  return OK;
};

/** What is set for SMS (27.005 §3.1–3.3): service, memories, format, service centre, indications. */
export const SMS_SETTINGS: CommandTable = {
  '+CSMS': sms({
    test: ({ make }) => info(`+CSMS: (${make.service.services.join(',')})`),
    read: (modem) => info(`+CSMS: ${modem.settings.smsService},1,1,1`),
    set: (modem, params) => {
      const service = params.atMost(1).number(0, [0, 255]);
      if (!modem.make.service.services.includes(service)) return modem.make.service.refusal;
      modem.settings.smsService = service;
      return info('+CSMS: 1,1,1');
    },
  }),
  '+CPMS': onCard({
    latency: 'memory',
    test: ({ make }) => info(`+CPMS: ${make.storage.test}`),
    read: (modem) => info(memoryCounts(modem, true)),
    set: setMemories,
  }),
  '+CMGF': sms(numberCommand('+CMGF', 'textMode', 1)),
  '+CSDH': sms(numberCommand('+CSDH', 'showTextHeader', 1)),
  '+CMMS': sms(numberCommand('+CMMS', 'moreMessages', 2)),
  '+CSMP': sms({
    test: succeed,
    read: ({ settings }) => {
      const { fo, vp, pid, dcs } = settings.textModeParameters;
      return info(`+CSMP: ${fo},${vp},${pid},${dcs}`);
    },
    set: setTextParameters,
  }),
  '+CSCA': onCard({
    test: succeed,
    read: ({ card, settings }) => {
      const number =
        settings.charset === 'UCS2' ? charsetText(card.serviceCentre, 'UCS2') : card.serviceCentre;
      return info(`+CSCA: "${number}",${addressOf(card.serviceCentre || '0').toa}`);
    },
    set: setServiceCentre,
  }),
  '+CNMI': onCard({
    test: ({ make, settings }) =>
      info(`+CNMI: ${((settings.smsService === 1 && make.service.inService1) || make.service).test}`),
    read: ({ settings }) => {
      const { mode, mt, bm, ds, bfr } = settings.indications;
      return info(`+CNMI: ${mode},${mt},${bm},${ds},${bfr}`);
    },
    set: setIndications,
  }),
  '+CNMA': onCard({ test: '+CNMA: (0-2)', exec: acknowledge, set: acknowledge }),
  '+CSCB': sms({
    test: '+CSCB: (0,1)',
    read: '+CSCB: 0,"",""',
    set: acceptNumber([0, 1]),
  }),
  '+CGSMS': {
    test: '+CGSMS: (0-3)',
    read: '+CGSMS: 3',
    set: acceptNumber([0, 3]),
  },
};
