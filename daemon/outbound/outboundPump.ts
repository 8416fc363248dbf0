import { type ClaimedPart, claimPart, markWriting } from '../../db/actions/claimPart.ts';
import { holdGateway } from '../../db/actions/noteGateway.ts';
import { type AttemptEnd, settlePart } from '../../db/actions/settlePart.ts';
import type { Clock } from '../../db/clock.ts';
import type { Logger } from '../../db/logger.ts';
import { maskPhone } from '../../db/logPrivacy.ts';
import type { Db } from '../../db/open.ts';
import { holdMs } from '../../db/rules/retry.ts';
import type { Gateway } from '../modem/gateway.ts';
import { encodeSubmit } from '../pdu/encode.ts';

export interface PumpDeps {
  db: Db;
  clock: Clock;
  gateway: Gateway;
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
const SETTLE_RETRY_MS = 1000;
const SETTLE_TRIES_AT_STOP = 5;

export function startPump(deps: PumpDeps): OutboundPump {
  let stopped = false;
  let wake: (() => void) | undefined;
  let heldUntilMs = 0;
  const pause = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      const timer = setTimeout(() => wake?.(), ms);
      wake = () => {
        clearTimeout(timer);
        wake = undefined;
        resolve();
      };
    });

  async function run(): Promise<void> {
    while (!stopped) {
      const part = mayTry() ? claim(deps) : undefined;
      if (!part) {
        await pause(IDLE_MS);
        continue;
      }
      const end = await attempt(deps, part);
      await settle(deps, part, end, () => stopped);
      hold(end);
    }
  }

  const mayTry = (): boolean => deps.gateway.canSend() && deps.clock.nowMs() >= heldUntilMs;

  /** A fault of the SIM or the network rests this modem's queue; the first success ends that. */
  function hold(end: AttemptEnd): void {
    const fault = end.kind === 'sent' ? undefined : end.fault;
    const resting =
      fault?.class === 'fatal-sim' || fault?.class === 'retry-after-network' ? fault.class : undefined;
    if (!resting && heldUntilMs === 0) return;
    heldUntilMs = resting ? deps.clock.nowMs() + holdMs(resting) : 0;
    try {
      holdGateway(
        deps.db,
        deps.clock,
        deps.gateway.name,
        resting ? { untilMs: heldUntilMs, reason: fault?.text ?? '' } : null,
      );
    } catch (error) {
      deps.log.warn({ err: error }, 'the rest of the queue could not be noted');
    }
  }

  const running = run();
  return {
    kick: () => wake?.(),
    stop: () => {
      stopped = true;
      wake?.();
      return running;
    },
  };
}

/** Without a committed claim nothing is sent: a database that cannot be written stops the sender, not the daemon. */
function claim({ db, clock, gateway, log }: PumpDeps): ClaimedPart | undefined {
  const { simId } = gateway.state();
  if (simId === undefined) return undefined;
  try {
    return claimPart(db, clock, { modem: gateway.name, simId });
  } catch (error) {
    log.error({ err: error }, 'nothing can be sent: the database does not take the claim');
    return undefined;
  }
}

async function attempt({ db, clock, gateway, log }: PumpDeps, part: ClaimedPart): Promise<AttemptEnd> {
  let pdu: { pduHex: string; tpduLength: number };
  try {
    pdu = encodeSubmit({
      to: part.recipient,
      text: part.text,
      alphabet: part.alphabet,
      statusReport: true,
      validityMs: Math.max(part.expiresAtMs - clock.nowMs(), 0),
      ...(part.concatRef === null
        ? {}
        : { concat: { ref: part.concatRef, total: part.partCount, seq: part.seq } }),
    });
  } catch (error) {
    return {
      kind: 'notSent',
      fault: { class: 'permanent', text: error instanceof Error ? error.message : String(error) },
    };
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
