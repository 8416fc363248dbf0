import { Malformed } from './malformed.ts';

export type Alphabet = 'gsm7' | '8bit' | 'ucs2';

export interface DataCoding {
  readonly alphabet: Alphabet;
  readonly messageClass: number | undefined;
}

const ALPHABETS: readonly Alphabet[] = ['gsm7', '8bit', 'ucs2', 'gsm7'];

/** TP-DCS by its coding group (23.038 §4). Compressed text throws Malformed: no phone here can read it. */
export function readDataCoding(dcs: number): DataCoding {
  const group = dcs >> 4;
  if (group < 8) {
    if (dcs & 0x20) throw new Malformed('compressed text');
    return {
      alphabet: ALPHABETS[(dcs >> 2) & 3] ?? 'gsm7',
      messageClass: dcs & 0x10 ? dcs & 3 : undefined,
    };
  }
  if (group === 14) return { alphabet: 'ucs2', messageClass: undefined };
  if (group === 15) return { alphabet: dcs & 4 ? '8bit' : 'gsm7', messageClass: dcs & 3 };
  return { alphabet: 'gsm7', messageClass: undefined };
}
