import { type ClaimedPart, claimPart, markWriting } from '../../db/actions/claimPart.ts';
import { holdGateway } from '../../db/actions/noteGateway.ts';
import { type AttemptEnd, settlePart } from '../../db/actions/settlePart.ts';
import type { Clock } from '../../db/clock.ts';
import type { Logger } from '../../db/logger.ts';
import { maskPhone } from '../../db/logPrivacy.ts';
import type { Db } from '../../db/open.ts';
import { anyQueued } from '../../db/queries/sendingWork.ts';
import { holdMs, MESSAGE_TTL_MS } from '../../db/rules/retry.ts';
import type { Gateway } from '../modem/gateway.ts';
import { encodeSubmit } from '../pdu/encode.ts';

export interface PumpDeps {
  db: Db;
  clock: Clock;
  gateway: Gateway;
  /** The gateway's own: a text to one of them would come in again. */
  ownNumbers: readonly string[];
  log: Logger;
}

/** Sends what is queued through one modem until it is stopped: claim → transmit → settle, one at a time. */
export interface OutboundPump {
  /** Something may have become due; costs nothing when nothing has. */
  kick(): void;
  /** Resolves after the sending under way has been settled. */
  stop(): Promise<void>;
}

const IDLE_MS = 250;
const REFUSED_MS = 3000;
const SETTLE_RETRY_MS = 1000;
const SETTLE_TRIES_AT_STOP = 5;

export function startPump(deps: PumpDeps): OutboundPump {
  let stopped = false;
  let wake: (() => void) | undefined;
  // By a clock that nobody sets: one put back by an hour must not hold the queue for one.
  let heldUntilMs: number | undefined;
  let kick: (() => void) | undefined;
  const pause = (ms: number, untilKicked: boolean): Promise<void> =>
    new Promise((resolve) => {
      const end = (): void => {
        clearTimeout(timer);
        wake = undefined;
        kick = undefined;
        resolve();
      };
      const timer = setTimeout(end, ms);
      wake = end;
      if (untilKicked) kick = end;
    });

  async function run(): Promise<void> {
    noteHold(null);
    while (!stopped) {
      const part = mayTry() ? claim(deps) : undefined;
      if (!part || part === 'refused') {
        // A locked database keeps this whole process waiting at each try: the serial line has its turn between.
        await pause(part ? REFUSED_MS : IDLE_MS, !part);
        continue;
      }
      const end = await attempt(deps, part);
      await settle(deps, part, end, () => stopped);
      hold(end);
    }
  }

  const mayTry = (): boolean =>
    deps.gateway.canSend() && (heldUntilMs === undefined || performance.now() >= heldUntilMs);

  /** A fault of the SIM or the network rests this modem's queue; the first success ends that. */
  function hold(end: AttemptEnd): void {
    const fault = end.kind === 'sent' ? undefined : end.fault;
    const resting =
      fault?.class === 'fatal-sim' || fault?.class === 'retry-after-network' ? fault.class : undefined;
    if (!resting && heldUntilMs === undefined) return;
    const restMs = resting && holdMs(resting);
    heldUntilMs = restMs === undefined ? undefined : performance.now() + restMs;
    noteHold(
      restMs === undefined ? null : { untilMs: deps.clock.nowMs() + restMs, reason: fault?.text ?? '' },
    );
  }

  function noteHold(rest: { untilMs: number; reason: string } | null): void {
    try {
      holdGateway(deps.db, deps.clock, deps.gateway.name, rest);
    } catch (error) {
      deps.log.warn({ err: error }, 'the rest of the queue could not be noted');
    }
  }

  const running = run();
  return {
    kick: () => kick?.(),
    stop: () => {
      stopped = true;
      wake?.();
      return running;
    },
  };
}

/** Without a committed claim nothing is sent: a database that cannot be written stops the sender, not the daemon. */
function claim({ db, clock, gateway, log }: PumpDeps): ClaimedPart | 'refused' | undefined {
  const { simId } = gateway.state();
  if (simId === undefined) return undefined;
  try {
    return anyQueued(db) ? claimPart(db, clock, { modem: gateway.name, simId }) : undefined;
  } catch (error) {
    log.error({ err: error }, 'nothing can be sent: the database does not take the claim');
    return 'refused';
  }
}

async function attempt(
  { db, clock, gateway, ownNumbers, log }: PumpDeps,
  part: ClaimedPart,
): Promise<AttemptEnd> {
  if (ownNumbers.includes(part.recipient)) return refused('Nomor tujuan adalah nomor gateway sendiri');
  let pdu: { pduHex: string; tpduLength: number };
  try {
    pdu = encodeSubmit({
      to: part.recipient,
      text: part.text,
      alphabet: part.alphabet,
      statusReport: true,
      validityMs: validityMs(part.expiresAtMs - clock.nowMs()),
      ...(part.concatRef === null
        ? {}
        : { concat: { ref: part.concatRef, total: part.partCount, seq: part.seq } }),
    });
  } catch (error) {
    return refused(error instanceof Error ? error.message : String(error));
  }
  const end = await gateway.transmit(pdu, () => markWriting(db, clock, part.id));
  log.info(
    {
      partId: part.id,
      to: maskPhone(part.recipient),
      end: end.kind,
      ...(end.kind === 'sent' ? {} : { fault: end.fault.text }),
    },
    'part transmitted',
  );
  return end;
}

const refused = (text: string): AttemptEnd => ({ kind: 'notSent', fault: { class: 'permanent', text } });

/** What is left of a text's time; where the clock was set meanwhile, the whole of it. */
const validityMs = (leftMs: number): number =>
  leftMs > 0 && leftMs <= MESSAGE_TTL_MS ? leftMs : MESSAGE_TTL_MS;

/** The outcome is known only here: it is kept in hand until the database takes it. */
async function settle(
  { db, clock, log }: PumpDeps,
  part: ClaimedPart,
  end: AttemptEnd,
  stopping: () => boolean,
): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      return settlePart(db, clock, part.id, end);
    } catch (error) {
      log.error({ err: error, partId: part.id, tries }, 'the outcome of a sending cannot be stored yet');
      // Left as it is, the next start finds the second marker and calls the part unknown.
      if (stopping() && tries >= SETTLE_TRIES_AT_STOP) return;
      await new Promise((resolve) => setTimeout(resolve, SETTLE_RETRY_MS));
    }
  }
}
