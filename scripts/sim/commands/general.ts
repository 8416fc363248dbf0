import { filled } from '../fields.ts';
import { CME, cme, info, OK } from '../reply.ts';
import { factorySettings } from '../settings.ts';
import {
  acceptNumber,
  basicCommand,
  type CommandTable,
  type Handler,
  numberCommand,
  succeed,
} from './spec.ts';

const factory: Handler = (modem) => {
  modem.settings = factorySettings(modem.make.factory);
  return OK;
};

const stored: Handler = (modem) => {
  modem.defaultSettings();
  return OK;
};

const manufacturer: Handler = (modem) => info(modem.make.identity.manufacturer);
const model: Handler = (modem) => info(modem.make.identity.model);
const revision: Handler = (modem) => info(modem.make.identity.revision);
const serial: Handler = (modem) => info(modem.make.identity.imei);

const QUARTERS = 28;
const QUARTER_MS = 15 * 60 * 1000;
const CLOCK = /^(\d\d)\/(\d\d)\/(\d\d),(\d\d):(\d\d):(\d\d)([+-]\d\d)?$/;

const readClock: Handler = (modem) => {
  const local = new Date(modem.clock.nowMs() + modem.clockOffsetMs + QUARTERS * QUARTER_MS).toISOString();
  return info(`+CCLK: "${local.slice(2, 10).replaceAll('-', '/')},${local.slice(11, 19)}+${QUARTERS}"`);
};

const setClock: Handler = (modem, params) => {
  const found = CLOCK.exec(params.atMost(1).text(0) ?? '');
  if (!found) return params.refuse();
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = found.slice(1, 7).map(Number);
  const local = Date.UTC(2000 + year, month - 1, day, hour, minute, second);
  modem.clockOffsetMs = local - Number(found[7] ?? QUARTERS) * QUARTER_MS - modem.clock.nowMs();
  return OK;
};

const setPower: Handler = (modem, params) => {
  const { levels, resets, busyAfterOnMs } = modem.make.power;
  if (resets.includes(params.raw.replaceAll(' ', ''))) return { kind: 'ok', afterwards: () => modem.reset() };
  const power = params.atMost(2).number(0, [0, 127]);
  if (!levels.includes(power) || params.number(1, [0, 1], 0) === 1) throw cme(CME.notSupported);
  if (power === 1) modem.holdCard(modem.traitMs(busyAfterOnMs));
  modem.setPower(power);
  return OK;
};

/** Basic commands of V.250, identity, power, clock: what works without a card. */
export const GENERAL: CommandTable = {
  E: basicCommand('echo', 1),
  V: basicCommand('verbose', 1),
  Q: basicCommand('quiet', 1),
  X: basicCommand('callProgress', 4),
  Z: { exec: stored },
  '&F': { exec: factory },
  '&W': { exec: succeed },
  '&D': { exec: acceptNumber([0, 2]) },
  '&C': { exec: acceptNumber([0, 1]) },
  '&K': { exec: succeed },
  I: {
    exec: ({ make }) => info(...make.information.map((line) => filled(line, { ...make.identity }))),
  },
  S0: {
    read: (modem) => info(String(modem.settings.autoAnswer).padStart(3, '0')),
    set: (modem, params) => {
      modem.settings.autoAnswer = params.number(0, [0, 255], 0);
      return OK;
    },
  },
  S3: { read: '013', set: acceptNumber([13, 13]) },
  S4: { read: '010', set: acceptNumber([10, 10]) },
  S5: { read: '008', set: acceptNumber([8, 8]) },
  S7: { read: '060', set: succeed },
  '+CGMI': { exec: manufacturer, test: succeed },
  '+CGMM': { exec: model, test: succeed },
  '+CGMR': { exec: revision, test: succeed },
  '+CGSN': { exec: serial, test: succeed },
  '+GMI': { exec: manufacturer, test: succeed },
  '+GMM': { exec: model, test: succeed },
  '+GMR': { exec: revision, test: succeed },
  '+GSN': { exec: serial, test: succeed },
  '+GCAP': { exec: '+GCAP: +CGSM,+DS,+ES', test: succeed },
  '+IPR': { read: '+IPR: 115200', set: succeed, test: '+IPR: (),(9600,19200,38400,57600,115200)' },
  '+ICF': { read: '+ICF: 3,3', set: succeed },
  '+IFC': { read: '+IFC: 0,0', set: succeed },
  '+CMEE': numberCommand('+CMEE', 'errorForm', 2),
  '+CSCS': {
    test: ({ make }) => info(`+CSCS: (${make.charsets.map((name) => `"${name}"`).join(',')})`),
    read: (modem) => info(`+CSCS: "${modem.settings.charset}"`),
    set: (modem, params) => {
      modem.settings.charset = params.atMost(1).oneOf(0, modem.make.charsets, 'GSM');
      return OK;
    },
  },
  '+CFUN': {
    test: ({ make }) => info(`+CFUN: ${make.power.test}`),
    read: ({ make, power }) => info(`+CFUN: ${make.power.readsTest ? make.power.test : power}`),
    set: setPower,
  },
  '+CCLK': { read: readClock, set: setClock, test: succeed },
  '+CBC': { exec: '+CBC: 0,100', test: '+CBC: (0-3),(0-100)' },
  '+CPAS': {
    exec: ({ call }) => info(`+CPAS: ${call ? (call.active ? 4 : 3) : 0}`),
    test: '+CPAS: (0,3,4)',
  },
};
