import { GENERIC, type Profile } from './profile.ts';

/** M26, M35, M95, also under other firms' names. */
export const QUECTEL_2G: Profile = {
  ...GENERIC,
  id: 'quectel-2g',
  recognisedBy: /quectel[ _]?m\d|\bm(?:26|35|66|95)\b|foxcom/i,
  pinCounters: ['+QPINC', '+CPINR'],
  timing: { sendMs: 90_000, promptPauseMs: 50 },
  errors: 'mtk',
};

/** UC20, EC25, EG25 … Its news goes to the port that it is told to; a full storage is told only when that is asked for. */
export const QUECTEL: Profile = {
  ...GENERIC,
  id: 'quectel',
  recognisedBy: /quectel|\be[cgmp]\d\d\b|\buc\d\d\b/i,
  quiet: ['AT+QURCCFG="urcport","usbat"', 'AT+QINDCFG="smsfull",1'],
  loud: ['AT+QURCCFG="urcport","all"'],
  pinCounters: ['+QPINC', '+CPINR'],
  timing: { sendMs: 150_000 },
};

/** EC200A counts the texts in its ME and never shows one. */
export const QUECTEL_EC200A: Profile = {
  ...QUECTEL,
  id: 'quectel-ec200a',
  recognisedBy: /\bec200a/i,
  notForReceiving: ['ME', 'MT'],
  unreadable: ['ME'],
};
