import { charsetText } from '../charset.ts';
import type { Modem } from '../modem.ts';
import { info, OK } from '../reply.ts';
import { acceptNumber, type CommandSpec, type CommandTable, numberCommand } from './spec.ts';

function registration(name: 'CREG' | 'CGREG' | 'CEREG', setting: 'creg' | 'cgreg' | 'cereg'): CommandSpec {
  const say = (modem: Modem): void =>
    modem.say(`+${name}: ${statOf(modem, name)}${modem.settings[setting] === 2 ? modem.cellPart() : ''}`);
  return numberCommand(`+${name}`, setting, 2, {
    set: (modem, params) => {
      modem.settings[setting] = params.atMost(1).number(0, [0, 2], 0);
      const tells = modem.make.network.tellsAtOnce && modem.settings[setting] > 0;
      return tells ? { kind: 'ok', afterwards: () => say(modem) } : OK;
    },
    read: (modem) => {
      const mode = modem.settings[setting];
      const before = modem.make.network.readsAsEvent ? '' : `${mode},`;
      return info(`+${name}: ${before}${statOf(modem, name)}${mode === 2 ? modem.cellPart() : ''}`);
    },
  });
}

const statOf = ({ network }: Modem, name: string): number =>
  name === 'CEREG' ? (network.lteStat ?? network.stat) : network.stat;

/** The network: registration, operator, signal (27.007 §7). */
export const NETWORK: CommandTable = {
  '+CREG': registration('CREG', 'creg'),
  '+CGREG': registration('CGREG', 'cgreg'),
  '+CEREG': registration('CEREG', 'cereg'),
  '+CSQ': {
    exec: ({ network, power }) => info(power === 1 ? `+CSQ: ${network.rssi},${network.ber}` : '+CSQ: 99,99'),
    test: '+CSQ: (0-31,99),(0-7,99)',
  },
  '+COPS': {
    needsCard: true,
    read: ({ network, operatorFormat, settings }) => {
      if (!network.registered) return info('+COPS: 0');
      const name =
        operatorFormat === 2 ? network.operatorCode : charsetText(network.operator, settings.charset);
      return info(`+COPS: 0,${operatorFormat},"${name}",${network.technology}`);
    },
    set: (modem, params) => {
      const mode = params.number(0, [0, 4]);
      modem.operatorFormat = params.number(1, [0, 2], modem.operatorFormat);
      if (mode === 2) modem.setRegistration(0);
      if (mode === 0 || mode === 1) modem.setPower(modem.power);
      return OK;
    },
    test: ({ network }) =>
      info(`+COPS: (2,"${network.operator}","${network.operator}","${network.operatorCode}",7),,(0-4),(0-2)`),
  },
  '+CGATT': {
    needsCard: true,
    read: ({ network }) => info(`+CGATT: ${network.registered ? 1 : 0}`),
    set: acceptNumber([0, 1]),
    test: '+CGATT: (0,1)',
  },
};
