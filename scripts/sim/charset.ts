import { septetsOf, textOfSeptets } from './codec/alphabet.ts';
import { hexFromOctets, octetsFromHex } from './codec/octets.ts';
import { gsm7Septets, ucs2Octets } from './codec/userData.ts';
import type { Charset } from './settings.ts';

/** A text as the host gets to see it in the character set of +CSCS (27.007 §5.5); latin1 of the result goes on the line. */
export function charsetText(text: string, charset: Charset): string {
  switch (charset) {
    case 'UCS2':
      return hexFromOctets(ucs2Octets(text));
    case 'HEX':
      return hexFromOctets(gsm7Septets(text) ?? ucs2Octets(text));
    case 'IRA':
    case 'PCCP437':
      return text.replace(/[^\n\r\u0020-\u007e]/gu, '?');
    case 'GSM':
      return [...text]
        .flatMap((character) => septetsOf(character) ?? [0x3f])
        .map((septet) => String.fromCharCode(septet))
        .join('');
  }
}

/** What the host wrote in that character set; throws Malformed on hexadecimal that is none. */
export function textFromCharset(written: string, charset: Charset): string {
  switch (charset) {
    case 'UCS2': {
      const octets = octetsFromHex(written);
      const units = Array.from(
        { length: octets.length >> 1 },
        (_, at) => (octets[at * 2] ?? 0) * 256 + (octets[at * 2 + 1] ?? 0),
      );
      return String.fromCharCode(...units);
    }
    case 'HEX':
      return textOfSeptets(octetsFromHex(written).map((octet) => octet & 127));
    case 'IRA':
    case 'PCCP437':
      return written;
    case 'GSM':
      return textOfSeptets([...written].map((character) => character.charCodeAt(0) & 127));
  }
}
