import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ForeignWatch } from '../../daemon/modem/foreignWatch.ts';
import { findBaudRate } from '../../daemon/modem/recovery/baudRates.ts';
import { resetOverSister, runCommand, sisterPorts } from '../../daemon/modem/recovery/outsideSteps.ts';
import { TIMING } from '../../daemon/modem/timing.ts';
import { foreignPrograms, isModemManagerRunning } from '../../daemon/serial/foreignPrograms.ts';
import { possibleBaudRates } from '../../daemon/serial/openPort.ts';
import { IN_STEP } from '../support/atScripts.ts';
import { FakeModem, ok } from '../support/fakeModem.ts';
import { quietLog } from '../support/quietLog.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'recovery-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const log = quietLog();
const timing = {
  ...TIMING,
  drainQuietMs: 5,
  escapePauseMs: 1,
  returnPauseMs: 1,
  syncAnswerMs: 10,
  syncQuietMs: 5,
  guardMs: 5,
};

describe('the other ports of a modem', () => {
  test.each([
    ['usb-HUAWEI_E173-if00-port0', ['usb-HUAWEI_E173-if01-port0', 'usb-HUAWEI_E173-if02-port0']],
    ['pci-0000:00:14.0-usb-0:2:1.0-port0', ['pci-0000:00:14.0-usb-0:2:1.1-port0']],
    ['usb-Prolific-port0', []],
  ])("stand beside %s and not beside another modem's", (name, others) => {
    for (const each of [
      'usb-HUAWEI_E173-if00-port0',
      'usb-HUAWEI_E173-if01-port0',
      'usb-HUAWEI_E173-if02-port0',
      'usb-HUAWEI_E1731-if00-port0',
      'pci-0000:00:14.0-usb-0:2:1.0-port0',
      'pci-0000:00:14.0-usb-0:2:1.1-port0',
      'pci-0000:00:14.0-usb-0:3:1.0-port0',
      'usb-Prolific-port0',
    ])
      writeFileSync(join(folder, each), '');
    expect(sisterPorts(join(folder, name))).toEqual(others.map((each) => join(folder, each)));
  });

  test('are none where there is no such folder', () => {
    expect(sisterPorts(join(folder, 'gone', 'usb-X-if00-port0'))).toEqual([]);
  });

  const over = (ports: Record<string, FakeModem | Error>) =>
    resetOverSister({
      ports: Object.keys(ports),
      reset: ['AT^RESET', 'AT+CFUN=1,1'],
      timing,
      log,
      open: async (path) => {
        const port = ports[path];
        if (port instanceof FakeModem) return port;
        throw port ?? new Error('not there');
      },
    });

  test('that cannot be opened or are deaf too are passed over; the one that listens restarts the modem', async () => {
    const deaf = new FakeModem();
    const listening = new FakeModem({ ...IN_STEP, 'AT^RESET\r': '\r\nERROR\r\n', 'AT+CFUN=1,1\r': ok() });
    const end = await over({ if01: new Error('EBUSY'), if02: deaf, if03: listening });
    expect(end).toEqual({ outcome: 'done', note: 'if03' });
    expect(listening.commands.slice(-2)).toEqual(['AT^RESET', 'AT+CFUN=1,1']);
    expect([deaf.closeCalls, listening.closeCalls]).toEqual([1, 1]);
  });

  test('that are all deaf are no help, and none at all is no step', async () => {
    expect(await over({ if02: new FakeModem() })).toMatchObject({ outcome: 'failed' });
    expect(await over({})).toMatchObject({ outcome: 'skipped' });
  });
});

describe("a command of the office's", () => {
  test('is run without a shell, with the device in its place', async () => {
    const words = [
      process.execPath,
      '-e',
      'process.exit(process.argv[1] === "/dev/x; id" ? 0 : 3)',
      '{device}',
    ];
    expect(await runCommand(words, '/dev/x; id', log)).toEqual({ outcome: 'done', note: undefined });
  });

  test('that fails, or does not exist, is a failed step and no error', async () => {
    expect(await runCommand([process.execPath, '-e', 'process.exit(3)'], '', log)).toMatchObject({
      outcome: 'failed',
      note: expect.stringContaining('3'),
    });
    expect(await runCommand([join(folder, 'uhubctl')], '', log)).toMatchObject({
      outcome: 'failed',
      note: expect.stringContaining('ENOENT'),
    });
  });
});

describe('the rate of a serial line', () => {
  const find = async (at: number) => {
    const tried: number[] = [];
    const found = await findBaudRate({
      device: '/dev/ttyS0',
      timing,
      log,
      baudRates: () => [115_200, 9600, 19_200],
      open: async (_device, rate = 0) => {
        tried.push(rate);
        let greetings = 0;
        // Finds the rate by itself, from the first AT that it loses.
        const answer = (): string => {
          greetings += 1;
          return rate === at && greetings > 1 ? ok() : 'x\xff';
        };
        return new FakeModem({ 'AT\r': answer });
      },
    });
    return { found, tried };
  };

  test('is found where the modem answers (F53)', async () => {
    expect(await find(9600)).toEqual({ found: 9600, tried: [115_200, 9600] });
  });

  test('is left as it was where it answers at none', async () => {
    expect(await find(1200)).toEqual({ found: undefined, tried: [115_200, 9600, 19_200] });
  });

  test.each(['tcp://modem:2000', '/dev/pts/3', '/dev/ttyACM0'])('is no matter on %s', (device) => {
    expect(possibleBaudRates(device)).toEqual([]);
  });

  test('is looked for on a UART', () => {
    expect(possibleBaudRates('/dev/ttyS0')).toContain(9600);
  });
});

describe('another program on the port', () => {
  const proc = (pid: string, name: string, holds?: string): void => {
    mkdirSync(join(folder, pid, 'fd'), { recursive: true });
    writeFileSync(join(folder, pid, 'comm'), `${name}\n`);
    if (holds !== undefined) symlinkSync(holds, join(folder, pid, 'fd', '7'));
  };

  test('is found by the device that it holds open, and we are not another program (F42)', () => {
    proc('17', 'gammu-smsd', '/dev/ttyUSB0');
    proc('18', 'getty', '/dev/tty1');
    proc(String(process.pid), 'node', '/dev/ttyUSB0');
    writeFileSync(join(folder, 'uptime'), '1');
    expect(foreignPrograms('/dev/ttyUSB0', folder)).toEqual(['gammu-smsd']);
  });

  test('is not the one that made the pseudo-terminal: the simulated modem, or a bridge', () => {
    proc('17', 'node', '/dev/pts/5');
    symlinkSync('/dev/ptmx', join(folder, '17', 'fd', '8'));
    proc('18', 'minicom', '/dev/pts/5');
    expect(foreignPrograms('/dev/pts/5', folder)).toEqual(['minicom']);
  });

  test('whose files may not be looked at is known by its name or its unit (F42)', () => {
    expect(isModemManagerRunning(folder, join(folder, 'units'))).toBe(false);
    proc('19', 'ModemManager');
    expect(isModemManagerRunning(folder, join(folder, 'units'))).toBe(true);
    rmSync(join(folder, '19'), { recursive: true });
    mkdirSync(join(folder, 'units', 'ModemManager.service'), { recursive: true });
    expect(isModemManagerRunning(folder, join(folder, 'units'))).toBe(true);
  });

  test('that is running but was never heard on this port is no trouble', () => {
    const watch = new ForeignWatch('/dev/ttyUSB0', { holding: () => [], isModemManagerRunning: () => true });
    watch.look();
    expect(watch.program()).toBe(undefined);
    watch.heard();
    expect(watch.program()).toBe('ModemManager');
  });
});
