/** What a TP-DCS octet says (3GPP TS 23.038 §4). */
export interface DataCoding {
  alphabet: 'gsm7' | 'ucs2' | '8bit';
  messageClass: 0 | 1 | 2 | 3 | null;
  /** Compressed by 23.042; such user data cannot be read here. */
  compressed: boolean;
  messageWaiting: MessageWaiting | undefined;
}

/** A message waiting indication; without `store` the text itself may be thrown away. */
export interface MessageWaiting {
  active: boolean;
  type: 'voicemail' | 'fax' | 'email' | 'other';
  store: boolean;
}

const CLASSES = [0, 1, 2, 3] as const;
const ALPHABETS = ['gsm7', '8bit', 'ucs2', 'gsm7'] as const; // the fourth is reserved: taken as GSM-7
const WAITING_TYPES = ['voicemail', 'fax', 'email', 'other'] as const;

/** Reserved values mean uncompressed GSM-7 without a class, as 23.038 §4 tells receivers. */
export function readDataCoding(dcs: number): DataCoding {
  const messageClass = CLASSES[dcs & 3] ?? null;
  const plain: DataCoding = {
    alphabet: 'gsm7',
    messageClass: null,
    compressed: false,
    messageWaiting: undefined,
  };
  if (dcs < 0x80) {
    // General data coding, and the same with automatic deletion (01xx).
    return {
      ...plain,
      alphabet: ALPHABETS[(dcs >> 2) & 3] ?? 'gsm7',
      messageClass: (dcs & 0x10) === 0 ? null : messageClass,
      compressed: (dcs & 0x20) !== 0,
    };
  }
  const group = dcs >> 4;
  if (group === 0xf) return { ...plain, alphabet: (dcs & 4) === 0 ? 'gsm7' : '8bit', messageClass };
  if (group < 0xc) return plain;
  return {
    ...plain,
    alphabet: group === 0xe ? 'ucs2' : 'gsm7',
    messageWaiting: {
      active: (dcs & 8) !== 0,
      type: WAITING_TYPES[dcs & 3] ?? 'other',
      store: group !== 0xc,
    },
  };
}
