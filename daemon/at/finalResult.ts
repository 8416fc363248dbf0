/** What ends an exchange (27.005 §3.2.5, 27.007 §9.2 and what vendors made of them). */
export type FinalResult =
  | { readonly final: 'ok' }
  | {
      readonly final: 'error';
      /** Which table `code` belongs to; the number ranges overlap. `none`: a bare ERROR or a vendor's word. */
      readonly family: 'cms' | 'cme' | 'none';
      readonly code: number | undefined;
      /** What stood behind the colon, or the whole line. */
      readonly text: string;
    };

export type FinalError = Extract<FinalResult, { final: 'error' }>;

const VENDOR_REFUSALS: ReadonlySet<string> = new Set([
  'COMMAND NOT SUPPORT',
  'TOO MANY PARAMETERS',
  'ABORTED',
  'NA', // Samsung
]);
const VENDOR_ERROR = /^(?:MODEM ERROR|\+EXT ERROR): *(-?\d+)$/;

/**
 * Undefined for every other line. Only whole lines count: a text may contain OK, ERROR or anything else.
 * NO CARRIER, BUSY and NO ANSWER are no finals here, since we never dial.
 */
export function parseFinalResult(line: string): FinalResult | undefined {
  if (/^ok$/i.test(line)) return { final: 'ok' }; // lower case: TP-Link
  if (/^error$/i.test(line) || VENDOR_REFUSALS.has(line)) return error('none', undefined, line);
  const match = /^\+(CMS|CME) ERROR(?::| +) *(.*)$/i.exec(line);
  if (match) {
    const family = match[1]?.toLowerCase() === 'cms' ? 'cms' : 'cme';
    const rest = (match[2] ?? '').trim();
    // Some print the number and its words.
    const code = /^\d+(?![^\s,;:(-])/.exec(rest)?.[0];
    return error(family, code === undefined ? undefined : Number(code), rest);
  }
  if (VENDOR_ERROR.test(line)) return error('none', undefined, line);
  return undefined;
}

function error(family: FinalError['family'], code: number | undefined, text: string): FinalError {
  return { final: 'error', family, code, text };
}
