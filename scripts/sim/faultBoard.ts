import type { MemoryChoice, Place } from './messageStore.ts';
import type { Modem } from './modem.ts';
import type { Reply } from './reply.ts';

/** A piece of what the modem says. `raw` goes out without any framing; `afterMs` is waited before it. */
export interface Piece {
  readonly role: 'info' | 'final' | 'prompt' | 'urc' | 'raw';
  readonly text: string;
  readonly afterMs?: number;
}

/** The turning points at which a fault may bend what happens. It changes the turn in place. */
export interface Moments {
  /** A command line has come: what stood behind AT. It may go unheard, or be answered without being carried out. */
  line: { readonly body: string; ignore: boolean; instead: Piece[] | undefined };
  /** A command line is about to be answered; `body` is what stood behind AT. */
  answer: { command: string; readonly body: string; pieces: Piece[]; late?: 'next' | number };
  /** The prompt is about to be shown. */
  prompt: { pieces: Piece[]; open: boolean };
  /** Ctrl-Z has come for a message that is in order. */
  sent: { accepted: boolean; pieces: Piece[]; reportFirst: boolean; reportTwice: boolean; end?: () => void };
  /** The network brings something: what it is taken for. */
  route: { report: boolean; messageClass: number | undefined };
  /** A text or report is about to be stored and announced. */
  arrival: {
    memory: MemoryChoice;
    pduHex: string;
    full: boolean;
    announce: { memory: string; index: number } | 'never' | undefined;
    urc: string[];
  };
  /** A record is about to be deleted, where one is `found`. */
  delete: { place: Place; readonly found: boolean; erase: boolean; reply: Reply };
  /** The modem has started, and switches its radio on or leaves it (+CFUN). */
  boot: { power: number };
}

type Moment = keyof Moments;

/** When a fault strikes, and what else it can be told. Each uses what concerns it. */
export interface FaultOptions {
  /** It is as if it were ordered so much later. */
  afterMs?: number;
  /** Let so many occasions pass first; for what happens at once: so many command lines. */
  after?: number;
  /** Then strike so often; the fault's own number (mostly 1) if not given. */
  times?: number;
  /** Only at this command, e.g. '+CSQ'. */
  command?: string;
  /** Only at command lines like this: a regular expression in which case does not matter, e.g. '^\\+CMGL'. */
  pattern?: string;
  /** How long what it does takes or lasts. */
  delayMs?: number;
  code?: number;
  /** Whether the service centre has the message all the same. */
  accepted?: boolean;
  variant?: string;
  urc?: string;
  index?: number;
  memory?: string;
  baud?: number;
  /** A record as the modem would print it. */
  record?: string;
  from?: string;
  text?: string;
}

type Act<M extends Moment, T> = (turn: Moments[M], options: FaultOptions, modem: Modem) => T;

/** What a fault does at a moment. A function alone bends whatever turn it is shown. */
interface Bend<M extends Moment> {
  /** Sees every turn, also while the fault still lets occasions pass. */
  readonly watch?: Act<M, void>;
  /** Whether there is something to bend, as is the rule: only that is an occasion. */
  readonly when?: Act<M, boolean>;
  readonly bend?: Act<M, void>;
}

/** One row of the catalogue. */
export interface Fault {
  readonly id: string;
  readonly title: string;
  /** What happens, in Indonesian, for the page. */
  readonly about: string;
  /** Ways in which it can be ordered (FaultOptions.variant), each with a label for the page. */
  readonly variants?: Readonly<Record<string, string>>;
  readonly times?: number;
  /** It happens once, at once, and there is nothing more to it. */
  readonly now?: (options: FaultOptions, modem: Modem) => void;
  /** Whether `now` is what happens, as is the rule, where a variant has something else to wait for. */
  readonly atOnce?: (options: FaultOptions) => boolean;
  readonly on?: { readonly [M in Moment]?: Act<M, void> | Bend<M> };
}

interface Armed {
  readonly fault: Fault;
  readonly options: FaultOptions;
  /** Its time has come (FaultOptions.afterMs). */
  begun: boolean;
  toPass: number;
  left: number;
}

const isAtOnce = (fault: Fault, options: FaultOptions): boolean =>
  fault.now !== undefined && fault.atOnce?.(options) !== false;

/** Whether a fault that happens at once waits for a command line all the same. */
const waitsForLine = ({ after = 0, command, pattern }: FaultOptions): boolean =>
  after > 0 || command !== undefined || pattern !== undefined;

/** Whether a turn is about the command lines that the options name; other turns are about all of them. */
function concerns(turn: Moments[Moment], { command, pattern }: FaultOptions): boolean {
  if (!('body' in turn)) return true;
  if (pattern !== undefined && !new RegExp(pattern, 'i').test(turn.body)) return false;
  if (!command) return true;
  const name = command.toUpperCase();
  return 'command' in turn ? turn.command === name : turn.body.toUpperCase().startsWith(name);
}

/** Holds the faults that are ordered and lets them bend the turns that they wait for. */
export class FaultBoard {
  readonly catalogue: readonly Fault[];
  readonly #armed: Armed[] = [];
  #modem: Modem | undefined;

  constructor(catalogue: readonly Fault[]) {
    this.catalogue = catalogue;
  }

  attach(modem: Modem): void {
    this.#modem = modem;
  }

  /** Orders a fault by its id. Throws RangeError on one that the catalogue does not have, SyntaxError on a pattern. */
  arm(id: string, options: FaultOptions = {}): void {
    const fault = this.catalogue.find((each) => each.id === id.toUpperCase());
    if (!fault)
      throw new RangeError(`no fault ${id}; known: ${this.catalogue.map((each) => each.id).join(' ')}`);
    if (options.pattern !== undefined) new RegExp(options.pattern);
    const left = options.times ?? (isAtOnce(fault, options) ? 1 : (fault.times ?? 1));
    const armed: Armed = { fault, options, begun: false, toPass: options.after ?? 0, left };
    this.#armed.push(armed);
    const { afterMs = 0 } = options;
    if (afterMs > 0) this.#modem?.clock.after(afterMs, () => this.#begin(armed));
    else this.#begin(armed);
  }

  #begin(armed: Armed): void {
    if (!this.#modem || !this.#armed.includes(armed)) return;
    armed.begun = true;
    const { fault, options } = armed;
    if (!isAtOnce(fault, options) || waitsForLine(options)) return;
    this.#drop(armed);
    fault.now?.(options, this.#modem);
  }

  /** Takes a fault off again; all of them without an id. */
  disarm(id?: string): void {
    for (const armed of [...this.#armed]) {
      if (id === undefined || armed.fault.id === id.toUpperCase()) this.#drop(armed);
    }
  }

  #drop(armed: Armed): void {
    this.#armed.splice(this.#armed.indexOf(armed), 1);
  }

  /** The faults that wait for their occasion, and how often they will still strike. */
  get armed(): { id: string; left: number }[] {
    return this.#armed.map(({ fault, left }) => ({ id: fault.id, left }));
  }

  /** Shows a turn to the faults that wait for this moment; answers the turn, bent or not. */
  meet<M extends Moment>(moment: M, turn: Moments[M]): Moments[M] {
    for (const armed of [...this.#armed]) {
      const strike = armed.begun ? this.#strikeOf(armed, moment, turn) : undefined;
      if (!strike) continue;
      if (armed.toPass > 0) {
        armed.toPass -= 1;
        continue;
      }
      armed.left -= 1;
      if (armed.left <= 0) this.#drop(armed);
      strike();
    }
    return turn;
  }

  /** What a fault does to a turn; undefined when that is no occasion for it. */
  #strikeOf<M extends Moment>(
    { fault, options }: Armed,
    moment: M,
    turn: Moments[M],
  ): (() => void) | undefined {
    const modem = this.#modem;
    if (!modem) return undefined;
    if (isAtOnce(fault, options)) {
      // How often it strikes is for us to see to.
      const { times: _times, ...how } = options;
      return moment === 'line' && concerns(turn, options) ? () => fault.now?.(how, modem) : undefined;
    }
    const act: Act<M, void> | Bend<M> | undefined = fault.on?.[moment];
    if (!act) return undefined;
    const { watch, when, bend }: Bend<M> = typeof act === 'function' ? { bend: act } : act;
    watch?.(turn, options, modem);
    if (!bend || !concerns(turn, options) || when?.(turn, options, modem) === false) return undefined;
    return () => bend(turn, options, modem);
  }
}
