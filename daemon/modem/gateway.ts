import { type BytePort, PortOpenError, UnclosablePort } from '../serial/bytePort.ts';
import { openPort } from '../serial/openPort.ts';
import { traced, WireTrace } from '../serial/wireTrace.ts';
import type { Gateway, GatewayState, OutgoingPdu } from './gatewayContract.ts';
import type { GatewayOptions } from './gatewayOptions.ts';
import { rememberPinAttempts } from './pinAttempts.ts';
import { PushedTexts } from './pushedTexts.ts';
import { refused, SendDesk } from './sendDesk.ts';
import type { SendOutcome } from './sendOutcome.ts';
import { ModemSession, type SessionEnd } from './session.ts';
import type { SessionDeps } from './sessionDeps.ts';
import { StateBoard } from './stateBoard.ts';
import { STATE_WORDS } from './stateWords.ts';
import { TIMING, type Timing } from './timing.ts';
import { Waker } from './waker.ts';

export type { Gateway, GatewayState } from './gatewayContract.ts';
export type { GatewayOptions } from './gatewayOptions.ts';

/** A device that this very process still holds after this many tries was never closed. */
const HELD_BY_US_MAX = 20;
const GAP_MS = 2000;

/**
 * Drives one modem until it is stopped: open, prepare, work, and from the beginning again after any loss, for ever.
 * A missing or broken modem is a state in words and never the end of the program.
 */
export function superviseGateway(options: GatewayOptions): Gateway {
  return new SupervisedGateway(options);
}

class SupervisedGateway implements Gateway {
  readonly name: string;
  readonly #options: GatewayOptions;
  readonly #timing: Timing;
  readonly #board: StateBoard;
  readonly #sendDesk: SendDesk;
  readonly #pushed: PushedTexts;
  readonly #sessionDeps: SessionDeps;
  readonly #trace: WireTrace;
  readonly #waker = new Waker();
  readonly #running: Promise<void>;
  #session: ModemSession | undefined;
  #stopping = false;
  #heldByUs = 0;
  #failures = 0;

  constructor(options: GatewayOptions) {
    this.name = options.name;
    this.#options = options;
    this.#timing = { ...TIMING, ...options.timing };
    const { log, hooks } = options;
    this.#board = new StateBoard(options.name, STATE_WORDS.opening(options.device), hooks.stateChanged, log);
    this.#sendDesk = new SendDesk(this.#timing, options.minGapMs ?? GAP_MS);
    this.#pushed = new PushedTexts((records) => {
      if (!this.#session) throw new Error('no modem is connected');
      this.#session.persist(records);
    }, log);
    this.#trace = new WireTrace(({ direction, text }) => log.trace?.({ direction, text }, 'wire'));
    this.#sessionDeps = {
      timing: this.#timing,
      log,
      hooks,
      board: this.#board,
      sendDesk: this.#sendDesk,
      pushed: this.#pushed,
      pin: options.pin,
      smsc: options.smsc,
      pinAttempts: options.pinAttempts ?? rememberPinAttempts(this.#timing.pinAgainMs),
      fallbackSimId: options.fallbackSimId ?? `gateway ${options.name}`,
    };
    this.#running = this.#supervise();
  }

  state(): GatewayState {
    return this.#board.state;
  }

  canSend(): boolean {
    const { phase, registered } = this.#board.state;
    return (
      phase === 'ready' &&
      registered &&
      !this.#stopping &&
      this.#sendDesk.job === undefined &&
      this.#sendDesk.waitMs() === 0
    );
  }

  async transmit(pdu: OutgoingPdu, onWriting: () => void): Promise<SendOutcome> {
    if (!this.canSend()) return refused('the modem is not ready to send');
    const outcome = this.#sendDesk.begin(pdu, onWriting);
    this.#session?.wake();
    const settled = await outcome;
    // Whoever waits for canSend learns that the pause is over.
    setTimeout(() => this.#board.tellAgain(), this.#sendDesk.waitMs()).unref();
    return settled;
  }

  sweepSoon(): void {
    this.#session?.sweepSoon();
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    this.#session?.stop();
    this.#waker.wake();
    await this.#running;
  }

  async #supervise(): Promise<void> {
    while (!this.#stopping) {
      const port = await this.#open();
      if (port) await this.#drive(port);
      this.#sendDesk.refuse('the modem is not connected');
      if (!this.#stopping) await this.#waker.sleep(this.#backoffMs(), () => this.#stopping);
    }
    this.#board.update({ phase: 'stopped', detail: STATE_WORDS.stopped(), registered: false });
  }

  async #open(): Promise<BytePort | undefined> {
    const { device, log } = this.#options;
    try {
      const port = await (this.#options.openPort ?? openPort)(device);
      this.#heldByUs = 0;
      return port;
    } catch (error) {
      this.#failures += 1;
      const detail = openFailureWords(error, device);
      // The same words again are no news: a stick that is out for a weekend must not fill the log.
      if (this.#board.state.detail !== detail) log.warn({ err: error, device }, 'the modem cannot be opened');
      this.#board.update({ phase: 'waiting', detail, registered: false, signalDbm: undefined });
      if (error instanceof PortOpenError && error.code === 'EHELDBYUS') this.#noteHeldByUs(error);
      return undefined;
    }
  }

  async #drive(port: BytePort): Promise<void> {
    const { log } = this.#options;
    const session = new ModemSession(traced(port, this.#trace), this.#sessionDeps);
    this.#session = session;
    if (this.#stopping) session.stop();
    let end: SessionEnd;
    try {
      end = await session.run();
    } catch (error) {
      // A fault of ours in the work with one modem; the others and the panel go on.
      log.error({ err: error }, 'the work with the modem failed');
      end = 'mute';
    }
    this.#failures = this.#board.state.phase === 'ready' ? 1 : this.#failures + 1;
    this.#session = undefined;
    const detail = end === 'mute' ? STATE_WORDS.mute() : STATE_WORDS.lost();
    this.#board.update({ phase: 'waiting', detail, registered: false, signalDbm: undefined });
    await this.#close(port);
  }

  async #close(port: BytePort): Promise<void> {
    const { device, log } = this.#options;
    let timer: NodeJS.Timeout | undefined;
    const hung = new Promise<never>((_, reject) => {
      const why = new UnclosablePort(`${device} could not be closed`);
      timer = setTimeout(() => reject(why), this.#timing.closeMs);
    });
    try {
      await Promise.race([port.close(), hung]);
    } catch (error) {
      log.error({ err: error, device }, 'the modem cannot be closed');
      if (error instanceof UnclosablePort) this.#unclosable(error);
    } finally {
      clearTimeout(timer);
    }
  }

  #noteHeldByUs(error: Error): void {
    this.#heldByUs += 1;
    if (this.#heldByUs === HELD_BY_US_MAX) this.#unclosable(error);
  }

  #unclosable(why: Error): void {
    this.#board.update({ phase: 'waiting', detail: STATE_WORDS.unclosable() });
    this.#options.onUnclosable?.(why);
  }

  /** 1 s, 2 s, 4 s … to the cap, shortened at random. */
  #backoffMs(): number {
    const { reopenMinMs, reopenMaxMs, jitter } = this.#timing;
    const fullMs = Math.min(reopenMaxMs, reopenMinMs * 2 ** Math.max(0, this.#failures - 1));
    return fullMs * (1 - jitter * Math.random());
  }
}

function openFailureWords(error: unknown, device: string): string {
  switch (error instanceof PortOpenError ? error.code : undefined) {
    case 'ENOENT':
      return STATE_WORDS.missing(device);
    case 'EBUSY':
      return STATE_WORDS.busy(device);
    case 'EACCES':
      return STATE_WORDS.forbidden(device);
    default:
      return STATE_WORDS.unreachable(device);
  }
}
