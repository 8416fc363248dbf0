import { septetsOf } from './alphabet.ts';
import { type UserData, writeUserData } from './userData.ts';

const LIMITS = { gsm7: { alone: 160, part: 153 }, ucs2: { alone: 70, part: 67 } } as const;

/** Cuts a text where the next character would no longer fit; a character is never cut in two. */
function cut(characters: readonly string[], sizeOf: (character: string) => number, room: number): string[] {
  const parts: string[] = [''];
  let used = 0;
  for (const character of characters) {
    const size = sizeOf(character);
    if (used + size > room) {
      parts.push('');
      used = 0;
    }
    parts[parts.length - 1] += character;
    used += size;
  }
  return parts;
}

/** A phone's way of sending a text: one part if it fits, else several with an 8-bit reference (23.040 §9.2.3.24.1). */
export function splitText(text: string, ref: number): { alphabet: 'gsm7' | 'ucs2'; parts: UserData[] } {
  const characters = [...text];
  const alphabet = characters.every((character) => septetsOf(character)) ? 'gsm7' : 'ucs2';
  const sizeOf = (character: string): number =>
    alphabet === 'gsm7' ? (septetsOf(character)?.length ?? 0) : character.length;
  const size = characters.reduce((sum, character) => sum + sizeOf(character), 0);
  const limits = LIMITS[alphabet];
  if (size <= limits.alone) return { alphabet, parts: [writeUserData(text, alphabet)] };
  const cuts = cut(characters, sizeOf, limits.part);
  if (cuts.length > 255) throw new RangeError('a text of more than 255 parts');
  const parts = cuts.map((piece, at) =>
    writeUserData(piece, alphabet, { ref: ref & 255, total: cuts.length, seq: at + 1 }),
  );
  return { alphabet, parts };
}
