import { describe, expect, test } from 'vitest';
import { encodeSubmit } from '../../daemon/pdu/encode.ts';
import { maskWire } from '../../daemon/trace/maskWire.ts';
import { StandIns } from '../../daemon/trace/standIns.ts';
import { PERSONALITIES } from '../../scripts/sim/personalities/table.ts';
import { startOnMake, stopMakes } from '../support/gatewayOnMake.ts';
import { until } from '../support/gatewayUnderTest.ts';
import { elapse, settled, useVirtualTime } from '../support/virtualTime.ts';
import { tracesOf } from './tracesOf.ts';

const CALLER = '6281277788899';
const REPORTER = '6281200000022';
const RECIPIENT = '6285799988877';
const PIN = '47114711';
const SECRETS = [CALLER, REPORTER, '6281200000011', RECIPIENT].map((number) => number.slice(-9));
const WORDS = ['rahasia dapur', 'kunci brankas', 'Masa aktif', '25.000'];

describe('on every make', () => {
  useVirtualTime();
  stopMakes();

  // A phone that only sends is left out: nothing reaches it.
  test.each(PERSONALITIES.map(({ id }) => id).filter((id) => id !== 'nokia-s60'))(
    'nothing of a day on a %s can be found',
    async (personality) => {
      const simulated = { personality, pace: 'typical', simPin: PIN } as const;
      const on = startOnMake(simulated, { pin: PIN }, ({ smsc, modem }) => {
        const pduHex = smsc.compose('+6281200000011', 'HELPDESK kunci brankas hilang')();
        modem.store.add('SM', { status: 1, pduHex });
      });
      await on.ready(300_000);
      on.simulation.smsc.sendFrom(`+${REPORTER}`, 'HELPDESK printer, ini rahasia dapur 😀');
      await elapse(40_000);
      await settled(on.gateway.ussd('*888#'), 300_000);
      on.simulation.modem.ring(`+${CALLER}`);
      await until(() => on.gateway.canSend(), 300_000);
      const request = { to: `+${RECIPIENT}`, text: 'Ini rahasia dapur', alphabet: 'gsm7' } as const;
      await settled(
        on.gateway.transmit(encodeSubmit({ ...request, statusReport: true }), () => {}),
        300_000,
      );
      await elapse(90_000);

      const raw = on.gateway.trace();
      const dump = maskWire(raw, new StandIns());
      expect(dump.map(({ direction, text }) => [direction, text.length])).toEqual(
        raw.map(({ direction, text }) => [direction, text.length]),
      );
      const all = dump.map(({ text }) => text).join('\n');
      expect(all).toContain('AT+CMGS=');
      const { iccid, imsi } = on.simulation.modem.card;
      const { imei } = on.simulation.modem.make.identity;
      const secrets = [...SECRETS, ...WORDS, PIN, iccid.slice(-9), imsi.slice(-9), imei.slice(-9)];
      if (personality === 'generic') {
        const wire = raw.map(({ text }) => text).join('\n');
        const isThere = (secret: string) =>
          [secret, ...tracesOf(secret)].some((trace) => wire.includes(trace));
        expect(secrets.filter((secret) => !isThere(secret))).toEqual([PIN]);
      }
      for (const trace of secrets.flatMap((secret) => [secret, ...tracesOf(secret)])) {
        expect(all).not.toContain(trace);
        expect(all).not.toContain(trace.toLowerCase());
      }
      expect(all).not.toMatch(/CPIN="?\d/);
    },
  );
});
