import { charsetText, textFromCharset } from '../charset.ts';
import { addressOf } from '../codec/address.ts';
import { Malformed } from '../codec/malformed.ts';
import { type MemoryChoice, READ_MEMORIES, WRITE_MEMORIES } from '../messageStore.ts';
import type { Modem } from '../modem.ts';
import { CMS, cms, info, OK } from '../reply.ts';
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
const quoted = (names: readonly string[]): string => `(${names.map((name) => `"${name}"`).join(',')})`;

function memoryCounts(modem: Modem, named: boolean): string {
  const { store, memories } = modem;
  const part = (memory: MemoryChoice): string =>
    `${named ? `"${memory}",` : ''}${store.used(memory)},${store.total(memory)}`;
  return `+CPMS: ${memories.map(part).join(',')}`;
}

const setMemories: Handler = (modem, params) => {
  const [reading, writing, receiving] = modem.memories;
  modem.memories = [
    params.atMost(3).oneOf(0, READ_MEMORIES, reading),
    params.oneOf(1, WRITE_MEMORIES, writing),
    params.oneOf(2, WRITE_MEMORIES, receiving),
  ];
  modem.smsc.retry();
  return info(memoryCounts(modem, false));
};

const setIndications: Handler = (modem, params) => {
  const { mode, mt, bm, ds, bfr } = modem.settings.indications;
  const wanted = {
    mode: params.atMost(5).number(0, [0, 3], mode),
    mt: params.number(1, [0, 3], mt),
    bm: params.number(2, [0, 3], bm),
    ds: params.number(3, [0, 2], ds),
    bfr: params.number(4, [0, 1], bfr),
  };
  if (wanted.bm === 1) return params.refuse();
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

const setTextParameters: Handler = (modem, params) => {
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
    test: '+CSMS: (0,1)',
    read: (modem) => info(`+CSMS: ${modem.settings.smsService},1,1,1`),
    set: (modem, params) => {
      modem.settings.smsService = params.atMost(1).number(0, [0, 1]);
      return info('+CSMS: 1,1,1');
    },
  }),
  '+CPMS': onCard({
    test: `+CPMS: ${quoted(READ_MEMORIES)},${quoted(WRITE_MEMORIES)},${quoted(WRITE_MEMORIES)}`,
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
    test: '+CNMI: (0-3),(0-3),(0,2,3),(0-2),(0,1)',
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
