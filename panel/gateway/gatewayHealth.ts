import { lastBeatMs } from '../../db/heartbeat.ts';
import type { Db } from '../../db/open.ts';
import { type GatewayRow, gatewayStates } from '../../db/queries/gatewayStatus.ts';

/** The daemon beats every few seconds; silent for this long it is down. */
const SILENCE_MAX_MS = 30_000;

/** Whether an answer written now leaves soon, and if not, why. */
export type GatewayCondition = 'ready' | 'resting' | 'noModem' | 'daemonDown';

export interface GatewayHealth {
  condition: GatewayCondition;
  /** Undefined when the daemon never ran or was stopped in order. */
  daemonLastSeenMs: number | undefined;
  modems: GatewayRow[];
}

export const isReady = (modem: GatewayRow): boolean => modem.phase === 'ready' && modem.registered;

/** It could send, and is kept from it: by a human, by refusals, or because its SIM only receives. */
export const isResting = (modem: GatewayRow, nowMs: number): boolean =>
  modem.pausedAtMs !== null ||
  modem.suspendedAtMs !== null ||
  modem.receiveOnly ||
  (modem.holdUntilMs ?? 0) > nowMs;

export function gatewayHealth(db: Db, dbPath: string, nowMs: number): GatewayHealth {
  const modems = gatewayStates(db);
  const daemonLastSeenMs = lastBeatMs(dbPath);
  return { condition: conditionOf(modems, daemonLastSeenMs, nowMs), daemonLastSeenMs, modems };
}

function conditionOf(
  modems: readonly GatewayRow[],
  daemonLastSeenMs: number | undefined,
  nowMs: number,
): GatewayCondition {
  if (daemonLastSeenMs === undefined || nowMs - daemonLastSeenMs > SILENCE_MAX_MS) return 'daemonDown';
  const ready = modems.filter(isReady);
  if (ready.length === 0) return 'noModem';
  return ready.every((modem) => isResting(modem, nowMs)) ? 'resting' : 'ready';
}
