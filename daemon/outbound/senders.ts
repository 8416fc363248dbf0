import type { Clock } from '../../db/clock.ts';
import type { Logger } from '../../db/logger.ts';
import type { Db } from '../../db/open.ts';
import { lastKnownSims } from '../../db/queries/sendingWork.ts';
import type { AlarmKind } from '../../db/rules/alarm.ts';
import type { Gateway } from '../modem/gateway.ts';
import { Fleet } from './fleet.ts';
import { OutboundPump } from './outboundPump.ts';

export interface SendersDeps {
  db: Db;
  clock: Clock;
  gateways: readonly Gateway[];
  /** Of all modems. */
  ownNumbers: readonly string[];
  timeZone: string;
  /** In the place of the office's setting. */
  minGapMs?: number | undefined;
  alarm: (modem: string, kind: AlarmKind, text: string | null) => void;
  logOf: (modem: string) => Logger;
}

/** The senders of all modems: one queue, a pump for each modem. */
export interface Senders {
  /** Something may have become due; costs nothing when nothing has. */
  kick(): void;
  /** A `+CMGS` that came after its exchange had timed out. */
  lateReference(modem: string, reference: number): void;
  /** Resolves after the sendings under way have been settled. */
  stop(): Promise<void>;
}

export function startSenders({ gateways, minGapMs, alarm, logOf, ...deps }: SendersDeps): Senders {
  const names = new Set(gateways.map(({ name }) => name));
  const fleet = new Fleet(lastKnownSims(deps.db).filter(({ name }) => names.has(name)));
  const pumps = new Map(
    gateways.map((gateway) => [
      gateway.name,
      new OutboundPump({
        ...deps,
        gateway,
        fleet,
        ...(minGapMs === undefined ? {} : { minGapMs }),
        alarm: (kind, text) => alarm(gateway.name, kind, text),
        log: logOf(gateway.name),
      }),
    ]),
  );
  return {
    kick: () => {
      for (const pump of pumps.values()) pump.kick();
    },
    lateReference: (modem, reference) => pumps.get(modem)?.lateReference(reference),
    stop: async () => {
      await Promise.all([...pumps.values()].map((pump) => pump.stop()));
    },
  };
}
