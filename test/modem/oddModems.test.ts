import { describe, expect, test } from 'vitest';
import { rememberModems } from '../../daemon/modem/modemMemory.ts';
import { ok } from '../support/fakeModem.ts';
import { ready, startGateway, startReady, stopGateways, until } from '../support/gatewayUnderTest.ts';
import type { ScriptedGsm } from '../support/scriptedGsm.ts';
import { elapse, useVirtualTime } from '../support/virtualTime.ts';

useVirtualTime();
stopGateways();

const TEXT = '06912618010000040D91261802000010F10000623020805100821EC822134A2C4E9720B83CEDA697E5';
const pdu = (n: number): string => TEXT + n.toString(16).toUpperCase().padStart(4, '0');
const again = (commands: readonly string[], command: string): number =>
  commands.filter((each) => each === command).length;

/** The line in a form that firmwares have been seen to use. */
function speaking(modem: ScriptedGsm, form: (text: string) => string): void {
  modem.cut = (text) => [form(text)];
}

describe('a modem that talks oddly', () => {
  test.each([
    ['with three CRs before each LF (F03)', (text: string) => text.replaceAll('\r\n', '\r\r\r\n')],
    ['with doubled line ends (F03)', (text: string) => text.replaceAll('\r\n', '\r\n\r\n')],
    ['with NULs between its lines (F03)', (text: string) => `\0\0${text}\0`],
    [
      'with news before every answer, without a line end of its own (F02, F04)',
      (text: string) => `^RSSI:17${text}`,
    ],
  ])('%s is brought up, and its texts are taken', async (_how, form) => {
    const under = startGateway((modem) => {
      speaking(modem, form);
      modem.store('SM', pdu(1));
    });
    await ready(under);
    expect(under.records.map((record) => record.pduHex)).toEqual([pdu(1)]);
  });

  test.each([1, 2])(
    'and echoes each command %i times, whatever is set, is brought up (F01)',
    async (times) => {
      const under = startGateway((modem) => {
        const write = modem.write.bind(modem);
        modem.write = (bytes) => {
          const text = Buffer.from(bytes).toString('latin1');
          if (text.startsWith('AT')) modem.say(`${text}\n`.repeat(times));
          return write(bytes);
        };
        modem.store('ME', pdu(1));
      });
      await ready(under);
      expect(under.records).toHaveLength(1);
    },
  );

  test('and begins to echo again is told not to at the next look at its settings (F01)', async () => {
    const under = await startReady();
    under.modem.say('AT+CSQ\r\n');
    under.modem.once('AT+CSQ\r', `AT+CSQ\r${ok('+CSQ: 21,0')}`);
    await elapse(620_000);
    expect(under.modem.commands).toContain('ATE0');
    expect(under.opened).toBe(1);
  });

  test('and answers its first three commands four seconds late is not misunderstood (F07)', async () => {
    const late: string[] = [];
    const under = startGateway((modem) => {
      let commands = 0;
      const say = modem.say.bind(modem);
      modem.cut = (text) => {
        commands += 1;
        if (commands > 3) return [text];
        late.push(text);
        if (commands === 3) setTimeout(() => say(late.splice(0).join('')), 4000);
        return [];
      };
    });
    await ready(under);
    expect(under.gateway.state()).toMatchObject({ imei: '354242057832117', model: 'GSM-1' });
  });

  test('and lists with news between a header and its PDU loses none of both (F04)', async () => {
    const under = await startReady();
    under.modem.store('ME', pdu(1));
    under.modem.once(
      'AT+CMGL=4\r',
      `\r\n+CMGL: 1,0,,36\r\n\r\n^RSSI:17\r\n+CREG: 1\r\n${pdu(1)}\r\n\r\n^BOOT:35323129,0,0,0,26\r\n\r\nOK\r\n`,
    );
    under.modem.say('\r\n+CMTI: "ME",1\r\n');
    await until(() => under.modem.slots('ME').size === 0, 2000);
    expect(under.records.map((record) => record.pduHex)).toEqual([pdu(1)]);
  });
});

describe('announcements', () => {
  test('that come in a storm while the modem is prepared lead to no more than its sweeps (F22)', async () => {
    const under = startGateway((modem) =>
      modem.once('AT+CSCA?\r', () => {
        for (let n = 1; n <= 12; n += 1) {
          modem.store('ME', pdu(n));
          modem.say(`\r\n+CMTI: "ME",${n}\r\n`);
        }
        return ok('+CSCA: "+6281100000",145');
      }),
    );
    await ready(under);
    await elapse(5000);
    expect(under.records).toHaveLength(12);
    expect(under.modem.slots('ME').size).toBe(0);
    expect(again(under.modem.commands, 'AT+CMGL=4')).toBeLessThanOrEqual(10);
  });

  test('before the text can be read are looked after again within a second or two (F27)', async () => {
    const under = await startReady();
    under.modem.say('\r\n+CMTI: "ME",1\r\n');
    await elapse(500);
    under.modem.store('ME', pdu(1));
    await until(() => under.records.length === 1, 1500);
  });

  test('that the modem switches off by itself are found missing within ten minutes (F30)', async () => {
    const under = await startReady();
    under.modem.cnmi = '2,0,0,0,0';
    await until(() => under.modem.cnmi === '2,1,0,1,0', 602_000);
  });

  const arriveUnannounced = async (under: Awaited<ReturnType<typeof startReady>>, n: number) => {
    under.modem.store('ME', pdu(n));
    const before = under.records.length;
    await until(() => under.records.length > before, 40_000);
    // Not within the time in which polling would find it.
    await elapse(12_000);
  };

  test('that never come, though the setting is read back, are replaced by looking every ten seconds (F29)', async () => {
    const memory = rememberModems();
    const under = await startReady(undefined, { memory });
    for (let n = 1; n <= 3; n += 1) await arriveUnannounced(under, n);
    await ready(under);
    expect(under.gateway.state().detail).toContain('diperiksa tiap 10 detik');
    // Another rung of the ladder was tried meanwhile, and is believed only when something is announced.
    expect(under.modem.cnmi).not.toBe('2,1,0,1,0');
    under.modem.store('ME', pdu(9));
    await until(() => under.records.length === 4, 11_000);
    under.modem.store('ME', pdu(10));
    under.modem.say('\r\n+CMTI: "ME",1\r\n');
    await until(() => under.gateway.state().detail === 'Siap', 2000);
    expect(memory.recall('354242057832117')?.learned).toMatchObject({ quirks: ['announcesNothing'] });
  });

  test('that one text in a while lacks change nothing', async () => {
    const under = await startReady();
    for (let n = 1; n <= 6; n += 1) {
      await arriveUnannounced(under, n);
      under.modem.store('ME', pdu(100 + n));
      under.modem.say('\r\n+CMTI: "ME",1\r\n');
      await elapse(2000);
    }
    expect(under.records).toHaveLength(12);
    expect(under.gateway.state().detail).toBe('Siap');
  });

  test('that work are tried first at the next start, and looked at all the same', async () => {
    const memory = rememberModems();
    const refuse = (modem: ScriptedGsm) => void modem.add([[/^AT\+CNMI=2/, '\r\n+CMS ERROR: 303\r\n']]);
    await startReady(refuse, { memory });
    const under = startGateway(refuse, { memory });
    await ready(under);
    const rungs = under.modem.commands.filter((command) => /^AT\+CNMI=\d/.test(command));
    expect(rungs).toEqual(['AT+CNMI=1,1,0,1,0']);
    expect(under.modem.commands).toContain('AT+CNMI?');
  });
});

describe('a storage', () => {
  test('that counts what it never shows is left for another one (F27)', async () => {
    const under = await startReady((modem) => {
      modem.add([
        [
          'AT+CPMS?\r',
          () => ok(`+CPMS: ${modem.mem.map((name) => `"${name}",${name === 'ME' ? 3 : 0},23`).join()}`),
        ],
      ]);
    });
    await until(() => under.modem.commands.includes('AT+CPMS="SM","SM","SM"'), 40 * 60_000);
    await ready(under);
    under.modem.store('SM', pdu(1));
    under.modem.say('\r\n+CMTI: "SM",1\r\n');
    await until(() => under.records.length === 1, 2000);
  });

  test('that is set for the first place only is not where texts are looked for first (F28)', async () => {
    const under = await startReady((modem) => {
      modem.receivesInto = 'SM';
    });
    under.modem.store('SM', pdu(1));
    under.modem.say('\r\n+CMTI: "SM",1\r\n');
    await until(() => under.records.length === 1, 500);
    expect(under.modem.commands.slice(0, 2)).toEqual(['AT+CPMS="SM"', 'AT+CMGL=4']);
  });

  test('that prints its name with a P is the one that was set (F28)', async () => {
    const under = await startReady((modem) => {
      modem.add([
        [
          'AT+CPMS?\r',
          () => ok(`+CPMS: ${modem.mem.map((name) => `"${name}_P",${modem.slots(name).size},23`).join()}`),
        ],
      ]);
    });
    under.modem.store('ME', pdu(1));
    await until(() => under.records.length === 1, 31_000);
    await elapse(1_200_000);
    expect(under.gateway.state().detail).toBe('Siap');
    expect(again(under.modem.commands, 'AT+CMGF=0')).toBe(0);
  });

  test('that takes half a minute to change is changed once an hour (F52)', async () => {
    const slow = (modem: ScriptedGsm): void => {
      const select = (written: string) => {
        setTimeout(() => {
          modem.mem = [...written.matchAll(/"([A-Z]+)"/g)]
            .map((m) => m[1] ?? '')
            .concat(modem.mem)
            .slice(0, 3);
          modem.say(ok('+CPMS: 0,23,0,23,0,23'));
        }, 30_000);
        return undefined;
      };
      modem.add([[/^AT\+CPMS="SM"/, select]]);
    };
    const under = await startReady(slow);
    await elapse(3_500_000);
    expect(again(under.modem.commands, 'AT+CPMS="SM"')).toBeLessThanOrEqual(2);
    under.modem.store('SM', pdu(1));
    await until(() => under.records.length === 1, 3_700_000);
  });

  test('for reports that cannot be selected is warned of once, in every later start too (AT-16, F31)', async () => {
    const memory = rememberModems();
    const warnings = (under: ReturnType<typeof startGateway>) =>
      under.log.lines.filter((line) => line.message.startsWith('a storage cannot be selected')).length;
    const without = (modem: ScriptedGsm) => void modem.storages.delete('SR');
    const first = await startReady(without, { memory });
    first.modem.store('ME', pdu(1));
    first.modem.say('\r\n+CDSI: "SR",4\r\n');
    await until(() => first.records.length === 1, 2000);
    expect(warnings(first)).toBe(1);
    const second = startGateway(without, { memory });
    await ready(second);
    expect(warnings(second)).toBe(0);
  });

  test('that is busy for the moment is looked into again, not given up', async () => {
    const under = await startReady();
    under.modem.store('SM', pdu(1));
    under.modem.once('AT+CPMS="SM"\r', '\r\n+CMS ERROR: 314\r\n');
    under.gateway.sweepSoon();
    await until(() => under.records.length === 1, 12_000);
  });
});

describe('a full storage', () => {
  const fill = (modem: ScriptedGsm): void => {
    for (let n = 0; n < 10; n += 1) modem.store('SM', pdu(n));
  };

  test.each([
    '^SMMEMFULL:"SM"',
    '+SMS FULL',
    '^SMGO: 1',
    '^SMGO: 2',
    '+QIND: "smsfull","SM"',
    '+CIEV: smsfull,1',
  ])('that is told as %s is emptied at once (F23)', async (line) => {
    const under = await startReady();
    fill(under.modem);
    under.modem.say(`\r\n${line}\r\n`);
    await until(() => under.modem.slots('SM').size === 0, 2000);
  });

  test('after which nothing comes for half an hour takes the radio off the air once, and only then', async () => {
    const under = await startReady((modem) => {
      modem.receivesInto = 'SM';
      modem.add([[/^AT\+CFUN=[14]\r$/, ok()]]);
    });
    fill(under.modem);
    await until(() => under.modem.slots('SM').size === 0, 40_000);
    await elapse(29 * 60_000);
    expect(again(under.modem.commands, 'AT+CFUN=4')).toBe(0);
    await elapse(3 * 60_000);
    await ready(under);
    await elapse(3 * 3_600_000);
    expect(again(under.modem.commands, 'AT+CFUN=4')).toBe(1);
  });

  test('after which a text comes lets the radio be', async () => {
    const under = await startReady((modem) => {
      modem.receivesInto = 'SM';
    });
    fill(under.modem);
    await until(() => under.modem.slots('SM').size === 0, 40_000);
    await elapse(60_000);
    under.modem.store('SM', pdu(50));
    under.modem.say('\r\n+CMTI: "SM",1\r\n');
    await elapse(3_600_000);
    expect(again(under.modem.commands, 'AT+CFUN=4')).toBe(0);
  });
});
