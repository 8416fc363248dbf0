import { describe, expect, test } from 'vitest';
import { PortOpenError } from '../../daemon/serial/bytePort.ts';
import { ready, startGateway, startReady, stopGateways, until } from '../support/gatewayUnderTest.ts';
import { ScriptedGsm } from '../support/scriptedGsm.ts';
import { elapse, settled, useVirtualTime } from '../support/virtualTime.ts';

useVirtualTime();
stopGateways();

const OUT = { pduHex: '0011000D91261802000020F20000AA12D4F4BA4C07C5623810394D2FCBD3ED30', tpduLength: 31 };
const missing = () => new PortOpenError('/dev/ttyUSB0 does not exist', 'ENOENT');

/** A gateway whose device cannot be opened, for ever or until a test puts a modem in the place of the error. */
function startOn(error: Error, options: Parameters<typeof startGateway>[1] = {}) {
  const under = startGateway(undefined, options, [error]);
  under.openings.splice(0, under.openings.length, error);
  return under;
}

describe('a device that is not there', () => {
  // Uninett/nav#1093: the daemon ended itself on an error that went away after minutes.
  test('is a state, and is in use within a minute of being plugged in after ten', async () => {
    const under = startOn(missing());
    await elapse(600_000);
    expect(under.gateway.state()).toMatchObject({
      phase: 'waiting',
      detail: 'Modem tidak ditemukan di /dev/ttyUSB0, ditunggu',
    });
    under.openings.splice(0, 1, under.modem);
    await ready(under, 5000);
  });

  test('is looked for every second, for ever, and told once (LINK-07)', async () => {
    const under = startOn(missing());
    await elapse(3_600_000);
    expect(under.opened).toBeGreaterThan(3600);
    expect(under.opened).toBeLessThan(4600);
    expect(under.log.lines.filter((line) => line.level === 'warn')).toHaveLength(1);
    expect(under.alarms.filter(([kind]) => kind === 'modem_missing')).toHaveLength(1);
  });

  test.each([
    [new PortOpenError('held', 'EBUSY'), 'sedang dipakai program lain'],
    [new PortOpenError('denied', 'EACCES'), 'tidak boleh dibuka'],
    [new Error('who knows'), 'tidak dapat dibuka'],
  ])('or cannot be opened (%s) says why', async (error, words) => {
    const under = startOn(error);
    await elapse(100);
    expect(under.gateway.state().detail).toContain(words);
  });

  // node-serialport#2735: the lock of the old descriptor outlives its close for a moment.
  test('for three tries only, is opened at the fourth (LINK-03)', async () => {
    const again = new PortOpenError('still locked', 'EHELDBYUS');
    const under = startGateway(undefined, {}, [again, again, again]);
    await ready(under, 30_000);
    expect(under.opened).toBe(4);
  });

  test('because this process never let go of it is told after twenty tries (LINK-03)', async () => {
    const faults: Error[] = [];
    const under = startOn(new PortOpenError('still locked', 'EHELDBYUS'), {
      onUnclosable: (why) => void faults.push(why),
    });
    await elapse(3_600_000);
    expect(faults).toHaveLength(1);
    expect(under.opened).toBeGreaterThan(20);
  });

  test('may be stopped', async () => {
    const under = startOn(missing());
    await elapse(5000);
    await settled(under.gateway.stop(), 100);
    expect(under.gateway.state()).toMatchObject({ phase: 'stopped', detail: 'Dihentikan' });
    const { opened } = under;
    await elapse(600_000);
    expect(under.opened).toBe(opened);
  });
});

describe('a modem that is pulled out', () => {
  test('and plugged in again is in use again', async () => {
    const under = await startReady();
    under.openings.splice(0, 1, missing());
    under.modem.unplug();
    await until(() => under.gateway.state().phase === 'waiting', 1000);
    expect(under.gateway.canSend()).toBe(false);
    await elapse(30_000);
    const back = new ScriptedGsm();
    back.store('ME', '0691261801000004');
    under.openings.splice(0, 1, back);
    await ready(under, 65_000);
    expect(under.records).toHaveLength(1);
  });

  test('and comes back at once is in use again within seconds', async () => {
    const under = await startReady();
    under.openings.splice(0, 1, new ScriptedGsm());
    under.modem.unplug();
    await until(() => under.gateway.state().phase === 'waiting', 1000);
    await ready(under, 5000);
  });

  test('with an error that nobody listens for leaves the process alive (LINK-04)', async () => {
    const under = await startReady();
    under.openings.splice(0, 1, new ScriptedGsm());
    under.modem.unplug(Object.assign(new Error('EIO: i/o error, read'), { code: 'EIO' }));
    await elapse(100);
    await ready(under, 5000);
  });
});

describe('a modem that says nothing any more', () => {
  // node-serialport#1330: no close event, no error.
  test('is noticed within four minutes and the port is opened anew (F39, LINK-04)', async () => {
    const under = await startReady();
    under.modem.mute = true;
    await until(() => under.opened === 2, 240_000);
    expect(under.states.some(({ detail }) => detail === 'Modem tidak menjawab, dicoba lagi')).toBe(true);
  });

  test('but goes on with its events is noticed all the same', async () => {
    const under = await startReady();
    under.modem.mute = true;
    const chatter = setInterval(() => under.modem.say('\r\n^RSSI:18\r\n'), 5000);
    await until(() => under.opened === 2, 240_000);
    clearInterval(chatter);
  });

  test('on a port that takes no bytes is noticed all the same', async () => {
    const under = await startReady();
    under.modem.stuck = true;
    await until(() => under.opened === 2, 240_000);
  });

  // gammu/gammu#392.
  test('but AT: after three questions without an answer the port is opened anew (AT-01)', async () => {
    const under = await startReady();
    under.modem.add([[/^AT\+C(REG|EREG|SQ|OPS|PMS)\??\r/, undefined]]);
    await until(() => under.opened === 2, 300_000);
  });
});

// vshymanskyy/TinyGSM#608.
describe('a modem that reboots while in use', () => {
  test('gets all its settings again, and is swept (AT-11)', async () => {
    const under = await startReady();
    under.modem.store('SM', '0691261801000004');
    under.modem.reboot();
    await elapse(20);
    await ready(under);
    for (const command of ['ATE0', 'AT+CMGF=0', 'AT+CMEE=1', 'AT+CNMI=2,1,0,1,0', 'AT+CPMS="ME","ME","ME"']) {
      expect(under.modem.commands).toContain(command);
    }
    expect(under.records).toHaveLength(1);
    expect(under.opened).toBe(1);
  });

  test('is not taken for one by PB DONE half a minute after it was prepared', async () => {
    const under = await startReady();
    await elapse(30_000);
    under.modem.written.length = 0;
    under.modem.say('\r\nPB DONE\r\n');
    await elapse(1000);
    expect(under.modem.commands).not.toContain('AT+CMGF=0');
  });

  test('without RDY is seen by its SMS Ready', async () => {
    const under = await startReady();
    await elapse(3_600_000);
    under.modem.written.length = 0;
    under.modem.say('\r\nCall Ready\r\n\r\nSMS Ready\r\n');
    await until(() => under.modem.commands.includes('AT+CMGF=0'), 5000);
  });

  test.each([
    ['the message mode', (modem: ScriptedGsm) => modem.add({ 'AT+CMGF?\r': '\r\n+CMGF: 1\r\n\r\nOK\r\n' })],
    [
      'the announcements',
      (modem: ScriptedGsm) => modem.add({ 'AT+CNMI?\r': '\r\n+CNMI: 2,0,0,0,0\r\n\r\nOK\r\n' }),
    ],
    ['the lock', (modem: ScriptedGsm) => modem.lock('SIM PIN')],
    ['the SIM', (modem: ScriptedGsm) => modem.add({ 'AT+CPIN?\r': '\r\n+CME ERROR: 10\r\n' })],
    [
      'the SIM to another',
      (modem: ScriptedGsm) => modem.add({ 'AT+CCID\r': '\r\n+CCID: 8962100000000000002\r\n\r\nOK\r\n' }),
    ],
  ])('silently, losing %s, is found out within ten minutes', async (_what, forget) => {
    const under = await startReady();
    forget(under.modem);
    await until(
      () => under.states.some(({ detail }) => detail === 'Pengaturan modem hilang, disiapkan ulang'),
      601_000,
    );
  });

  test('by the removal of its SIM says so within seconds (F34)', async () => {
    const under = await startReady();
    under.modem.add({ 'AT+CPIN?\r': '\r\n+CME ERROR: 10\r\n' });
    under.modem.say('\r\n+CPIN: NOT INSERTED\r\n');
    await until(() => under.gateway.state().detail === 'SIM tidak terpasang', 10_000);
  });

  test('with another SIM gives its texts to that one', async () => {
    const under = await startReady();
    under.modem.add({ 'AT+CCID\r': '\r\n+CCID: 8962100000000000002\r\n\r\nOK\r\n' });
    under.modem.say('\r\n+CPIN: READY\r\n');
    await until(() => under.gateway.state().simId === '8962100000000000002', 10_000);
  });

  test('again and again before it is prepared is left alone for a while', async () => {
    const under = startGateway((modem) =>
      modem.add({
        'AT+CPMS=?\r': () => {
          modem.reboot();
          return undefined;
        },
      }),
    );
    await until(() => under.opened === 2, 300_000);
  });
});

describe('a port that cannot be closed', () => {
  test('is told after five seconds, and the work goes on', async () => {
    const faults: Error[] = [];
    const under = await startReady((modem) => modem.refuseToClose(), {
      onUnclosable: (why) => void faults.push(why),
    });
    under.openings.splice(0, 1, new ScriptedGsm());
    under.modem.unplug();
    await elapse(4900);
    expect(faults).toEqual([]);
    await elapse(200);
    expect(faults.map((why) => why.name)).toEqual(['UnclosablePort']);
    await ready(under, 10_000);
  });

  test('does not hold up a stop for longer', async () => {
    const faults: Error[] = [];
    const under = await startReady((modem) => modem.refuseToClose(), {
      onUnclosable: (why) => void faults.push(why),
    });
    await settled(under.gateway.stop(), 5200);
    expect(faults).toHaveLength(1);
  });
});

describe('stopping', () => {
  test('closes the port and sends nothing more', async () => {
    const under = await startReady();
    await settled(under.gateway.stop(), 100);
    expect(under.modem.closeCalls).toBe(1);
    expect(under.gateway.canSend()).toBe(false);
    expect(
      await settled(
        under.gateway.transmit(OUT, () => {}),
        100,
      ),
    ).toMatchObject({ kind: 'notSent' });
  });

  test('waits for the part that is on its way', async () => {
    const under = await startReady((modem) => modem.add({ '\x1a': undefined }));
    const outcome = under.gateway.transmit(OUT, () => {});
    await elapse(1000);
    const stopped = under.gateway.stop();
    await elapse(60_000);
    expect(under.modem.closeCalls).toBe(0);
    under.modem.say('\r\n+CMGS: 7\r\n\r\nOK\r\n');
    expect(await settled(outcome, 100)).toEqual({ kind: 'sent', reference: 7 });
    await settled(stopped, 100);
    expect(under.modem.closeCalls).toBe(1);
  });

  test('does not wait for a list', async () => {
    const under = await startReady();
    under.modem.add({ 'AT+CMGL=4\r': undefined });
    under.gateway.sweepSoon();
    await elapse(1000);
    await settled(under.gateway.stop(), 1000);
  });

  test('refuses the part that waits behind a list', async () => {
    const under = await startReady();
    under.modem.add({ 'AT+CMGL=4\r': undefined });
    under.gateway.sweepSoon();
    await elapse(1000);
    const outcome = under.gateway.transmit(OUT, () => {});
    await elapse(100);
    await settled(under.gateway.stop(), 1000);
    expect(await settled(outcome, 100)).toMatchObject({ kind: 'notSent' });
  });

  test.each([0, 50, 300, 700, 1000, 1200])(
    'in the middle of a bring-up (%i ms) takes no more than a moment',
    async (atMs) => {
      const under = startGateway();
      await elapse(atMs);
      await settled(under.gateway.stop(), 4000);
      expect(under.gateway.state().phase).toBe('stopped');
    },
  );
});

test('an owner whose listener fails does not take the modem with it', async () => {
  const under = startGateway(undefined, {
    hooks: {
      persist: () => {},
      stateChanged: () => {
        throw new Error('the panel is gone');
      },
      callMissed: () => {},
      ownNumber: () => {},
      networkSaid: () => {},
      emptied: () => {},
      lateReference: () => {},
      alarm: () => {},
    },
  });
  await ready(under);
  under.modem.say('\r\n+CREG: 2\r\n');
  await elapse(1000);
  expect(under.gateway.state().phase).toBe('ready');
});

test('an idle day costs few commands, and the log does not fill', async () => {
  const under = await startReady();
  under.log.lines.length = 0;
  await elapse(86_400_000);
  expect(under.modem.commands.length).toBeLessThan(86_400 / 6);
  expect(under.log.lines.filter((line) => line.level !== 'debug')).toEqual([]);
});
