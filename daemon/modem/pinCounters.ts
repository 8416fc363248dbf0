/** A command that tells how many tries are left for the PIN, and where in its answer the number stands. */
interface CounterForm {
  readonly text: string;
  readonly tries: RegExp;
}

/**
 * 27.007 §8.65 and the makers' own. Only a line that begins as it should counts, so that asking the wrong make does no
 * harm: it refuses.
 */
const COUNTERS = {
  '+CPINR': { text: 'AT+CPINR="SIM PIN"', tries: /^\+CPINR: *"?SIM PIN"? *, *(\d+)/i },
  // State, times, PUK, PIN, PUK2, PIN2.
  '^CPIN': { text: 'AT^CPIN?', tries: /^\^CPIN: *[^,]*,[^,]*, *\d+ *, *(\d+)/i },
  '+SPIC': { text: 'AT+SPIC', tries: /^\+SPIC: *(\d+)/i },
  '+QPINC': { text: 'AT+QPINC?', tries: /^\+QPINC: *"SC" *, *(\d+)/i },
  '+UPINCNT': { text: 'AT+UPINCNT', tries: /^\+UPINCNT: *(\d+)/i },
  '#PCT': { text: 'AT#PCT', tries: /^#PCT: *(\d+)/i },
  '^SPIC': { text: 'AT^SPIC="SC"', tries: /^\^SPIC: *(\d+)/i },
  '+ZPINPUK': { text: 'AT+ZPINPUK=?', tries: /^\+ZPINPUK: *\(?(\d+)/i },
  '+EPINC': { text: 'AT+EPINC?', tries: /^\+EPINC: *(\d+)/i },
  '+CPINC': { text: 'AT+CPINC?', tries: /^\+CPINC: *(\d+)/i },
} as const satisfies Readonly<Record<string, CounterForm>>;

export type PinCounter = keyof typeof COUNTERS;

export const pinCounterCommand = (counter: PinCounter): string => COUNTERS[counter].text;

/** Tries left for the PIN; undefined where the answer does not say. */
export function parsePinTries(counter: PinCounter, lines: readonly string[]): number | undefined {
  for (const line of lines) {
    const match = COUNTERS[counter].tries.exec(line);
    if (match) return Number(match[1]);
  }
  return undefined;
}
