import { addressOf } from '../codec/address.ts';
import { CME, cme, info, OK } from '../reply.ts';
import type { CommandTable } from './spec.ts';

const PHONEBOOKS = ['SM', 'ON'] as const;
const ENTRIES = 100;

/** A phonebook that has nothing but the own number, for programs that look (27.007 §8.11–8.13). */
export const PHONEBOOK: CommandTable = {
  '+CPBS': {
    needsCard: true,
    test: '+CPBS: ("SM","ON")',
    read: ({ phonebook }) => info(phonebook === 'ON' ? '+CPBS: "ON",1,1' : `+CPBS: "SM",0,${ENTRIES}`),
    set: (modem, params) => {
      modem.phonebook = params.oneOf(0, PHONEBOOKS);
      return OK;
    },
  },
  '+CPBR': {
    needsCard: true,
    test: ({ phonebook }) => info(`+CPBR: (1-${phonebook === 'ON' ? 1 : ENTRIES}),20,16`),
    set: ({ phonebook, card }, params) => {
      const first = params.number(0, [1, ENTRIES]);
      if (phonebook === 'ON' && first === 1) {
        return info(`+CPBR: 1,"${card.ownNumber}",${addressOf(card.ownNumber).toa},""`);
      }
      if (params.count === 1) throw cme(CME.notFound);
      return OK;
    },
  },
};
