/** What AT commands set and ATZ puts back (V.250 §6, 27.005 §3, 27.007 §7). The numbers are the commands' own. */
export interface Settings {
  echo: number;
  verbose: number;
  quiet: number;
  callProgress: number;
  autoAnswer: number;
  errorForm: number;
  textMode: number;
  showTextHeader: number;
  charset: Charset;
  textModeParameters: { fo: number; vp: number; pid: number; dcs: number };
  smsService: number;
  moreMessages: number;
  indications: Indications;
  creg: number;
  cgreg: number;
  cereg: number;
  clip: number;
  crc: number;
  colp: number;
  cusd: number;
}

/** +CNMI (27.005 §3.4.1). */
export interface Indications {
  mode: number;
  mt: number;
  bm: number;
  ds: number;
  bfr: number;
}

export type Charset = 'GSM' | 'IRA' | 'UCS2' | 'HEX' | 'PCCP437';

/** The settings whose value is one number. */
export type NumberSetting = {
  [Name in keyof Settings]: Settings[Name] extends number ? Name : never;
}[keyof Settings];

/** What the norm leaves to the makes, and what a make has of its own. */
export function factorySettings(own: Partial<Settings> = {}): Settings {
  return {
    echo: 1,
    verbose: 1,
    quiet: 0,
    callProgress: 4,
    autoAnswer: 0,
    errorForm: 0,
    textMode: 0,
    showTextHeader: 0,
    charset: 'GSM',
    textModeParameters: { fo: 17, vp: 167, pid: 0, dcs: 0 },
    smsService: 0,
    moreMessages: 0,
    creg: 0,
    cgreg: 0,
    cereg: 0,
    clip: 0,
    crc: 0,
    colp: 0,
    cusd: 0,
    ...own,
    indications: { mode: 0, mt: 0, bm: 0, ds: 0, bfr: 0, ...own.indications },
  };
}
