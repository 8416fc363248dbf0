import { describe, expect, test } from 'vitest';
import { ok } from '../support/fakeModem.ts';
import { ready, startGateway, stopGateways, until } from '../support/gatewayUnderTest.ts';
import { elapse, settled, useVirtualTime } from '../support/virtualTime.ts';

useVirtualTime();
stopGateways();

const TEXT = '06912618010000040D91261802000010F10000623020805100821EC822134A2C4E9720';

describe('bringing a modem up', () => {
  test('asks in the order that loses nothing', async () => {
    const under = startGateway();
    await ready(under);
    const order = under.modem.commands.filter((command) => command !== 'AT');
    expect(order.join('\n')).toMatchInlineSnapshot(`
      "AT+CGSN
      AT+CPIN?
      ATE0
      ATV1
      ATQ0
      AT+CMEE=1
      AT+CGMI
      AT+CGMM
      AT+CGMR
      AT+CGSN
      AT+CFUN?
      AT+CPIN?
      AT+CCID
      AT+CPMS?
      AT+CMGF=0
      AT+CMGF?
      AT+CSMS?
      AT+CPMS=?
      AT+CPMS?
      AT+CPMS="ME","ME","ME"
      AT+CPMS?
      AT+CPMS="ME"
      AT+CMGL=4
      AT+CPMS="SM"
      AT+CMGL=4
      AT+CPMS="SR"
      AT+CMGL=4
      AT+CPMS="ME","ME","ME"
      AT+CSCS="GSM"
      AT+CSCA?
      AT+CREG=1
      AT+CEREG=1
      AT+CREG?
      AT+CEREG?
      AT+CNMI=?
      AT+CNMI=2,1,0,1,0
      AT+CNMI?
      AT+COPS=3,0
      AT+CLIP=1
      AT+CNUM
      AT+CMGL=4
      AT+CPMS="SM"
      AT+CMGL=4
      AT+CPMS="SR"
      AT+CMGL=4
      AT+CPMS="ME","ME","ME"
      AT+CREG?
      AT+CEREG?
      AT+CSQ
      AT+COPS?
      AT+CPMS?"
    `);
  });

  test('tells an office what it does', async () => {
    const under = startGateway();
    await ready(under);
    expect(under.states.map(({ phase, detail }) => `${phase}: ${detail}`)).toEqual(
      expect.arrayContaining(['bringUp: Menyiapkan modem', 'ready: Siap']),
    );
    expect(under.gateway.state()).toMatchObject({
      name: 'utama',
      simId: '8962100000000000001',
      operator: 'TELKOMSEL',
      signalDbm: -71,
      registered: true,
    });
  });

  // zabsalahid/serialport-gsm#65: only +CMTI drove the reading.
  test('takes what arrived while nobody listened, from every storage and read or not (LOSS-02)', async () => {
    const under = startGateway((modem) => {
      for (const stat of [0, 0, 0, 1]) modem.store('SM', `${TEXT}0${stat}${modem.slots('SM').size}A`, stat);
      modem.store('ME', TEXT);
    });
    await ready(under);
    expect(under.records.map(({ storage }) => storage).toSorted()).toEqual(['ME', 'SM', 'SM', 'SM', 'SM']);
    expect([...under.modem.slots('SM'), ...under.modem.slots('ME')]).toEqual([]);
  });

  test('leaves a prompt that the last process died in, without sending what stands in it', async () => {
    const under = startGateway((modem) => void modem.write(Buffer.from('AT+CMGS=22\r')));
    await ready(under);
    expect(under.modem.submitted).toEqual([]);
  });

  test('polls every ten seconds when no announcement can be had', async () => {
    const under = startGateway((modem) => modem.add([[/^AT\+CNMI=\d/, '\r\nERROR\r\n']]));
    await ready(under);
    expect(under.gateway.state().detail).toContain('tidak memberi tahu SMS masuk');
    under.modem.store('ME', TEXT);
    await until(() => under.records.length === 1, 10_500);
  });

  test('does not believe a rung that is accepted and not kept (F29)', async () => {
    const under = startGateway((modem) => modem.add([[/^AT\+CNMI=2,1,0,[12],[01]\r$/, ok()]]));
    await ready(under);
    expect(under.modem.cnmi).toBe('1,1,0,1,0');
    expect(under.gateway.state().detail).toBe('Siap');
  });

  test.each([
    ['two places only', [[/^AT\+CPMS="\w+","\w+","\w+"\r$/, '\r\nERROR\r\n']], 'AT+CPMS="ME","ME"'],
    [
      'no room in the first one',
      [
        ['AT+CPMS?\r', ok('+CPMS: "ME",0,0,"ME",0,0,"ME",0,0')],
        ['AT+CPMS="SM","SM","SM"\r', ok('+CPMS: 0,10,0,10,0,10')],
      ],
      'AT+CPMS="SM","SM","SM"',
    ],
  ] as const)('finds a storage on a modem with %s (F28)', async (_what, script, chosen) => {
    const under = startGateway((modem) => modem.add(script));
    await until(() => under.modem.commands.includes(chosen), 30_000);
    expect(under.modem.commands).toContain(chosen);
  });

  test('waits while the SIM is busy after a boot (F16)', async () => {
    let busy = true;
    const under = startGateway((modem) =>
      modem.add([
        ['AT+CPMS?\r', () => (busy ? '\r\n+CMS ERROR: 314\r\n' : ok('+CPMS: "ME",0,23,"ME",0,23,"ME",0,23'))],
      ]),
    );
    await elapse(20_000);
    expect(under.gateway.state().phase).toBe('bringUp');
    busy = false;
    await ready(under, 5000);
  });

  test('switches the radio on where it is off (F51)', async () => {
    const under = startGateway((modem) =>
      modem.add([
        ['AT+CFUN?\r', ok('+CFUN: 4')],
        ['AT+CFUN=1\r', ok()],
      ]),
    );
    await ready(under);
    expect(under.modem.commands).toContain('AT+CFUN=1');
  });

  test('lives with a modem that leaves OK out after AT+CPIN? (F06)', async () => {
    const under = startGateway((modem) => modem.add([['AT+CPIN?\r', '\r\n+CPIN: READY\r\n']]));
    await ready(under);
    expect(under.gateway.state().phase).toBe('ready');
  });

  test('sets the SMSC only where there is none', async () => {
    const under = startGateway(
      (modem) =>
        modem.add([
          ['AT+CSCA?\r', ok('+CSCA: "",129')],
          [/^AT\+CSCA=/, ok()],
        ]),
      { smsc: '+6281100000' },
    );
    await ready(under);
    expect(under.modem.commands.filter((c) => c.startsWith('AT+CSCA='))).toEqual([
      'AT+CSCA="+6281100000",145',
    ]);
  });

  test('says so where there is no SMSC and none is configured', async () => {
    const under = startGateway((modem) => modem.add([['AT+CSCA?\r', ok('+CSCA: "",129')]]));
    await ready(under);
    expect(under.gateway.state().detail).toContain('SMSC');
  });

  test('begins again when the modem boots in the middle of it', async () => {
    const under = startGateway((modem) =>
      modem.once('AT+CPMS=?\r', () => {
        modem.reboot();
        return undefined;
      }),
    );
    await ready(under);
    expect(under.modem.cmgf).toBe('0');
    expect(under.modem.commands.filter((c) => c === 'AT+CMGF=0')).toHaveLength(2);
  });
});

describe('a SIM that asks for its PIN', () => {
  const locked = (accepts: string) => (modem: Parameters<Parameters<typeof startGateway>[0] & {}>[0]) => {
    modem.pinState = 'SIM PIN';
    modem.add([
      [
        /^AT\+CPIN="/,
        (written) => {
          if (!written.includes(`"${accepts}"`)) return '\r\n+CME ERROR: 16\r\n';
          modem.pinState = 'READY';
          return ok();
        },
      ],
    ]);
  };
  const tries = (under: ReturnType<typeof startGateway>) =>
    under.modem.commands.filter((c) => c.startsWith('AT+CPIN='));

  test('gets the configured one', async () => {
    const under = startGateway(locked('4711'), { pin: '4711' });
    await ready(under);
    expect(tries(under)).toHaveLength(1);
  });

  test('never sees its PIN in the log', async () => {
    const under = startGateway(locked('4711'), { pin: '4711' });
    await ready(under);
    expect(JSON.stringify(under.log.lines)).not.toContain('4711');
  });

  test('that refuses is not asked a second time, not in a day', async () => {
    const under = startGateway(locked('1234'), { pin: '9999' });
    await until(() => under.gateway.state().phase === 'waiting');
    expect(under.gateway.state().detail).toContain('PIN SIM ditolak');
    await elapse(86_400_000);
    expect(tries(under)).toHaveLength(1);
  });

  test('is not asked when no PIN is configured', async () => {
    const under = startGateway(locked('1234'));
    await until(() => under.gateway.state().phase === 'waiting');
    expect(under.gateway.state().detail).toBe('SIM meminta PIN, tetapi PIN belum diatur');
    expect(tries(under)).toEqual([]);
  });

  test('is not asked when fewer than three tries are left (F34)', async () => {
    const under = startGateway(
      (modem) => {
        locked('4711')(modem);
        modem.add([['AT+CPINR="SIM PIN"\r', ok('+CPINR: SIM PIN,2,3')]]);
      },
      { pin: '4711' },
    );
    await until(() => under.gateway.state().phase === 'waiting');
    expect(under.gateway.state().detail).toContain('sisa percobaan tinggal 2');
    expect(tries(under)).toEqual([]);
  });

  test.each([
    ['SIM PUK', 'PUK'],
    ['PH-NET PIN', 'PH-NET PIN'],
    ['BLOCKED', 'BLOCKED'],
  ])('for %s never gets one (F34)', async (state, words) => {
    const under = startGateway((modem) => modem.lock(state), { pin: '4711' });
    await until(() => under.gateway.state().phase === 'waiting');
    expect(under.gateway.state().detail).toContain(words);
    await elapse(600_000);
    expect(tries(under)).toEqual([]);
  });

  test('for its second PIN works without (F34)', async () => {
    const under = startGateway((modem) => modem.lock('SIM PIN2'), { pin: '4711' });
    await ready(under);
    expect(tries(under)).toEqual([]);
  });

  test('gets it again after the modem rebooted an hour later', async () => {
    const under = startGateway(locked('4711'), { pin: '4711' });
    await ready(under);
    await elapse(3_600_000);
    under.modem.pinState = 'SIM PIN';
    under.modem.reboot();
    await elapse(100);
    await ready(under);
    expect(tries(under)).toHaveLength(2);
  });

  test('again within minutes does not get it again', async () => {
    const under = startGateway(locked('4711'), { pin: '4711' });
    await ready(under);
    await elapse(60_000);
    under.modem.pinState = 'SIM PIN';
    under.modem.reboot();
    await until(() => under.gateway.state().phase === 'waiting');
    expect(tries(under)).toHaveLength(1);
  });
});

test.each([
  '+CMTI: "ME",1',
  'RDY',
  '+CREG: 2',
  'RING',
  '+CPIN: READY',
  '+CMGS: 9',
  'OK',
  'AT+CFUN?',
  '> ',
  'half a li',
])('a port that holds %j when it is opened is brought up like any other (F22)', async (line) => {
  const under = startGateway((modem) => modem.say(`\r\n${line}${line === '> ' ? '' : '\r\n'}`));
  await ready(under);
  expect(under.opened).toBe(1);
});

// zabsalahid/serialport-gsm#119: the process crashed on CME 3517.
describe('a SIM that is missing', () => {
  test.each(['+CME ERROR: 3517', '+CME ERROR: 10', '+CME ERROR: SIM not inserted', '+CMS ERROR: 310'])(
    'by %s is a state, and work begins when it is back (ERR-07)',
    async (line) => {
      const under = startGateway((modem) => modem.add([['AT+CPIN?\r', `\r\n${line}\r\n`]]));
      await until(() => under.gateway.state().phase === 'waiting');
      expect(under.gateway.state().detail).toBe('SIM tidak terpasang');
      expect(under.gateway.canSend()).toBe(false);
      under.modem.add([['AT+CPIN?\r', ok('+CPIN: READY')]]);
      await ready(under, 70_000);
    },
  );

  test('is back at once when the modem says READY', async () => {
    const under = startGateway((modem) => modem.add([['AT+CPIN?\r', '\r\n+CME ERROR: 10\r\n']]));
    await until(() => under.gateway.state().phase === 'waiting');
    under.modem.add([['AT+CPIN?\r', ok('+CPIN: READY')]]);
    under.modem.say('\r\n+CPIN: READY\r\n');
    await ready(under, 5000);
  });

  test('does not delay a stop', async () => {
    const under = startGateway((modem) => modem.add([['AT+CPIN?\r', '\r\n+CME ERROR: 10\r\n']]));
    await until(() => under.gateway.state().phase === 'waiting');
    await settled(under.gateway.stop(), 100);
    expect(under.gateway.state().phase).toBe('stopped');
  });
});
