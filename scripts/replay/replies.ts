import type { HostLine } from './hostLines.ts';
import { keyOf } from './hostLines.ts';
import type { Connection, Exchange } from './recording.ts';

/** Its order matters, and each of its answers is given once: what reads, deletes, sends, dials and switches. */
const WEIGHTY = /^(?:PDU$|AT\+(?:CMGS|CMGR|CMGL|CMGD|CPIN|CUSD|CFUN)=)/i;
const READS = /^AT\+CMG[RL]=/i;

export const isWeighty = ({ key }: Exchange): boolean => WEIGHTY.test(key);
const matters = (exchange: Exchange): boolean =>
  isWeighty(exchange) &&
  (!READS.test(exchange.key) || exchange.answer.some(({ text }) => /\+CMG[RL]:/i.test(text)));
export const isSending = ({ key }: Exchange): boolean => /^AT\+CMGS=/i.test(key);

/** Which of the recorded answers a line gets. */
export class Replies {
  readonly #connections: readonly Connection[];
  readonly #given = new Set<Exchange>();
  /** All before it are over, as far as they are not weighty. */
  #from = 0;

  constructor(connections: readonly Connection[]) {
    this.#connections = connections;
  }

  isGiven(exchange: Exchange): boolean {
    return this.#given.has(exchange);
  }

  startConnection(): void {
    this.#from = 0;
  }

  /** Weighty ones of all connections that nobody has asked for; how often an empty storage is read is chance. */
  notAskedFor(): readonly Exchange[] {
    return this.#connections.flatMap(exchangesOf).filter((each) => matters(each) && !this.#given.has(each));
  }

  /** Among these steps a text was read that nobody has asked for yet. */
  isReadingOwed(steps: Connection['steps']): boolean {
    return steps.some(
      (step) => step.kind === 'exchange' && READS.test(step.key) && matters(step) && !this.#given.has(step),
    );
  }

  /**
   * The next one in the order of the recording.
   * @param seen what could be read by now: behind these steps, or recorded after this time, it is not there yet.
   * @param to for a text that is sent: its recipient.
   */
  take(
    { steps }: Connection,
    line: HostLine,
    seen: { steps: number; untilMs: number },
    to?: string,
  ): number | undefined {
    const key = keyOf(line);
    const fits = (at: number): boolean => {
      const step = steps[at];
      return step?.kind === 'exchange' && step.key === key && !this.#given.has(step);
    };
    const isThere = (at: number): boolean => at < seen.steps || (steps[at]?.atMs ?? 0) <= seen.untilMs;
    const all = [...steps.keys()];
    const found = WEIGHTY.test(key)
      ? all.filter((at) => fits(at) && (isThere(at) || !READS.test(key)))
      : all.slice(this.#from, this.#nextWeighty(steps)).filter(fits);
    const at = found.find((each) => to !== undefined && sentTo(steps[each]) === to) ?? found[0];
    const exchange = at === undefined ? undefined : steps[at];
    if (at === undefined || exchange?.kind !== 'exchange') return undefined;
    this.#given.add(exchange);
    this.#from = Math.max(this.#from, at + 1);
    return at;
  }

  /**
   * What the modem said to the same line at another time: the last before this, or else the next.
   * @param untilMs what time it is by the recording's clock.
   */
  lastKnown(connection: Connection | undefined, line: HostLine, untilMs: number): Exchange | undefined {
    const key = keyOf(line);
    const isSame = (each: Exchange): boolean => each.key === key && each.isAnswered;
    const same = this.#connections.flatMap(exchangesOf).filter(isSame);
    // What was recorded to be in it has been read and deleted.
    if (key === 'AT+CPMS?') return same.sort((a, b) => usedOf(a) - usedOf(b))[0];
    const now = connection && exchangesOf(connection).filter(isSame);
    return (
      now?.findLast(({ atMs }) => atMs <= untilMs) ??
      same.findLast((each) => this.#given.has(each)) ??
      same[0]
    );
  }

  /**
   * A text that a listing has shown, as it is when it is read alone (27.005 §4.1, §4.2): whether the daemon makes sure of
   * it before it deletes is a matter of milliseconds.
   */
  listed(connection: Connection, index: string): string | undefined {
    const shown = new RegExp(`\\+CMGL: *${index},([^\\r\\n]*)[\\r\\n]+([0-9A-F]+)`, 'i');
    const lists = exchangesOf(connection).filter(
      (each) => this.#given.has(each) && /^AT\+CMGL=/i.test(each.key),
    );
    const found = lists.map(({ answer }) => shown.exec(answer.map(({ text }) => text).join('')));
    const [, state, pduHex] = found.findLast((each) => each !== null) ?? [];
    return state === undefined ? undefined : `\r\n+CMGR: ${state}\r\n${pduHex}\r\n\r\nOK\r\n`;
  }

  isKnown(line: HostLine): boolean {
    const key = keyOf(line);
    return this.#connections.flatMap(exchangesOf).some((each) => each.key === key);
  }

  #nextWeighty(steps: Connection['steps']): number {
    const at = steps.findIndex(
      (step, index) =>
        index >= this.#from && step.kind === 'exchange' && isWeighty(step) && !this.#given.has(step),
    );
    return at < 0 ? steps.length : at;
  }
}

const exchangesOf = ({ steps }: Connection): Exchange[] => steps.filter((step) => step.kind === 'exchange');

/** How many texts the first storage holds. */
function usedOf({ answer }: Exchange): number {
  const text = answer.map((said) => said.text).join('');
  return Number(/\+CPMS: *(?:"\w*", *)?(\d+)/.exec(text)?.[1] ?? Number.POSITIVE_INFINITY);
}

const sentTo = (step: Connection['steps'][number] | undefined): string | undefined =>
  step?.kind === 'exchange' ? step.sent?.to : undefined;
