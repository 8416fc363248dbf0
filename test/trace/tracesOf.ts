/** Septets from the least significant bit upwards (23.038 §6.1.2.1), after so many other bits. */
function packed(text: string, afterBits: number): string {
  const bits = Array.from(text, (char) =>
    [...char.charCodeAt(0).toString(2).padStart(7, '0')].reverse(),
  ).flat();
  const all = [...Array.from({ length: afterBits }, () => '0'), ...bits];
  const octets: string[] = [];
  for (let at = 0; at + 8 <= all.length; at += 8)
    octets.push(
      Number.parseInt(
        all
          .slice(at, at + 8)
          .reverse()
          .join(''),
        2,
      )
        .toString(16)
        .padStart(2, '0'),
    );
  // The first octet holds bits of what was before.
  return octets
    .slice(afterBits > 0 ? 1 : 0)
    .join('')
    .toUpperCase();
}

/**
 * How digits or an ASCII text show on a wire: as they are, as octets and as UCS-2 in hexadecimal, as packed septets
 * wherever they begin and, for digits, as semi-octets in both positions.
 */
export function tracesOf(text: string): string[] {
  const ucs2 = Buffer.from(text, 'utf16le').swap16().toString('hex').toUpperCase();
  const septets = [0, 1, 2, 3, 4, 5, 6, 7].map((bits) => packed(text, bits));
  const semiOctets = /^\d+$/.test(text) ? [text, text.slice(1)].map(swapped) : [];
  const all = [
    text,
    Buffer.from(text, 'latin1').toString('hex').toUpperCase(),
    ucs2,
    ...septets,
    ...semiOctets,
  ];
  return all.filter((trace) => trace.length >= 8);
}

/** Whole pairs only. */
const swapped = (digits: string): string =>
  (digits.match(/\d\d/g) ?? []).map((pair) => pair.charAt(1) + pair.charAt(0)).join('');
