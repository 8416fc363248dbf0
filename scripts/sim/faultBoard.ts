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
  sent: { accepted: boolean; pieces: Piece[]; reportFirst: boolean; reportTwice: boolean; end?: SentEnd };
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
  /** A record is about to be deleted. */
  delete: { place: Place; erase: boolean; reply: Reply };
  /** The very moment at which the fault is ordered; there is nothing more to it. */
  now: object;
  /** The same, for a fault that then waits for its other moments. */
  order: object;
}

export type SentEnd = 'dumb' | 'hangUp' | 'reboot';
export type Moment = keyof Moments;

/** What a fault can be told. Each uses what concerns it. */
export interface FaultOptions {
  /** Let so many occasions pass first. */
  after?: number;
  /** Then bend so many; the fault's own number (mostly 1) if not given. */
  times?: number;
  /** Only for this command, e.g. '+CSQ'. */
  command?: string;
  delayMs?: number;
  code?: number;
  /** Whether the service centre has the message all the same. */
  accepted?: boolean;
  variant?: string;
  urc?: string;
  index?: number;
  memory?: string;
  /** A record as the modem would print it. */
  record?: string;
  from?: string;
  text?: string;
}

/** One row of the catalogue. A bend that answers false has found nothing to bend and is not counted. */
export interface Fault {
  readonly id: string;
  readonly title: string;
  /** What happens, in Indonesian, for the page. */
  readonly about: string;
  /** Ways in which it can be ordered (FaultOptions.variant), each with a label for the page. */
  readonly variants?: Readonly<Record<string, string>>;
  readonly times?: number;
  readonly on: {
    readonly [M in Moment]?: (turn: Moments[M], options: FaultOptions, modem: Modem) => unknown;
  };
}

interface Armed {
  readonly fault: Fault;
  readonly options: FaultOptions;
  toPass: number;
  left: number;
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

  /** Orders a fault by its id. Throws RangeError on one that the catalogue does not have. */
  arm(id: string, options: FaultOptions = {}): void {
    const fault = this.catalogue.find((each) => each.id === id.toUpperCase());
    if (!fault)
      throw new RangeError(`no fault ${id}; known: ${this.catalogue.map((each) => each.id).join(' ')}`);
    if (fault.on.now && this.#modem) {
      fault.on.now({}, options, this.#modem);
      return;
    }
    if (fault.on.order && this.#modem) fault.on.order({}, options, this.#modem);
    const left = options.times ?? fault.times ?? 1;
    this.#armed.push({ fault, options, toPass: options.after ?? 0, left });
  }

  /** Takes a fault off again; all of them without an id. */
  disarm(id?: string): void {
    const kept = id === undefined ? [] : this.#armed.filter((each) => each.fault.id !== id.toUpperCase());
    this.#armed.splice(0, this.#armed.length, ...kept);
  }

  /** The faults that wait for their occasion, and how often they will still strike. */
  get armed(): { id: string; left: number }[] {
    return this.#armed.map(({ fault, left }) => ({ id: fault.id, left }));
  }

  /** Shows a turn to the faults that wait for this moment; answers the turn, bent or not. */
  meet<M extends Moment>(moment: M, turn: Moments[M]): Moments[M] {
    for (const armed of [...this.#armed]) {
      const bend = armed.fault.on[moment];
      if (!bend || !this.#modem) continue;
      const { command } = armed.options;
      if (command && 'command' in turn && turn.command !== command) continue;
      if (command && moment === 'line' && 'body' in turn && !turn.body.toUpperCase().startsWith(command))
        continue;
      if (armed.toPass > 0) {
        armed.toPass -= 1;
        continue;
      }
      if (bend(turn, armed.options, this.#modem) === false) continue;
      armed.left -= 1;
      if (armed.left <= 0) this.#armed.splice(this.#armed.indexOf(armed), 1);
    }
    return turn;
  }
}
