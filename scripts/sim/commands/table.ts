import type { Personality } from '../personalities/personality.ts';
import { info, OK } from '../reply.ts';
import { CALLS } from './calls.ts';
import { CARD } from './card.ts';
import { GENERAL } from './general.ts';
import { NETWORK } from './networkCommands.ts';
import { PHONEBOOK } from './phonebook.ts';
import { SMS_SEND } from './smsSend.ts';
import { SMS_SETTINGS } from './smsSettings.ts';
import { SMS_STORE } from './smsStore.ts';
import type { CommandTable } from './spec.ts';
import { USSD_COMMANDS } from './ussd.ts';

const KNOWN: CommandTable = {
  ...GENERAL,
  ...CARD,
  ...NETWORK,
  ...SMS_SETTINGS,
  ...SMS_STORE,
  ...SMS_SEND,
  ...CALLS,
  ...USSD_COMMANDS,
  ...PHONEBOOK,
};

const tables = new WeakMap<Personality, CommandTable>();

/** Every command of a make; +CLAC lists them (27.007 §8.37). */
export function commandsOf(make: Personality): CommandTable {
  const known = tables.get(make);
  if (known) return known;
  const table = composed(make);
  tables.set(make, table);
  return table;
}

function composed(make: Personality): CommandTable {
  const kept = Object.entries(KNOWN).filter(([name]) => !make.without.includes(name));
  const all: CommandTable = { ...Object.fromEntries(kept), ...make.commands };
  const listed = Object.keys(all).map((name) => `AT${name}`);
  if (make.without.includes('+CLAC')) return all;
  return { '+CLAC': { exec: () => info(...listed, 'AT+CLAC'), test: () => OK }, ...all };
}
