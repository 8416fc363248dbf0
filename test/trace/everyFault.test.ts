import { describe, expect, test } from 'vitest';
import { encodeSubmit } from '../../daemon/pdu/encode.ts';
import type { WireEntry } from '../../daemon/serial/wireTrace.ts';
import { maskWire } from '../../daemon/trace/maskWire.ts';
import { StandIns } from '../../daemon/trace/standIns.ts';
import { FAULTS } from '../../scripts/sim/faults/table.ts';
import { startOnMake, stopMakes } from '../support/gatewayOnMake.ts';
import { elapse, settled, useVirtualTime } from '../support/virtualTime.ts';
import { tracesOf } from './tracesOf.ts';

const CALLER = '6281277788899';
const REPORTER = '6281200000022';
const RECIPIENT = '6285799988877';
const PIN = '47114711';
const WORDS = 'rahasia dapur';

useVirtualTime();
stopMakes();

describe('whatever goes wrong', () => {
  test.each(FAULTS.map(({ id }) => id))('nobody is told of (%s)', async (fault) => {
    const on = startOnMake({ pace: 'typical', simPin: PIN }, { pin: PIN });
    const { smsc, modem, faults } = on.simulation;
    if (['F05', 'F07', 'F08', 'F33', 'F34', 'F53'].includes(fault)) faults.arm(fault);
    await elapse(120_000);
    for (let round = 0; round < 3; round += 1) {
      faults.arm(fault);
      smsc.sendFrom(`+${REPORTER}`, `HELPDESK ${round} ${WORDS} ${`di loket ${WORDS} `.repeat(5 * round)}`);
      modem.ring(`+${CALLER}`);
      await elapse(40_000);
      faults.arm(fault);
      const part = {
        to: `+${RECIPIENT}`,
        text: `Ini ${WORDS}`,
        alphabet: 'gsm7',
        statusReport: true,
      } as const;
      const sent = on.gateway.transmit(encodeSubmit(part), () => {});
      await elapse(200_000);
      const asked = on.gateway.ussd('*888#');
      await settled(Promise.all([sent, asked]), 900_000);
      await elapse(60_000);
    }
    const raw = on.gateway.trace();
    const dump = maskWire(raw, new StandIns());
    expect(dump.map(({ text }) => text.length)).toEqual(raw.map(({ text }) => text.length));
    expect(raw.length).toBeGreaterThan(50);
    const { iccid, imsi } = modem.card;
    const numbers = [CALLER, REPORTER, RECIPIENT, iccid, imsi].map((number) => number.slice(-9));
    const traces = [...numbers, WORDS, PIN].flatMap((secret) => [secret, ...tracesOf(secret)]);
    const found = (entries: readonly WireEntry[]): string[] => {
      const all = entries.map(({ text }) => text.toLowerCase()).join('\n');
      return traces.filter((trace) => all.includes(trace.toLowerCase()));
    };
    expect(found(raw).length).toBeGreaterThan(2);
    expect(found(dump)).toEqual([]);
  });
});
