import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { daemonConfig, readDaemonConfig, requireModem } from '../daemon/config.ts';
import { ConfigError, type Env, readConfiguration } from '../db/configuration.ts';
import { readEnvironment } from '../db/environment.ts';
import { panelConfig, readPanelConfig } from '../panel/config.ts';

const folder = mkdtempSync(join(tmpdir(), 'helpdesk-config-'));
afterAll(() => rmSync(folder, { recursive: true }));

function faultsOf(read: () => unknown): readonly string[] {
  try {
    read();
  } catch (error) {
    if (error instanceof ConfigError) return error.faults;
    throw error;
  }
  return [];
}

const modems = (env: Env) => readDaemonConfig(env).modems;

describe('what both processes share', () => {
  test('an empty environment gives the defaults', () => {
    expect(readEnvironment({})).toEqual({
      dbPath: resolve('data/helpdesk.sqlite'),
      timezone: 'Asia/Jakarta',
      language: 'id',
      publicUrl: undefined,
      logLevel: 'info',
      warnings: [],
    });
  });

  test('a blank value counts as not set', () => {
    expect(readEnvironment({ HELPDESK_DB: ' ', HELPDESK_LANG: '' })).toEqual(readEnvironment({}));
  });

  test('an absolute database path stays, a public address loses its last slash', () => {
    const read = readEnvironment({
      HELPDESK_DB: '/srv/h.sqlite',
      HELPDESK_PUBLIC_URL: 'https://bantuan.example/hd/',
    });
    expect(read.dbPath).toBe('/srv/h.sqlite');
    expect(read.publicUrl).toBe('https://bantuan.example/hd');
  });

  test.each([
    [{ HELPDESK_LANG: 'jv' }, 'HELPDESK_LANG: expected one of id, en, got "jv"'],
    [
      { HELPDESK_LOG_LEVEL: 'loud' },
      'HELPDESK_LOG_LEVEL: expected one of trace, debug, info, warn, error, fatal, silent, got "loud"',
    ],
    [
      { HELPDESK_TIMEZONE: 'WIB' },
      'HELPDESK_TIMEZONE: expected the name of a time zone such as Asia/Jakarta, got "WIB"',
    ],
    [
      { HELPDESK_PUBLIC_URL: 'bantuan.example' },
      'HELPDESK_PUBLIC_URL: expected an http:// or https:// address without a query or a password, got "bantuan.example"',
    ],
    [
      { HELPDESK_PUBLIC_URL: 'ftp://bantuan.example' },
      'HELPDESK_PUBLIC_URL: expected an http:// or https:// address without a query or a password, got "ftp://bantuan.example"',
    ],
    [
      { HELPDESK_PUBLIC_URL: 'https://joe:hunter2@x.example' },
      'HELPDESK_PUBLIC_URL: expected an http:// or https:// address without a query or a password, got "https://…@x.example"',
    ],
  ])('%o is refused with words', (env, fault) => {
    expect(faultsOf(() => readEnvironment(env))).toEqual([fault]);
  });

  test.each([
    ['HELPDESK_MODEN', 'HELPDESK_MODEM'],
    ['HELPDESK_MODE', 'HELPDESK_MODEM'],
    ['HELPDESK_PANNEL_PORT', 'HELPDESK_PANEL_PORT'],
    ['HELPDESK_DBB', 'HELPDESK_DB'],
    ['HELPDESK_LNAG', 'HELPDESK_LANG'],
  ])('%s is warned of as a slip for %s', (typed, meant) => {
    expect(readEnvironment({ [typed]: 'x' }).warnings).toEqual([
      `${typed}: nothing reads this variable; was ${meant} meant?`,
    ]);
  });

  test('a strange name is warned of without a guess, other programs are left alone', () => {
    expect(readEnvironment({ HELPDESK_COLOUR: 'red', PATH: '/bin' }).warnings).toEqual([
      'HELPDESK_COLOUR: nothing reads this variable',
    ]);
  });

  test('the warnings come along when the configuration is refused', () => {
    expect(() => requireModem(readDaemonConfig({ HELPDESK_MODEN: '/dev/ttyUSB0' }))).toThrow(
      expect.objectContaining({ warnings: [expect.stringContaining('was HELPDESK_MODEM meant?')] }),
    );
  });
});

describe('the modems', () => {
  test.each<[string, Env, readonly object[]]>([
    ['none', {}, []],
    ['one device', { HELPDESK_MODEM: '/dev/ttyUSB0' }, [{ name: 'modem', device: '/dev/ttyUSB0' }]],
    [
      'one over TCP',
      { HELPDESK_MODEM: 'tcp://gsm.lan:7000' },
      [{ name: 'modem', device: 'tcp://gsm.lan:7000' }],
    ],
    [
      'one over TCP and IPv6',
      { HELPDESK_MODEM: 'tcp://[fd00::1]:7000' },
      [{ name: 'modem', device: 'tcp://[fd00::1]:7000' }],
    ],
    ['one with a name', { HELPDESK_MODEM: 'tsel=/dev/a' }, [{ name: 'tsel', device: '/dev/a' }]],
    [
      'a path with an equals sign',
      { HELPDESK_MODEM: '/dev/by-id/a=b' },
      [{ name: 'modem', device: '/dev/by-id/a=b' }],
    ],
    [
      'one on a slow UART, with commands for its recovery',
      {
        HELPDESK_MODEM: '/dev/ttyS0',
        HELPDESK_BAUD: '9600',
        HELPDESK_FLOW: 'rtscts',
        HELPDESK_USB_RESET_COMMAND: '/usr/bin/usbreset {device}',
        HELPDESK_POWER_COMMAND_MODEM: '/usr/sbin/uhubctl  -l 1-1 -a cycle',
      },
      [
        {
          name: 'modem',
          device: '/dev/ttyS0',
          baudRate: 9600,
          rtscts: true,
          usbReset: ['/usr/bin/usbreset', '{device}'],
          power: ['/usr/sbin/uhubctl', '-l', '1-1', '-a', 'cycle'],
        },
      ],
    ],
    [
      'one with all its settings',
      {
        HELPDESK_MODEM: '/dev/a',
        HELPDESK_PIN: '1234',
        HELPDESK_OWN_NUMBER: '0811-3103-001',
        HELPDESK_SMSC: '+6281100000',
      },
      [{ name: 'modem', device: '/dev/a', pin: '1234', ownNumber: '+628113103001', smsc: '+6281100000' }],
    ],
    [
      'two with their own settings',
      {
        HELPDESK_MODEM: 'a=/dev/a, isat_2=tcp://h:1',
        HELPDESK_PIN_A: '1234',
        HELPDESK_OWN_NUMBER_ISAT_2: '+628551234567',
      },
      [
        { name: 'a', device: '/dev/a', pin: '1234' },
        { name: 'isat_2', device: 'tcp://h:1', ownNumber: '+628551234567' },
      ],
    ],
  ])('%s', (_, env, expected) => {
    expect(modems(env)).toEqual(expected);
  });

  test('a PIN may stand in a file', () => {
    const path = join(folder, 'pin');
    writeFileSync(path, '4321\n');
    expect(modems({ HELPDESK_MODEM: '/dev/a', HELPDESK_PIN_FILE: path })[0]?.pin).toBe('4321');
    expect(modems({ HELPDESK_MODEM: 'a=/dev/a,b=/dev/b', HELPDESK_PIN_B_FILE: path })[1]?.pin).toBe('4321');
  });

  const device = 'an absolute path such as /dev/ttyUSB0, or tcp://host:port';
  const tcp = 'tcp://host:port with a port from 1 to 65535';
  test.each<[string, string]>([
    ['ttyUSB0', `expected ${device}, got "ttyUSB0"`],
    ['/', `expected ${device}, got "/"`],
    ['tcp://host', `expected ${tcp}, got "tcp://host"`],
    ['tcp://host:0', `expected ${tcp}, got "tcp://host:0"`],
    ['tcp://host:65536', `expected ${tcp}, got "tcp://host:65536"`],
    ['tcp://host:80/x', `expected ${tcp}, got "tcp://host:80/x"`],
    ['/dev/a,/dev/b', 'expected name=device for each of several modems, got "/dev/a"'],
    ['a=/dev/a,', 'expected name=device for each of several modems, got ""'],
    [
      '2g=/dev/a',
      'expected a modem name of letters, digits and "_" that begins with a letter, got "2g=/dev/a"',
    ],
    [
      'a-b=/dev/a',
      'expected a modem name of letters, digits and "_" that begins with a letter, got "a-b=/dev/a"',
    ],
    ['=/dev/a', 'expected a modem name of letters, digits and "_" that begins with a letter, got "=/dev/a"'],
    ['pin_file=/dev/a', 'expected a modem name that does not end in "file", got "pin_file=/dev/a"'],
    ['a=/dev/a,A=/dev/b', 'expected each name once, got "A twice"'],
    ['a=/dev/a,b=/dev/a', 'expected each device once, got "/dev/a twice"'],
  ])('HELPDESK_MODEM=%s is refused', (value, fault) => {
    expect(faultsOf(() => modems({ HELPDESK_MODEM: value }))).toContain(`HELPDESK_MODEM: ${fault}`);
  });

  test.each(['123', '123456789', '12a4', '１２３４'])('the PIN %s is refused and not shown', (pin) => {
    const faults = faultsOf(() => modems({ HELPDESK_MODEM: '/dev/a', HELPDESK_PIN: pin }));
    expect(faults).toEqual([
      'HELPDESK_PIN: expected 4 to 8 digits, got something else (not shown, it is a secret)',
    ]);
  });

  test.each(['0811', 'Telkomsel', '+62 811 3103 001 and more'])('the own number %s is refused', (number) => {
    expect(faultsOf(() => modems({ HELPDESK_MODEM: 'a=/dev/a', HELPDESK_OWN_NUMBER_A: number }))).toEqual([
      `HELPDESK_OWN_NUMBER_A: expected a phone number such as +628113103001 or 0811-3103-001, got "${number}"`,
    ]);
  });

  test.each(['1708', '+62-811', 'tsel'])('the service centre %s is refused', (number) => {
    expect(faultsOf(() => modems({ HELPDESK_MODEM: '/dev/a', HELPDESK_SMSC: number }))).toEqual([
      `HELPDESK_SMSC: expected a service centre number of 8 to 15 digits such as +6281100000, got "${number}"`,
    ]);
  });

  test('a setting that belongs to no modem is refused, since its PIN would lock another SIM', () => {
    const two = { HELPDESK_MODEM: 'a=/dev/a,b=/dev/b' };
    expect(faultsOf(() => modems({ ...two, HELPDESK_PIN_C: '1234' }))).toEqual([
      'HELPDESK_PIN_C: expected the name of a modem of HELPDESK_MODEM as suffix (there is A, B), got "C"',
    ]);
    expect(faultsOf(() => modems({ ...two, HELPDESK_PIN: '1234' }))).toEqual([
      'HELPDESK_PIN: expected HELPDESK_PIN_NAME for each of several modems',
    ]);
    expect(faultsOf(() => modems({ HELPDESK_SMSC_A: '+6281100000' }))).toEqual([
      'HELPDESK_SMSC_A: expected the name of a modem of HELPDESK_MODEM as suffix (none is configured), got "A"',
    ]);
  });

  test('a setting given twice is refused', () => {
    const path = join(folder, 'pin-twice');
    writeFileSync(path, '4321\n');
    const env = { HELPDESK_MODEM: 'a=/dev/a', HELPDESK_SMSC: '+6281100000', HELPDESK_SMSC_A: '+6281100001' };
    expect(faultsOf(() => modems(env))).toEqual([
      'HELPDESK_SMSC_A: expected either this or HELPDESK_SMSC, got both',
    ]);
    expect(
      faultsOf(() => modems({ HELPDESK_MODEM: '/dev/a', HELPDESK_PIN: '1234', HELPDESK_PIN_FILE: path })),
    ).toEqual(['HELPDESK_PIN_FILE: expected either this or HELPDESK_PIN, got both']);
  });

  test('a PIN file that cannot be read is named with the reason', () => {
    expect(faultsOf(() => modems({ HELPDESK_MODEM: '/dev/a', HELPDESK_PIN_FILE: '/nowhere/pin' }))).toEqual([
      'HELPDESK_PIN_FILE: expected a file that can be read, got "/nowhere/pin (ENOENT)"',
    ]);
  });

  test('the daemon alone refuses to run without a modem and says what to do', () => {
    expect(faultsOf(() => requireModem(readDaemonConfig({})))).toEqual([
      expect.stringMatching(/^HELPDESK_MODEM is not set: .*helpdesk start/),
    ]);
    expect(faultsOf(() => requireModem(readDaemonConfig({ HELPDESK_MODEM: '/dev/a' })))).toEqual([]);
  });
});

describe('the panel', () => {
  test('it listens on this machine only, at port 8080', () => {
    expect(readPanelConfig({})).toMatchObject({ host: '127.0.0.1', port: 8080, secureCookie: false });
  });

  test.each([
    ['https://x.example', true],
    ['http://x.example', false],
  ])('behind %s the cookie is secure: %s', (url, secureCookie) => {
    expect(readPanelConfig({ HELPDESK_PUBLIC_URL: url }).secureCookie).toBe(secureCookie);
  });

  test.each(['0', '65536', '80.5', '1e3', '0x50', '-1', 'http', ' 8 0'])('port %s is refused', (port) => {
    expect(faultsOf(() => readPanelConfig({ HELPDESK_PANEL_PORT: port }))).toEqual([
      `HELPDESK_PANEL_PORT: expected a whole number from 1 to 65535, got "${port.trim()}"`,
    ]);
  });

  test('a host with a port or a scheme is refused', () => {
    expect(faultsOf(() => readPanelConfig({ HELPDESK_PANEL_HOST: 'http://x' }))).toEqual([
      'HELPDESK_PANEL_HOST: expected an address or a host name, without a port, got "http://x"',
    ]);
  });
});

describe('faults as a whole', () => {
  const broken = {
    HELPDESK_LANG: 'jv',
    HELPDESK_TIMEZONE: 'WIB',
    HELPDESK_MODEM: 'ttyUSB0',
    HELPDESK_PANEL_PORT: '99999',
  };

  test('every fault of both processes is listed at once, the shared ones once', () => {
    const faults = faultsOf(() =>
      readConfiguration(broken, (variables) => ({
        daemon: daemonConfig(variables),
        panel: panelConfig(variables),
      })),
    );
    expect(faults.map((fault) => fault.slice(0, fault.indexOf(':'))).sort()).toEqual(
      Object.keys(broken).sort(),
    );
  });

  test('the result is frozen all the way down', () => {
    const config = readDaemonConfig({ HELPDESK_MODEM: '/dev/a', HELPDESK_NOTHING: '1' });
    expect([config, config.modems, config.modems[0], config.warnings].every(Object.isFrozen)).toBe(true);
  });
});
