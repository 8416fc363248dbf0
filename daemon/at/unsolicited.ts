/** What a modem may say without having been asked. The names are ours; who acts on them lives above. */
export type UnsolicitedName =
  | 'smsStored'
  | 'reportStored'
  | 'smsPushed'
  | 'reportPushed'
  | 'broadcastPushed'
  | 'registration'
  | 'ussd'
  | 'call'
  | 'simState'
  | 'storageFull'
  | 'powerAlarm'
  | 'rebooted'
  | 'bootProgress'
  | 'lateReference'
  /** Somebody else's command in the echo: another program writes to this port. */
  | 'foreignCommand'
  /** Not the modem's words: the line was out of step, and what it said meanwhile may be lost. */
  | 'repaired';

export interface Unsolicited {
  readonly start: string;
  /** The line must be this and nothing more. Without it the line must begin with this. */
  readonly whole?: true;
  /** Lines that belong to it: a PDU, or what remains of a quoted text that holds line breaks. */
  readonly trailing?: 'pdu' | 'quoted';
  readonly name: UnsolicitedName;
}

/**
 * `rebooted` marks are printed at power-on only. `bootProgress` marks come seconds or minutes after it, so that one of
 * them alone proves a reboot only when the modem has been in use for a while.
 */
export const UNSOLICITED: readonly Unsolicited[] = [
  { start: '+CMTI:', name: 'smsStored' },
  { start: '+CDSI:', name: 'reportStored' },
  { start: '+CMT:', trailing: 'pdu', name: 'smsPushed' },
  { start: '+CDS:', trailing: 'pdu', name: 'reportPushed' },
  { start: '+CBM:', trailing: 'pdu', name: 'broadcastPushed' },
  { start: '+CREG:', name: 'registration' },
  { start: '+CEREG:', name: 'registration' },
  { start: '+CGREG:', name: 'registration' },
  { start: '+CUSD:', trailing: 'quoted', name: 'ussd' },
  // Comes unasked only when its own exchange has long been given up.
  { start: '+CMGS:', name: 'lateReference' },
  { start: 'RING', whole: true, name: 'call' },
  { start: '+CRING:', name: 'call' },
  { start: '+CLIP:', name: 'call' },
  { start: 'NO CARRIER', whole: true, name: 'call' },
  { start: 'BUSY', whole: true, name: 'call' },
  { start: 'NO ANSWER', whole: true, name: 'call' },
  { start: 'NO DIALTONE', whole: true, name: 'call' },
  { start: 'NO DIAL TONE', whole: true, name: 'call' },
  { start: 'MISSED_CALL:', name: 'call' },
  { start: 'VOICE CALL:', name: 'call' },
  { start: '+CPIN:', name: 'simState' },
  { start: '^SMMEMFULL', name: 'storageFull' }, // Huawei
  { start: '+SMS FULL', name: 'storageFull' }, // SIMCom A76xx
  { start: '^SMGO:', name: 'storageFull' }, // Cinterion
  { start: '+QIND: "smsfull"', name: 'storageFull' }, // Quectel
  { start: '+CIEV: "smsfull",1', name: 'storageFull' }, // by the name of 27.007 §8.9
  { start: '+CIEV: smsfull,1', name: 'storageFull' },
  { start: 'UNDER-VOLTAGE', name: 'powerAlarm' }, // SIMCom
  { start: 'UNDER_VOLTAGE', name: 'powerAlarm' }, // Quectel 2G
  { start: 'OVER-VOLTAGE', name: 'powerAlarm' },
  { start: 'OVER_VOLTAGE', name: 'powerAlarm' },
  { start: '^SBC: Undervoltage', name: 'powerAlarm' }, // Cinterion
  { start: '+CMTE:', name: 'powerAlarm' },
  { start: 'RDY', whole: true, name: 'rebooted' },
  { start: '^SYSSTART', name: 'rebooted' },
  { start: '*ATREADY', name: 'rebooted' },
  { start: 'POWERED DOWN', whole: true, name: 'rebooted' },
  { start: 'NORMAL POWER DOWN', whole: true, name: 'rebooted' },
  { start: '+WIND: 3', whole: true, name: 'rebooted' }, // Wavecom
  { start: '+CFUN: 1', whole: true, name: 'bootProgress' },
  { start: '+WIND: 4', whole: true, name: 'bootProgress' },
  { start: 'Call Ready', whole: true, name: 'bootProgress' },
  { start: 'SMS Ready', whole: true, name: 'bootProgress' },
  { start: 'SMS DONE', whole: true, name: 'bootProgress' },
  { start: 'PB DONE', whole: true, name: 'bootProgress' },
  { start: '+PBREADY', whole: true, name: 'bootProgress' },
  { start: '+QIND: SMS DONE', whole: true, name: 'bootProgress' },
  { start: '+QIND: PB DONE', whole: true, name: 'bootProgress' },
];

/** Some firmwares write all in lower case. */
const ROWS = UNSOLICITED.map((row) => ({ start: row.start.toLowerCase(), row }));

/** The row of the table that a line opens, unless that line is what the running command waits for. */
export function findUnsolicited(line: string): Unsolicited | undefined {
  const said = line.toLowerCase();
  return ROWS.find(({ start, row }) => (row.whole ? said === start : said.startsWith(start)))?.row;
}

export interface AtEvent {
  readonly name: UnsolicitedName;
  /** The line and its trailing lines, as received. */
  readonly lines: readonly string[];
}
