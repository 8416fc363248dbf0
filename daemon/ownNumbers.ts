import { noteOwnNumbers } from '../db/actions/ownNumbers.ts';
import type { Clock } from '../db/clock.ts';
import type { Log } from '../db/log.ts';
import type { Db } from '../db/open.ts';
import { type PhoneNumber, readPhoneNumber } from '../db/rules/phoneNumber.ts';
import type { ModemConfig } from './config.ts';

/** The gateway's own numbers: what comes from them is a test, and nothing is sent to them (LOOP). */
export interface OwnNumbers {
  /** Grows when a SIM tells its number. */
  readonly all: readonly PhoneNumber[];
  /** @param written as the SIM holds it; a number of the configuration counts more. */
  learn(modem: ModemConfig, written: string): void;
}

export function knowOwnNumbers(db: Db, clock: Clock, log: Log, modems: readonly ModemConfig[]): OwnNumbers {
  const all = modems.flatMap(({ ownNumber }) => ownNumber ?? []);
  noteOwnNumbers(db, clock, all);
  return {
    all,
    learn: (modem, written) => {
      const number = modem.ownNumber === undefined ? readPhoneNumber(written) : undefined;
      if (number === undefined || all.includes(number)) return;
      all.push(number);
      noteOwnNumbers(db, clock, all);
      log.info({ modem: modem.name }, 'the SIM tells its own number');
    },
  };
}
