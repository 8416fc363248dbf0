/** Hexadecimal digits that are UCS-2 and hold nothing but Latin-1, as numbers and words of the network often come. */
export const isUcs2Hex = (hex: string): boolean =>
  /^(?:00(?:0[AD]|[2-7][0-9A-F]|[A-F][0-9A-F])){2,}$/i.test(hex);

export const ucs2Text = (hex: string): string => Buffer.from(hex, 'hex').swap16().toString('utf16le');

export const ucs2Hex = (text: string): string =>
  Buffer.from(text, 'utf16le').swap16().toString('hex').toUpperCase();
