import { describe, expect, test } from 'vitest';
import { rememberModems } from '../../daemon/modem/modemMemory.ts';
import { NetworkWatch } from '../../daemon/modem/networkWatch.ts';
import { ok } from '../support/fakeModem.ts';
import { ready, startGateway, startReady, stopGateways, until } from '../support/gatewayUnderTest.ts';
import type { ScriptedGsm } from '../support/scriptedGsm.ts';
import { elapse, settled, useVirtualTime } from '../support/virtualTime.ts';

useVirtualTime();
stopGateways();

const PDU = '06912618010000040D91261802000010F10000623020805100821EC822134A2C4E9720B83CEDA697E5';
const OUT = { pduHex: '0011000D91261802000020F20000AA12D4F4BA4C07C5623810394D2FCBD3ED30', tpduLength: 31 };
const raised = (under: ReturnType<typeof startGateway>, kind: string) =>
  under.alarms.filter(([each]) => each === kind).map(([, text]) => text);
const lastOf = (under: ReturnType<typeof startGateway>, kind: string) => raised(under, kind).at(-1);
const withSim = (iccid: string) => (modem: ScriptedGsm) =>
  void modem.add([['AT+CCID\r', ok(`+CCID: ${iccid}`)]]);

describe('another SIM', () => {
  test('is told to people, and its texts are its own', async () => {
    const memory = rememberModems();
    await startReady(undefined, { memory });
    const under = startGateway(withSim('8962100000000000002'), { memory });
    await ready(under);
    expect(under.gateway.state().simId).toBe('8962100000000000002');
    expect(lastOf(under, 'sim_changed')).toContain('0002');
    await elapse(25 * 3_600_000);
    expect(lastOf(under, 'sim_changed')).toBeNull();
  });

  test('put in while the modem is in use is told as well', async () => {
    const under = await startReady();
    withSim('8962100000000000002')(under.modem);
    under.modem.say('\r\n+CPIN: READY\r\n');
    await until(() => under.gateway.state().simId === '8962100000000000002', 10_000);
    expect(lastOf(under, 'sim_changed')).toContain('0002');
  });

  test('is not thought of when the card is only busy for a while', async () => {
    const under = await startReady();
    for (let n = 0; n < 3; n += 1) under.modem.once('AT+CCID\r', '\r\n+CME ERROR: 14\r\n');
    under.modem.add([['AT+CIMI\r', ok('510101234567890')]]);
    under.modem.reboot();
    await elapse(100);
    await ready(under);
    expect(under.gateway.state().simId).toBe('8962100000000000001');
    expect(raised(under, 'sim_changed')).toEqual([]);
  });
});

test('another modem behind the same name is told to people (F48)', async () => {
  const memory = rememberModems();
  await startReady(undefined, { memory });
  const under = startGateway(
    (modem) =>
      modem.add([
        ['AT+CGSN\r', ok('861107030123459')],
        ['AT+CGMM\r', ok('EC25')],
      ]),
    { memory },
  );
  await ready(under);
  expect(lastOf(under, 'modem_changed')).toContain('EC25');
  expect(under.gateway.state()).toMatchObject({ imei: '861107030123459', model: 'EC25', firmware: '1.0' });
});

describe('a service centre that a modem has forgotten', () => {
  const forget = (modem: ScriptedGsm): { written: string[] } => {
    let number = '';
    const written: string[] = [];
    modem.add([
      ['AT+CSCA?\r', () => ok(`+CSCA: "${number}",145`)],
      [
        /^AT\+CSCA="/,
        (text) => {
          number = /"([^"]*)"/.exec(text)?.[1] ?? '';
          written.push(number);
          return ok();
        },
      ],
    ]);
    return { written };
  };

  test('is put back within ten minutes as this SIM had it (F33)', async () => {
    const under = await startReady();
    const { written } = forget(under.modem);
    await until(() => written.length > 0, 601_000);
    expect(written).toEqual(['+6281100000']);
    expect(under.gateway.state().phase).toBe('ready');
  });

  test('is never guessed for another SIM (F33)', async () => {
    const memory = rememberModems();
    await startReady(undefined, { memory });
    let written: string[] = [];
    const under = startGateway(
      (modem) => {
        withSim('8962100000000000002')(modem);
        ({ written } = forget(modem));
      },
      { memory },
    );
    await ready(under);
    expect(written).toEqual([]);
    expect(under.gateway.state().detail).toContain('SMSC');
  });

  test.each([
    ['in hexadecimal', '002B0036003200380031003100300030003000300030'],
    ['without its plus', '6281100000'],
  ])('is there when it is printed %s (F33)', async (_how, number) => {
    const under = await startReady((modem) => modem.add([['AT+CSCA?\r', ok(`+CSCA: "${number}",145`)]]), {
      smsc: '+62816124',
    });
    expect(under.modem.commands.filter((command) => command.startsWith('AT+CSCA='))).toEqual([]);
    expect(under.gateway.state().detail).toBe('Siap');
  });
});

describe('the SIM', () => {
  test('that is not ready for twenty seconds is waited for (F34)', async () => {
    const under = startGateway((modem) => modem.lock('NOT READY'));
    await elapse(20_000);
    expect(under.gateway.state().phase).toBe('bringUp');
    under.modem.lock('READY');
    await ready(under, 10_000);
  });

  test('that is gone is told to people, and so is its return (F34, ERR-07)', async () => {
    const under = startGateway((modem) => modem.add([['AT+CPIN?\r', '\r\n+CME ERROR: 3517\r\n']]));
    await until(() => under.gateway.state().phase === 'waiting');
    expect(lastOf(under, 'sim_missing')).toBe('SIM tidak terpasang');
    expect(under.gateway.canSend()).toBe(false);
    under.modem.add([['AT+CPIN?\r', ok('+CPIN: READY')]]);
    await ready(under, 70_000);
    expect(lastOf(under, 'sim_missing')).toBeNull();
  });

  test('that takes its PIN and is busy for ten seconds is asked who it is until it says so (F35)', async () => {
    let openedAtMs = 0;
    const busy = (): boolean => Date.now() - openedAtMs < 10_000;
    const under = startGateway(
      (modem) => {
        modem.lock('SIM PIN');
        modem.add([
          [
            /^AT\+CPIN="4711"/,
            () => {
              modem.lock('READY');
              openedAtMs = Date.now();
              return ok();
            },
          ],
          ['AT+CCID\r', () => (busy() ? '\r\n+CME ERROR: 14\r\n' : ok('+CCID: 8962100000000000001'))],
          ['AT+CSCA?\r', () => (busy() ? '\r\n+CME ERROR: 14\r\n' : ok('+CSCA: "+6281100000",145'))],
        ]);
      },
      { pin: '4711' },
    );
    await ready(under);
    expect(under.gateway.state().simId).toBe('8962100000000000001');
    expect(under.modem.commands.filter((command) => command.startsWith('AT+CPIN='))).toHaveLength(1);
  });
});

describe('the radio', () => {
  test.each(['+CFUN: 0', '+CFUN: 4', '+CFUN: (0-1,4-7),(0-1)'])(
    'that answers %s at the start is switched on (F51)',
    async (line) => {
      const under = await startReady((modem) =>
        modem.add([
          ['AT+CFUN?\r', ok(line)],
          ['AT+CFUN=1\r', ok()],
        ]),
      );
      expect(under.gateway.state().phase).toBe('ready');
    },
  );

  test('that is busy for seconds after it was switched on is waited for (F16)', async () => {
    let onAtMs = 0;
    const unlessBusy = (line: string) => () =>
      Date.now() - onAtMs < 8000 ? '\r\n+CME ERROR: 515\r\n' : ok(line);
    const under = startGateway((modem) =>
      modem.add([
        ['AT+CFUN?\r', ok('+CFUN: 0')],
        [
          'AT+CFUN=1\r',
          () => {
            onAtMs = Date.now();
            return ok();
          },
        ],
        ['AT+CPMS?\r', unlessBusy('+CPMS: "ME",0,23,"ME",0,23,"ME",0,23')],
        ['AT+CCID\r', unlessBusy('+CCID: 8962100000000000001')],
      ]),
    );
    await elapse(6000);
    expect(under.gateway.state().phase).toBe('bringUp');
    await ready(under, 6000);
    expect(under.gateway.state().simId).toBe('8962100000000000001');
    expect(under.opened).toBe(1);
  });
});

describe('the network', () => {
  const say = (under: ReturnType<typeof startGateway>, stat: number): void => {
    under.modem.creg = String(stat);
    under.modem.say(`\r\n+CREG: ${stat}\r\n`);
  };

  test('that comes and goes every half minute is used only when it has held for as long, and told to people (F38)', async () => {
    const under = await startReady();
    for (let n = 0; n < 8; n += 1) {
      say(under, n % 2 === 0 ? 2 : 1);
      await elapse(30_000);
    }
    say(under, 2);
    await elapse(1000);
    say(under, 1);
    expect(lastOf(under, 'network_flaps')).toContain('antena');
    await elapse(20_000);
    expect(under.gateway.canSend()).toBe(false);
    await elapse(11_000);
    expect(under.gateway.canSend()).toBe(true);
    await elapse(660_000);
    expect(lastOf(under, 'network_flaps')).toBeNull();
  });

  test('that refuses this SIM is told to people after five minutes, and its return too', async () => {
    const under = await startReady();
    say(under, 3);
    await elapse(120_000);
    expect(lastOf(under, 'network_lost') ?? null).toBeNull();
    await until(() => lastOf(under, 'network_lost') !== null, 300_000);
    say(under, 1);
    await elapse(1000);
    expect(lastOf(under, 'network_lost')).toBeNull();
  });

  test.each([
    ['+CREG: 2,1,"0B,"0100701",7', '4G'],
    ['+CREG: 1', '2G'],
    ['+CREG: 1, E006B, ABE0016', '3G'],
  ])('answered as %s is one that may be used (F36)', async (line, technology) => {
    const act = { '2G': 0, '3G': 2, '4G': 7 }[technology];
    const under = await startReady((modem) =>
      modem.add([
        ['AT+CREG?\r', ok(line)],
        ['AT+COPS?\r', ok(`+COPS: 0,0,"TELKOMSEL",${act}`)],
      ]),
    );
    expect(under.gateway.canSend()).toBe(true);
    expect(under.gateway.state().technology).toBe(technology);
  });

  test('whose state comes after the OK of the question is known all the same (AT-05, F36)', async () => {
    const under = await startReady((modem) =>
      modem.add([
        [
          'AT+CREG?\r',
          () => {
            setTimeout(() => modem.say('\r\n+CREG: 0,5\r\n'), 300);
            return ok();
          },
        ],
      ]),
    );
    await elapse(1000);
    expect(under.gateway.canSend()).toBe(true);
    expect(under.gateway.state().phase).toBe('ready');
  });

  test('is found, and the modem is in use, where every answer comes after its OK (AT-05)', async () => {
    const under = await startReady((modem) => {
      const late = (line: () => string) => () => {
        setTimeout(() => modem.say(`\r\n${line()}\r\n`), 300);
        return ok();
      };
      modem.add([
        ['AT+CPIN?\r', late(() => '+CPIN: READY')],
        ['AT+CPMS?\r', late(() => `+CPMS: ${modem.mem.map((name) => `"${name}",0,23`).join()}`)],
        ['AT+CNMI?\r', late(() => `+CNMI: ${modem.cnmi}`)],
        ['AT+CREG?\r', late(() => '+CREG: 0,5')],
        ['AT+CSQ\r', late(() => '+CSQ: 21,0')],
      ]);
    });
    expect(under.gateway.canSend()).toBe(true);
    expect(under.gateway.state()).toMatchObject({ phase: 'ready', signalDbm: -71 });
    expect(under.modem.commands).toEqual([]);
    await elapse(65_000);
    expect(under.gateway.state().phase).toBe('ready');
  });

  test('of LTE alone is tried, and after three refusals rests while another way is tried (F37)', async () => {
    const under = await startReady((modem) => {
      modem.creg = '0';
      modem.add([['AT+CEREG?\r', ok('+CEREG: 0,1')]]);
      modem.add([[/^\x1a$/, '\r\n+CMS ERROR: 331\r\n']]);
    });
    expect(under.gateway.state().detail).toContain('4G');
    for (let n = 0; n < 3; n += 1) {
      expect(under.gateway.canSend()).toBe(true);
      await settled(under.gateway.transmit(OUT, () => {}));
      await elapse(1000);
    }
    expect(under.gateway.canSend()).toBe(false);
    expect(under.modem.commands.filter((command) => command.startsWith('AT+CGSMS='))).toEqual(['AT+CGSMS=2']);
    expect(lastOf(under, 'network_lost')).toContain('4G');
    await elapse(601_000);
    expect(under.gateway.canSend()).toBe(true);
  });

  test('of LTE alone that takes a text is no worse than another one (F37)', () => {
    const watch = new NetworkWatch();
    watch.note({ cs: 0, eps: 1 }, 0);
    for (let n = 0; n < 10; n += 1) {
      expect(watch.noteSend(500, n)).toBe(false);
      expect(watch.noteSend(500, n)).toBe(false);
      expect(watch.noteSend(undefined, n)).toBe(false);
    }
    expect(watch.maySend(1000)).toBe(true);
  });
});

describe('records that stay', () => {
  test('are told to people until they are gone (F26)', async () => {
    const under = await startReady((modem) => modem.add([['AT+CMGD=1\r', ok()]]));
    under.modem.store('ME', PDU);
    under.modem.say('\r\n+CMTI: "ME",1\r\n');
    await until(() => Boolean(lastOf(under, 'stuck_records')), 60_000);
    expect(lastOf(under, 'stuck_records')).toMatch(/^1 SMS/);
    under.modem.slots('ME').clear();
    under.gateway.sweepSoon();
    await until(() => lastOf(under, 'stuck_records') === null, 5000);
  });

  test('until a storage is nearly full are told to people (LOSS-03)', async () => {
    const under = await startReady();
    under.persistFault = new Error('SQLITE_FULL');
    for (let n = 10; n < 27; n += 1) under.modem.store('ME', `${PDU}${n}`);
    await until(() => Boolean(lastOf(under, 'storage_filling')), 40_000);
    expect(lastOf(under, 'storage_filling')).toBe('Memori modem hampir penuh 17/23');
    under.persistFault = undefined;
    await until(() => lastOf(under, 'storage_filling') === null, 60_000);
  });
});

describe('a sweep that somebody asks for', () => {
  test('says how it went', async () => {
    const under = await startReady();
    under.modem.store('SM', PDU);
    expect(await settled(under.gateway.sweepNow())).toBe('clean');
    expect(under.records).toHaveLength(1);
    under.persistFault = new Error('SQLITE_BUSY');
    under.modem.store('SM', `${PDU}00`);
    expect(await settled(under.gateway.sweepNow())).toBe('notPersisted');
  });

  test('is refused while the modem is not in use, or gets lost meanwhile', async () => {
    const under = startGateway(undefined, {}, [new Error('not there')]);
    expect(await settled(under.gateway.sweepNow())).toBe('notReady');
    await ready(under);
    under.modem.mute = true;
    const asked = under.gateway.sweepNow();
    await elapse(10);
    under.modem.unplug();
    expect(await settled(asked)).toBe('notReady');
  });
});
