import { describe, expect, test } from 'vitest';
import { rememberModems } from '../../daemon/modem/modemMemory.ts';
import { ok } from '../support/fakeModem.ts';
import { ready, startGateway, startReady, stopGateways, until } from '../support/gatewayUnderTest.ts';
import type { ScriptedGsm } from '../support/scriptedGsm.ts';
import { elapse, useVirtualTime } from '../support/virtualTime.ts';

useVirtualTime();
stopGateways();

const PDU = '06912618010000040D91261802000010F10000623020805100821EC822134A2C4E9720B83CEDA697E5';
const pdu = (n: number): string => PDU + n.toString(16).toUpperCase().padStart(4, '0');
const deletes = (commands: readonly string[]) => commands.filter((c) => c.startsWith('AT+CMGD'));

test('a full storage whose list has no end is read slot by slot, some at a time, now and after a new start', async () => {
  const memory = rememberModems();
  let endless = 0;
  const prepare = (modem: ScriptedGsm): void => {
    modem.capacity = { ME: 100, SM: 10, SR: 10 };
    for (let n = 0; n < 60; n += 1) modem.store('ME', pdu(n));
    const list = () => {
      if (modem.slots(modem.mem[0] ?? '').size <= 20) return ok();
      endless += 1;
      return undefined;
    };
    modem.add([['AT+CMGL=4\r', list]]);
  };
  for (const more of [1, 0]) {
    endless = 0;
    const under = startGateway(prepare, { memory });
    await until(() => under.modem.slots('ME').size === 0, 200_000);
    expect(new Set(under.records.map((record) => record.pduHex)).size).toBe(60);
    expect(endless).toBe(more);
  }
});

describe('an announced text', () => {
  test('is persisted and then deleted', async () => {
    const under = await startReady();
    under.modem.store('ME', pdu(1));
    under.modem.say('\r\n+CMTI: "ME",1\r\n');
    await until(() => under.modem.slots('ME').size === 0, 1000);
    expect(under.records).toMatchObject([
      { storage: 'ME', index: 1, status: 0, pduHex: pdu(1), via: 'CMGL' },
    ]);
    expect(under.modem.commands).toEqual(['AT+CMGL=4', 'AT+CMGD=1', 'AT+CMGL=4']);
  });

  test('is not deleted before all of its listing is durable', async () => {
    const under = await startReady();
    let atPersist: readonly string[] = [];
    under.modem.store('ME', pdu(1));
    under.modem.store('ME', pdu(2));
    const push = under.records.push.bind(under.records);
    under.records.push = (...records) => {
      atPersist = [...under.modem.commands];
      return push(...records);
    };
    under.modem.say('\r\n+CMTI: "ME",1\r\n');
    await until(() => under.modem.slots('ME').size === 0, 1000);
    expect(deletes(atPersist)).toEqual([]);
    expect(under.records).toHaveLength(2);
  });

  // gammu/gammu#903.
  test('among thirty within three seconds is found, with one slot scan at a time and no timer for each (LOSS-10)', async () => {
    const under = await startReady((modem) => {
      modem.capacity = { ME: 10, SM: 10, SR: 10 };
    });
    const atSmsc = Array.from({ length: 30 }, (_, n) => pdu(n));
    const deliver = (): void => {
      while (under.modem.slots('ME').size < 10 && atSmsc.length > 0)
        under.modem.store('ME', atSmsc.shift() ?? '');
    };
    const network = setInterval(deliver, 50);
    for (let i = 0; i < 30; i += 1) {
      under.modem.say(`\r\n+CMTI: "ME",${(i % 10) + 1}\r\n`);
      await elapse(100);
    }
    await until(() => under.records.length === 30, 60_000);
    await elapse(5000);
    clearInterval(network);
    expect(new Set(under.records.map((record) => record.pduHex)).size).toBe(30);
    expect(under.modem.slots('ME').size).toBe(0);
  });

  test('is found though the announcement names the wrong storage (F21)', async () => {
    const under = await startReady();
    under.modem.store('SM', pdu(1));
    under.modem.say('\r\n+CMTI: "ME",1\r\n');
    await until(() => under.records.length === 1, 1000);
    expect(under.records[0]?.storage).toBe('SM');
  });

  test.each(['SM,3', '3', '"MT",3', '"SM",65535', '"SM_P", 1', ''])(
    'is found wherever it is, though the announcement says %j (F21)',
    async (place) => {
      const under = await startReady();
      under.modem.store('SM', pdu(1));
      under.modem.say(`\r\n+CMTI: ${place}\r\n`);
      await until(() => under.records.length === 1, 1000);
      expect(under.modem.slots('SM').size).toBe(0);
    },
  );

  // asterisk-chan-dongle#35.
  test.each(['+CMTI: "SM",-1', '+CMTI: ,-1'])(
    'with no place (%s) leads to one sweep of all and a look at the fill (AT-15, F21)',
    async (line) => {
      const under = await startReady();
      under.modem.say(`\r\n${line}\r\n\r\n${line}\r\n`);
      await elapse(2000);
      expect(under.modem.commands.filter((c) => c === 'AT+CMGL=4')).toHaveLength(3);
      expect(under.modem.commands).toContain('AT+CPMS?');
      expect(under.modem.commands.filter((c) => c.startsWith('AT+CMGR'))).toEqual([]);
      expect(under.gateway.state().phase).toBe('ready');
      expect(under.opened).toBe(1);
    },
  );

  test('as a report in another storage is found by looking everywhere (F31, AT-16)', async () => {
    const under = await startReady();
    under.modem.store('SR', pdu(9));
    under.modem.say('\r\n+CDSI: "SM",0\r\n');
    await until(() => under.records.length === 1, 1000);
    expect(under.records[0]?.storage).toBe('SR');
    await elapse(1000);
    expect(under.modem.mem).toEqual(['ME', 'ME', 'ME']);
  });
});

describe('a text that nobody announces', () => {
  test('is found by the count within thirty seconds (F20)', async () => {
    const under = await startReady();
    under.modem.store('ME', pdu(1));
    await until(() => under.records.length === 1, 31_000);
  });

  test('in another storage is found within ten minutes', async () => {
    const under = await startReady();
    under.modem.store('SM', pdu(1));
    await until(() => under.records.length === 1, 601_000);
  });

  test('is found at once when asked', async () => {
    const under = await startReady();
    under.modem.store('SM', pdu(1));
    under.gateway.sweepSoon();
    await until(() => under.records.length === 1, 1000);
  });
});

// asterisk-chan-dongle#47: parked in SM while the program read ME.
describe('a full storage', () => {
  const intoSim = (modem: ScriptedGsm): void => {
    modem.receivesInto = 'SM';
  };
  const undeletable = (modem: ScriptedGsm): void => {
    intoSim(modem);
    modem.add([[/^AT\+CMGD=/, '\r\n+CMS ERROR: 320\r\n']]);
  };
  const fillSim = (under: Awaited<ReturnType<typeof startReady>>, count: number): void => {
    for (let n = 0; n < count; n += 1) under.modem.store('SM', pdu(n));
  };

  test('is swept though another one is selected, and what waits at the network arrives (LOSS-03, F23)', async () => {
    const under = await startReady(intoSim);
    fillSim(under, 10);
    const waiting = [pdu(100), pdu(101), pdu(102), pdu(103)];
    const network = setInterval(() => {
      while (under.modem.slots('SM').size < 10 && waiting.length > 0)
        under.modem.store('SM', waiting.shift() ?? '');
    }, 100);
    under.modem.say('\r\n^SMMEMFULL: "SM"\r\n');
    await until(() => under.records.length >= 10, 2000);
    await until(() => under.records.length === 14, 60_000);
    clearInterval(network);
  });

  test('is named in words while it is', async () => {
    const under = await startReady(intoSim);
    under.persistFault = new Error('database is locked');
    fillSim(under, 10);
    await until(() => under.gateway.state().storageUsed === 10, 31_000);
    expect(under.gateway.state().storageTotal).toBe(10);
    under.persistFault = undefined;
    await until(() => under.records.length === 10, 30_000);
    await until(() => under.gateway.state().detail === 'Siap', 60_000);
  });

  test.each([
    [6, 'Siap'],
    [7, 'SIM hampir penuh 7/10'],
    [10, 'SIM penuh 10/10'],
  ])('with %i of ten says %j', async (used, words) => {
    // Nothing can be deleted, so it stays as it is.
    const under = await startReady(undeletable);
    fillSim(under, used);
    await until(() => under.gateway.state().storageUsed === (used < 7 ? 6 : used), 31_000);
    await elapse(1000);
    expect(under.gateway.state().detail).toBe(words);
  });

  test('by the count of a modem is warned of', async () => {
    const under = await startReady(undeletable);
    fillSim(under, 8);
    await elapse(31_000);
    expect(under.log.lines).toContainEqual(
      expect.objectContaining({ level: 'warn', facts: { storage: 'SM', used: 8, total: 10 } }),
    );
  });
});

// gammu/gammu#161.
describe('while the database takes nothing', () => {
  test('texts stay in the modem, and all of them are taken when it is back', async () => {
    const under = await startReady();
    under.persistFault = new Error('SQLITE_BUSY');
    for (const n of [1, 2]) {
      under.modem.store('ME', pdu(n));
      under.modem.say(`\r\n+CMTI: "ME",${n}\r\n`);
    }
    await elapse(45_000);
    expect(deletes(under.modem.commands)).toEqual([]);
    expect(under.gateway.state().phase).toBe('ready');
    expect(under.gateway.state().detail).toContain('tetap disimpan di modem');
    under.persistFault = undefined;
    await until(() => under.modem.slots('ME').size === 0, 11_000);
    expect(under.records.map((record) => record.pduHex)).toEqual([pdu(1), pdu(2)]);
    await until(() => under.gateway.state().detail === 'Siap', 1000);
  });

  test('texts that were pushed are kept in hand', async () => {
    const under = await startReady();
    under.persistFault = new Error('SQLITE_BUSY');
    under.modem.say(`\r\n+CMT: ,47\r\n${pdu(1)}\r\n`);
    await elapse(45_000);
    expect(under.records).toEqual([]);
    under.persistFault = undefined;
    await until(() => under.records.length === 1, 11_000);
    await elapse(60_000);
    expect(under.records).toHaveLength(1);
  });

  test('the modem is brought up all the same', async () => {
    const under = startGateway((modem) => void modem.store('ME', pdu(1)));
    under.persistFault = new Error('SQLITE_READONLY');
    await ready(under);
    under.persistFault = undefined;
    await until(() => under.records.length === 1, 45_000);
  });
});

describe('deleting', () => {
  test('spares what took the slot in the meantime (F24, F25)', async () => {
    const under = await startReady();
    under.modem.store('ME', pdu(1));
    under.modem.store('ME', pdu(2));
    // The firmware drops the second part with the first, and a new text takes its slot.
    under.modem.once('AT+CMGD=1\r', () => {
      under.modem.slots('ME').clear();
      under.modem.slots('ME').set(2, { stat: 0, pdu: pdu(3) });
      return `\r\n+CMTI: "ME",2\r\n${ok()}`;
    });
    under.modem.say('\r\n+CMTI: "ME",1\r\n');
    await until(() => under.modem.slots('ME').size === 0, 5000);
    expect(under.records.map((record) => record.pduHex).toSorted()).toEqual([pdu(1), pdu(2), pdu(3)]);
  });

  test('after a slow listing looks again before each one', async () => {
    const under = await startReady();
    under.modem.once('AT+CMGD=1\r', () => {
      under.modem.slots('ME').delete(1);
      setTimeout(() => under.modem.say(ok()), 6000);
      return undefined;
    });
    under.modem.store('ME', pdu(1));
    under.modem.store('ME', pdu(2));
    under.modem.say('\r\n+CMTI: "ME",1\r\n');
    await until(() => under.modem.slots('ME').size === 0, 20_000);
    expect(under.modem.commands.slice(0, 4)).toEqual(['AT+CMGL=4', 'AT+CMGD=1', 'AT+CMGR=2', 'AT+CMGD=2']);
  });

  test.each([
    ['says OK and does not', ok()],
    ['refuses', '\r\n+CMS ERROR: 320\r\n'],
  ])(
    'a record that a modem %s is tried three times, stored once and left alone (F26)',
    async (_what, answer) => {
      const under = await startReady((modem) => modem.add([['AT+CMGD=1\r', answer]]));
      under.modem.store('ME', pdu(1));
      under.modem.say('\r\n+CMTI: "ME",1\r\n');
      await elapse(120_000);
      expect(deletes(under.modem.commands)).toHaveLength(3);
      expect(under.records).toHaveLength(1);
      expect(under.log.lines.filter((line) => line.level === 'error')).toHaveLength(1);
      under.modem.store('ME', pdu(2));
      under.modem.say('\r\n+CMTI: "ME",2\r\n');
      await until(() => under.records.length === 2, 1000);
      expect(deletes(under.modem.commands)).toHaveLength(4);
    },
  );

  test('that did not work is tried once an hour, and frees the slot in the end', async () => {
    const under = await startReady();
    under.modem.store('ME', pdu(1));
    for (let n = 0; n < 4; n += 1) under.modem.once('AT+CMGD=1\r', '\r\n+CMS ERROR: 320\r\n');
    under.modem.say('\r\n+CMTI: "ME",1\r\n');
    await elapse(3_500_000);
    expect(deletes(under.modem.commands)).toHaveLength(3);
    await elapse(2 * 3_600_000 + 1_200_000);
    expect(deletes(under.modem.commands)).toHaveLength(5);
    expect(under.modem.slots('ME').size).toBe(0);
    expect(under.records).toHaveLength(1);
  });

  test('never uses a flag or a range', async () => {
    const under = await startReady();
    for (let n = 0; n < 5; n += 1) under.modem.store('ME', pdu(n));
    under.gateway.sweepSoon();
    await until(() => under.modem.slots('ME').size === 0, 5000);
    for (const command of deletes(under.modem.commands)) expect(command).toMatch(/^AT\+CMGD=\d+$/);
  });
});

describe('reading', () => {
  test('takes garbage as it is and frees its slot (F41)', async () => {
    const under = await startReady();
    for (const garbage of ['00', 'FFFFFFFF', '0791', 'ZZZZ', '069']) under.modem.store('ME', garbage);
    under.gateway.sweepSoon();
    await until(() => under.modem.slots('ME').size === 0, 5000);
    expect(under.records.map((record) => record.pduHex)).toEqual(['00', 'FFFFFFFF', '0791', 'ZZZZ', '069']);
  });

  test('goes slot by slot where a modem refuses to list', async () => {
    const under = await startReady((modem) => modem.add([['AT+CMGL=4\r', '\r\n+CMS ERROR: 303\r\n']]));
    under.modem.store('ME', pdu(1));
    under.modem.store('ME', pdu(2));
    under.modem.say('\r\n+CMTI: "ME",2\r\n');
    await until(() => under.modem.slots('ME').size === 0, 10_000);
    expect(under.records).toMatchObject([
      { via: 'CMGR', index: 1 },
      { via: 'CMGR', index: 2 },
    ]);
  });

  test('goes slot by slot where a modem counts more than it lists (F27)', async () => {
    const under = startGateway((modem) => {
      modem.store('SM', pdu(1));
      modem.add([['AT+CMGL=4\r', ok()]]);
    });
    await until(() => under.records.length === 1, 60_000);
    expect(under.records).toMatchObject([{ storage: 'SM', via: 'CMGR' }]);
  });

  test('drops a list that does not end, and takes all of it the next time', async () => {
    const under = await startReady();
    under.modem.store('ME', pdu(1));
    under.modem.once('AT+CMGL=4\r', `\r\n+CMGL: 1,1,,37\r\n${pdu(1)}\r\n`);
    under.modem.say('\r\n+CMTI: "ME",1\r\n');
    await elapse(16_000);
    expect(under.records).toEqual([]);
    await until(() => under.records.length === 1, 15_000);
    expect(under.modem.slots('ME').size).toBe(0);
  });

  // A serial line without flow control loses bytes now and then; the text must not be lost with them.
  test.each([
    ['a PDU that lost bytes', (whole: string) => `\r\n+CMGL: 1,1,,35\r\n${whole.slice(0, -7)}\r\n\r\nOK\r\n`],
    ['a header that lost its PDU', () => ok('+CMGL: 1,1,,35')],
  ])('%s is read again before it is stored and deleted', async (_what, damaged) => {
    const under = await startReady();
    under.modem.store('ME', pdu(1));
    under.modem.once('AT+CMGL=4\r', damaged(pdu(1)));
    under.modem.say('\r\n+CMTI: "ME",1\r\n');
    await until(() => under.modem.slots('ME').size === 0, 2000);
    expect(under.records.map((record) => record.pduHex)).toEqual([pdu(1)]);
  });

  test('never deletes what it has not seen', async () => {
    const under = await startReady((modem) =>
      modem.add([
        ['AT+CMGL=4\r', ok('+CMGL: 1,1,,35')],
        [/^AT\+CMGR=/, ok()],
      ]),
    );
    under.modem.store('ME', pdu(1));
    under.modem.say('\r\n+CMTI: "ME",1\r\n');
    await elapse(60_000);
    expect(deletes(under.modem.commands)).toEqual([]);
    expect(under.records).toEqual([]);
  });

  test('in text mode deletes nothing and brings the modem up anew', async () => {
    const under = await startReady();
    under.modem.store('ME', pdu(1));
    const header = '+CMGL: 1,"REC UNREAD","+6281200000011",,"26/03/02,08:15:00+28"';
    under.modem.once('AT+CMGL=4\r', ok(header, 'HELPDESK'));
    under.modem.say('\r\n+CMTI: "ME",1\r\n');
    await until(() => under.records.length > 0, 20_000);
    expect(under.records.map((record) => record.pduHex)).toEqual([pdu(1)]);
    expect(under.modem.commands).toContain('AT+CMGF=0');
  });

  test('warns once of a storage that cannot be selected and goes on', async () => {
    const under = startGateway((modem) => {
      modem.storages.delete('SR');
      modem.store('SM', pdu(1));
    });
    await ready(under);
    await elapse(1_300_000);
    expect(under.records).toHaveLength(1);
    expect(
      under.log.lines.filter((line) => line.message.startsWith('a storage cannot be selected')),
    ).toHaveLength(1);
  });
});

describe('a text that is pushed at us', () => {
  test.each([
    ['+CMT: ,47', 'CMT'],
    ['+CDS: 26', 'CDS'],
  ])(
    'as %s is persisted at once and never acknowledged under service 0 (F45, AT-20)',
    async (header, via) => {
      const under = await startReady();
      under.modem.say(`\r\n${header}\r\n${pdu(1)}\r\n`);
      expect(under.records).toMatchObject([{ storage: '', index: undefined, via, pduHex: pdu(1) }]);
      await elapse(20_000);
      expect(under.modem.commands.filter((c) => c.startsWith('AT+CNMA'))).toEqual([]);
    },
  );

  test('is acknowledged within five seconds under service 1, and a refusal of that is no failure (AT-20, F45)', async () => {
    const under = await startReady((modem) =>
      modem.add([
        ['AT+CSMS?\r', ok('+CSMS: 1,1,1,1')],
        ['AT+CSMS=0\r', '\r\n+CMS ERROR: 302\r\n'],
        ['AT+CNMA=0\r', '\r\n+CMS ERROR: 340\r\n'],
      ]),
    );
    under.modem.say(`\r\n+CMT: ,47\r\n${pdu(1)}\r\n`);
    await until(() => under.modem.commands.includes('AT+CNMA=0'), 5000);
    await elapse(5000);
    expect(under.modem.commands.filter((c) => c === 'AT+CNMA=0')).toHaveLength(1);
    expect(under.gateway.state().phase).toBe('ready');
  });

  test('before the SIM is known is handed over at once, since nothing else has it', async () => {
    const under = startGateway();
    await elapse(500);
    under.modem.say(`\r\n+CMT: ,47\r\n${pdu(1)}\r\n`);
    expect(under.records).toHaveLength(1);
    await ready(under);
    expect(under.records).toHaveLength(1);
  });
});
