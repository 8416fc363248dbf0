import { afterEach } from 'vitest';
import type { GatewayOptions } from '../../daemon/modem/gateway.ts';
import { type Senders, startSenders } from '../../daemon/outbound/senders.ts';
import { endAlarm, raiseAlarm } from '../../db/actions/alarm.ts';
import { noteGateway } from '../../db/actions/noteGateway.ts';
import { queueSms } from '../../db/actions/queueSms.ts';
import { SENDING_DEFAULTS, type SendingSettings } from '../../db/rules/sendingSettings.ts';
import { alarms } from '../../db/schema/gatewayWatch.ts';
import { gateways } from '../../db/schema/smsOut.ts';
import { writeSetting } from '../../db/setting.ts';
import { readSubmit } from '../../scripts/sim/codec/tpdu.ts';
import { ok, type Reply } from './fakeModem.ts';
import { startReady, type UnderTest } from './gatewayUnderTest.ts';
import { openOffice } from './office.ts';
import { quietLog } from './quietLog.ts';
import type { ScriptedGsm } from './scriptedGsm.ts';
import { elapse, settled } from './virtualTime.ts';

export const SIM_A = '8962100000000000001';
export const SIM_B = '8962100000000000002';

/** What the network says to a submitted part: a final error line, nothing for a success, null for no answer at all. */
export type Network = (to: string, nth: number) => string | null | undefined;

/** One modem, a network behind it, and what it took. */
export interface Line {
  readonly under: UnderTest;
  readonly modem: ScriptedGsm;
  /** Recipients of every part that was submitted, refused ones too, with the time. */
  readonly tried: { to: string; atMs: number; pduHex: string }[];
  /** Those that the network took. */
  taken(): string[];
}

const running: Senders[] = [];

/** Call at the top of a test file, before stopGateways: stops what a test has started. */
export function stopSenders(): void {
  afterEach(async () => {
    await settled(Promise.all(running.splice(0).map((senders) => senders.stop())));
  });
}

export async function openLine(
  name: string,
  simId: string,
  network: Network = () => undefined,
  options: Partial<GatewayOptions> = {},
): Promise<Line> {
  const tried: Line['tried'] = [];
  const taken: string[] = [];
  const under = await startReady(
    (modem) => {
      const answer = (): Reply => {
        const pduHex = modem.written.at(-2) ?? '';
        const to = readSubmit(pduHex, Date.now()).to.number;
        tried.push({ to, atMs: Date.now(), pduHex });
        const said = network(to, tried.filter((each) => each.to === to).length);
        if (said === null) return undefined;
        if (said !== undefined) return `\r\n${said}\r\n`;
        taken.push(to);
        modem.reference = (modem.reference + 1) % 256;
        return ok(`+CMGS: ${modem.reference}`);
      };
      modem.add([
        ['\x1a', answer],
        ['AT+CCID\r', ok(`+CCID: ${simId}`)],
      ]);
    },
    { name, ...options },
  );
  return { under, modem: under.modem, tried, taken: () => taken };
}

/** The office's queue on these modems, all in virtual time. */
export function openQueue(lines: readonly Line[], options: { minGapMs?: number } = { minGapMs: 0 }) {
  const clock = {
    nowMs: () => Date.now(),
    pass: () => {
      throw new Error('virtual time passes by elapse');
    },
    set: () => {
      throw new Error('virtual time passes by elapse');
    },
  };
  const office = openOffice(undefined, clock);
  const { db } = office;
  const log = quietLog();
  const start = (): Senders => {
    for (const { under } of lines) {
      const { name, phase, detail, simId, sinceMs } = under.gateway.state();
      noteGateway(db, clock, { name, phase, detail, simId: simId ?? null, sinceMs });
    }
    const senders = startSenders({
      db,
      clock,
      gateways: lines.map(({ under }) => under.gateway),
      ownNumbers: ['+628113103001'],
      timeZone: 'Asia/Jakarta',
      ...options,
      alarm: (modem, kind, text) =>
        text === null
          ? endAlarm(db, clock, { modem, kind })
          : void raiseAlarm(db, clock, { modem, kind }, text),
      logOf: () => log,
    });
    running.push(senders);
    return senders;
  };
  let senders = start();
  let cause = 0;
  return {
    ...office,
    log,
    kick: () => senders.kick(),
    /** As after the end of the process and a new start. */
    async restart() {
      await settled(senders.stop());
      running.splice(running.indexOf(senders), 1);
      senders = start();
    },
    /** A notice to this number, of no ticket. */
    queue(to: string, text = `Kabar untuk ${to}`, kind: Parameters<typeof queueSms>[1]['kind'] = 'solved') {
      cause += 1;
      const sms = { ticketId: null, kind, to, text, cause: `test:${cause}` };
      return db.transaction((tx) => queueSms(tx, sms, Date.now())) ?? 0;
    },
    settings: (some: Partial<SendingSettings>) => {
      const value = JSON.stringify({ ...SENDING_DEFAULTS, ...some });
      db.transaction((tx) => writeSetting(tx, 'sending', value));
    },
    states: () => office.parts().map((part) => part.state),
    gateway: (name: string) =>
      db
        .select()
        .from(gateways)
        .all()
        .find((row) => row.name === name),
    openAlarms: () =>
      db
        .select()
        .from(alarms)
        .all()
        .filter((alarm) => alarm.endedAtMs === null)
        .map((alarm) => alarm.kind),
  };
}

/** A while in virtual time, in steps that let the queue look around. */
export const wait = (ms: number): Promise<void> => elapse(ms);

export const phone = (n: number): string => `+62812${String(10_000_000 + n)}`;
