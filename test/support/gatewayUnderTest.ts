import { afterEach } from 'vitest';
import type { CallOfSim } from '../../daemon/modem/callWatch.ts';
import {
  type Gateway,
  type GatewayOptions,
  type GatewayState,
  superviseGateway,
} from '../../daemon/modem/gateway.ts';
import type { StoredRecord } from '../../daemon/modem/storedRecord.ts';
import type { BytePort } from '../../daemon/serial/bytePort.ts';
import { quietLog } from './quietLog.ts';
import { ScriptedGsm } from './scriptedGsm.ts';
import { elapse, settled } from './virtualTime.ts';

export interface UnderTest {
  readonly gateway: Gateway;
  readonly modem: ScriptedGsm;
  readonly log: ReturnType<typeof quietLog>;
  /** What was persisted, in order. */
  readonly records: StoredRecord[];
  readonly states: GatewayState[];
  readonly lateReferences: number[];
  readonly calls: CallOfSim[];
  readonly ownNumbers: string[];
  /** What the network said unasked. */
  readonly networkWords: string[];
  /** SIMs that were read to their end. */
  readonly emptied: string[];
  /** Alarms raised (text) and ended (null), in order. */
  readonly alarms: Array<readonly [kind: string, text: string | null]>;
  /** Every opening takes the first of these, and the last one for ever. */
  readonly openings: Array<BytePort | Error>;
  opened: number;
  /** While this is set, nothing can be persisted. */
  persistFault: Error | undefined;
}

const running: Gateway[] = [];

/** Call at the top of a test file, together with useVirtualTime: stops what a test has started. */
export function stopGateways(): void {
  afterEach(async () => {
    await settled(Promise.all(running.splice(0).map((gateway) => gateway.stop())));
  });
}

/** A gateway on a scripted modem; `prepare` changes the modem before it is opened, `failures` come before it. */
export function startGateway(
  prepare: (modem: ScriptedGsm) => void = () => {},
  options: Partial<GatewayOptions> = {},
  failures: readonly Error[] = [],
): UnderTest {
  const modem = new ScriptedGsm();
  prepare(modem);
  const log = quietLog();
  const test: Omit<UnderTest, 'gateway'> = {
    modem,
    log,
    records: [],
    states: [],
    lateReferences: [],
    calls: [],
    ownNumbers: [],
    networkWords: [],
    emptied: [],
    alarms: [],
    openings: [...failures, modem],
    opened: 0,
    persistFault: undefined,
  };
  const gateway = superviseGateway({
    name: 'utama',
    device: '/dev/ttyUSB0',
    log,
    minGapMs: 0,
    hooks: {
      persist: (_simId, records) => {
        if (test.persistFault) throw test.persistFault;
        test.records.push(...records);
      },
      stateChanged: (state) => void test.states.push(state),
      emptied: (simId) => void test.emptied.push(simId),
      lateReference: (reference) => void test.lateReferences.push(reference),
      callMissed: (call) => void test.calls.push(call),
      ownNumber: (written) => void test.ownNumbers.push(written),
      networkSaid: (text) => void test.networkWords.push(text),
      alarm: (kind, text) => void test.alarms.push([kind, text]),
    },
    openPort: async () => {
      test.opened += 1;
      const opening = test.openings.length > 1 ? test.openings.shift() : test.openings[0];
      if (opening instanceof Error || !opening) throw opening ?? new Error('nothing to open');
      return opening;
    },
    ...options,
  });
  running.push(gateway);
  return Object.assign(test, { gateway });
}

/** @throws when it takes longer than this of virtual time. */
export async function until(condition: () => boolean, withinMs = 120_000): Promise<void> {
  for (let passedMs = 0; !condition(); passedMs += 10) {
    if (passedMs > withinMs) throw new Error(`not within ${withinMs} ms of virtual time`);
    await elapse(10);
  }
}

export const ready = (test: UnderTest, withinMs?: number): Promise<void> =>
  until(() => test.gateway.state().phase === 'ready', withinMs);

/** A started gateway with its modem in use, and the commands of the bring-up forgotten. */
export async function startReady(
  prepare?: (modem: ScriptedGsm) => void,
  options?: Partial<GatewayOptions>,
): Promise<UnderTest> {
  const test = startGateway(prepare, options);
  await ready(test);
  await elapse(200);
  test.modem.written.length = 0;
  return test;
}
