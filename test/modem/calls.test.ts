import { describe, expect, test } from 'vitest';
import { ok } from '../support/fakeModem.ts';
import { startReady, stopGateways, type UnderTest } from '../support/gatewayUnderTest.ts';
import type { ScriptedGsm } from '../support/scriptedGsm.ts';
import { elapse, settled, useVirtualTime } from '../support/virtualTime.ts';

useVirtualTime();
stopGateways();

const SIM = '8962100000000000001';
const CLIP = '\r\n+CLIP: "+6281200000022",145,,,,0\r\n';
const RING = '\r\nRING\r\n';
const hangsUp = (modem: ScriptedGsm): void => modem.add({ 'AT+CHUP\r': ok(), 'ATH\r': ok() });
const hangUps = (under: UnderTest): string[] =>
  under.modem.commands.filter((text) => text === 'AT+CHUP' || text === 'ATH');
const call = (caller: string | undefined, rings: number) => ({ caller, rings, simId: SIM });

describe('a call', () => {
  test('during a send is noted and ended only after it (AT-19)', async () => {
    const under = await startReady((modem) => {
      hangsUp(modem);
      modem.add({
        '\x1a': () => {
          modem.say(RING + CLIP);
          setTimeout(() => modem.say(ok('+CMGS: 52')), 3000);
          setTimeout(() => modem.say(RING), 5000);
          return undefined;
        },
      });
    });
    const sent = under.gateway.transmit({ pduHex: '0011000B', tpduLength: 3 }, () => {});
    await elapse(2000);
    expect(under.modem.written.at(-1)).toBe('\x1a');
    expect(await settled(sent)).toEqual({ kind: 'sent', reference: 52 });
    await elapse(30_000);
    expect(under.calls).toEqual([call('+6281200000022', 2)]);
    expect(hangUps(under)[0]).toBe('AT+CHUP');
    const { written } = under.modem;
    expect(written.indexOf('AT+CHUP\r')).toBeGreaterThan(written.indexOf('\x1a'));
  });

  test('is one however often it rings, and two when the rings are far apart', async () => {
    const under = await startReady();
    for (const pauseMs of [4000, 4000, 15_000, 4000, 15_000]) {
      under.modem.say(RING + CLIP);
      await elapse(pauseMs);
    }
    expect(under.calls).toEqual([call('+6281200000022', 3), call('+6281200000022', 2)]);
  });

  test('of another number is another one', async () => {
    const under = await startReady();
    under.modem.say(RING + CLIP);
    await elapse(3000);
    under.modem.say(`${RING}\r\n+CLIP: "081234567",129\r\n`);
    await elapse(15_000);
    expect(under.calls).toEqual([call('+6281200000022', 1), call('081234567', 1)]);
  });

  test('without a number waits for it a moment, and is ended all the same', async () => {
    const under = await startReady(hangsUp);
    under.modem.say('\r\n+CRING: VOICE\r\n');
    await elapse(1000);
    expect(hangUps(under)).toEqual([]);
    await elapse(1000);
    expect(hangUps(under)).toEqual(['AT+CHUP']);
    await elapse(15_000);
    expect(under.calls).toEqual([call(undefined, 1)]);
  });

  test('with a withheld number has none', async () => {
    const under = await startReady(hangsUp);
    under.modem.say(`${RING}\r\n+CLIP: "",128,,,,1\r\n`);
    await elapse(15_000);
    expect(under.calls).toEqual([call(undefined, 1)]);
  });

  test('that the modem tells of when it is over is noted, and not ended', async () => {
    const under = await startReady(hangsUp);
    under.modem.say('\r\nMISSED_CALL: 11:15AM 07709782989\r\n');
    await elapse(15_000);
    expect(under.calls).toEqual([call('07709782989', 1)]);
    expect(hangUps(under)).toEqual([]);
  });

  test('that the caller has given up is not ended', async () => {
    const under = await startReady(hangsUp);
    under.modem.say(RING);
    await elapse(500);
    under.modem.say('\r\nNO CARRIER\r\n');
    await elapse(15_000);
    expect(hangUps(under)).toEqual([]);
    expect(under.calls).toHaveLength(1);
  });

  test('is ended by ATH where the modem knows nothing else', async () => {
    const under = await startReady((modem) => modem.add({ 'ATH\r': ok() }));
    under.modem.say(RING + CLIP);
    await elapse(3000);
    expect(hangUps(under)).toEqual(['AT+CHUP', 'ATH']);
  });

  test('is not lost when the modem is', async () => {
    const under = await startReady(hangsUp);
    under.modem.say(RING + CLIP);
    await elapse(1000);
    under.modem.unplug();
    await elapse(1000);
    expect(under.calls).toEqual([call('+6281200000022', 1)]);
  });
});

test('callers are asked to be shown, and the number of the SIM is read (LOOP-03)', async () => {
  let asked = 0;
  const under = await startReady((modem) =>
    modem.add([
      [
        'AT+CLIP=1\r',
        () => {
          asked += 1;
          return ok();
        },
      ],
      ['AT+CNUM\r', ok('+CNUM: "","+6281200000099",145')],
    ]),
  );
  expect(asked).toBe(1);
  expect(under.ownNumbers).toEqual(['+6281200000099']);
});
