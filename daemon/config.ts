import { ConfigError, type Env, readConfiguration, type Variables } from '../db/configuration.ts';
import { type Environment, environment } from '../db/environment.ts';
import { type PhoneNumber, readPhoneNumber } from '../db/rules/phoneNumber.ts';

/** One modem, by DESIGN 30. */
export interface ModemConfig {
  /** Shown in the panel and the log; letters, digits and `_`. */
  name: string;
  /** Absolute path of a serial device, or `tcp://host:port`. */
  device: string;
  pin?: string;
  /** The SIM's own number, which is never answered. */
  ownNumber?: PhoneNumber;
  /** Service centre address, when the SIM's own is not to be used. */
  smsc?: string;
  /** Of the serial line; without it the usual one, and a search when the modem is mute. */
  baudRate?: number;
  /** Hardware flow control of the serial line. */
  rtscts?: boolean;
  /** Resets the modem on its bus, as an argument list; `{device}` stands for the device. */
  usbReset?: readonly string[];
  /** Cuts its power for a while and gives it back, likewise. */
  power?: readonly string[];
}

export interface DaemonConfig extends Environment {
  /** Empty when none is configured: see `requireModem`. */
  modems: readonly ModemConfig[];
  /** A program that is told of alarms, as an argument list. */
  alarmCommand?: readonly string[];
}

/** The name of the only modem when HELPDESK_MODEM gives none. */
const ONLY_MODEM = 'modem';
const SERVICE_CENTRE = /^\+?[0-9]{8,15}$/;
const PIN = /^[0-9]{4,8}$/;
const BAUD_RATES: readonly string[] = [
  '9600',
  '19200',
  '38400',
  '57600',
  '115200',
  '230400',
  '460800',
  '921600',
];
/** What belongs to one modem; with several of them each variable carries its modem's name as suffix. */
const SETTINGS = ['OWN_NUMBER', 'PIN', 'SMSC', 'BAUD', 'FLOW', 'USB_RESET_COMMAND', 'POWER_COMMAND'] as const;
type ModemSetting = (typeof SETTINGS)[number];

/** @throws ConfigError listing every fault at once */
export function readDaemonConfig(env: Env): Readonly<DaemonConfig> {
  return readConfiguration(env, daemonConfig);
}

/** The reader behind `readDaemonConfig`, for `helpdesk start`, which reads both processes' configuration at once. */
export function daemonConfig(variables: Variables): DaemonConfig {
  const devices = readDevices(variables);
  const alone = devices.length <= 1;
  const modems = devices.map(({ name, device }) => readModem(variables, name, device, alone));
  refuseForeignSettings(
    variables,
    devices.map(({ name }) => name),
  );
  const alarmCommand = variables.text('HELPDESK_ALARM_COMMAND')?.trim().split(/\s+/);
  return { ...environment(variables), modems, ...(alarmCommand && { alarmCommand }) };
}

/**
 * Only `helpdesk start` simulates; the daemon alone must have a modem.
 * @throws ConfigError when there is none
 */
export function requireModem(config: DaemonConfig): void {
  if (config.modems.length > 0) return;
  const wish = 'a device such as /dev/ttyUSB0 or tcp://host:port (several: name=/dev/…,name=/dev/…)';
  throw new ConfigError(
    [
      `HELPDESK_MODEM is not set: expected ${wish}. To try the program without a modem, use "helpdesk start".`,
    ],
    config.warnings,
  );
}

interface NamedDevice {
  name: string;
  device: string;
}

function readDevices(variables: Variables): NamedDevice[] {
  const value = variables.text('HELPDESK_MODEM');
  if (value === undefined) return [];
  const entries = value.split(',').map((entry) => entry.trim());
  const devices: NamedDevice[] = [];
  for (const entry of entries) {
    const named = parseEntry(entry, entries.length === 1);
    if (typeof named !== 'string') devices.push(named);
    else {
      variables.fault('HELPDESK_MODEM', named, entry);
      // Kept, though it cannot be used, so that its PIN and the like are looked at in the same go.
      if (entries.length === 1) devices.push({ name: ONLY_MODEM, device: entry });
    }
  }
  refuseTwice(
    variables,
    'name',
    devices.map(({ name }) => name.toUpperCase()),
  );
  refuseTwice(
    variables,
    'device',
    devices.map(({ device }) => device),
  );
  return devices;
}

/** The entry taken apart, or what was expected in its place. */
function parseEntry(entry: string, alone: boolean): NamedDevice | string {
  const [, name, device = entry] = /^([^=/:]*)=(.*)$/.exec(entry) ?? [];
  if (name === undefined && !alone) return 'name=device for each of several modems';
  if (name !== undefined && !/^[A-Za-z][A-Za-z0-9_]{0,30}$/.test(name)) {
    return 'a modem name of letters, digits and "_" that begins with a letter';
  }
  // HELPDESK_PIN_FILE must not mean two things.
  if (name !== undefined && /(^|_)FILE$/i.test(name)) return 'a modem name that does not end in "file"';
  const wrong = deviceFault(device);
  return wrong ?? { name: name ?? ONLY_MODEM, device };
}

function deviceFault(device: string): string | undefined {
  if (!device.startsWith('tcp://')) {
    return /^\/./.test(device) ? undefined : 'an absolute path such as /dev/ttyUSB0, or tcp://host:port';
  }
  const [, port] = /^tcp:\/\/(?:[^\s/:@]+|\[[0-9A-Fa-f:.]+\]):([0-9]{1,5})$/.exec(device) ?? [];
  const good = port !== undefined && Number(port) >= 1 && Number(port) <= 65_535;
  return good ? undefined : 'tcp://host:port with a port from 1 to 65535';
}

function refuseTwice(variables: Variables, what: string, values: readonly string[]): void {
  const twice = values.filter((value, index) => values.indexOf(value) !== index);
  for (const value of new Set(twice))
    variables.fault('HELPDESK_MODEM', `each ${what} once`, `${value} twice`);
}

function readModem(variables: Variables, name: string, device: string, alone: boolean): ModemConfig {
  const setting = (key: ModemSetting, read = (variable: string) => variables.text(variable)): Setting => {
    const own = `HELPDESK_${key}_${name.toUpperCase()}`;
    const suffixed = read(own);
    if (!alone) return { variable: own, value: suffixed };
    const general = read(`HELPDESK_${key}`);
    if (suffixed !== undefined && general !== undefined) {
      variables.faults.push(`${own}: expected either this or HELPDESK_${key}, got both`);
    }
    return suffixed === undefined
      ? { variable: `HELPDESK_${key}`, value: general }
      : { variable: own, value: suffixed };
  };
  const pin = setting('PIN', (variable) => variables.secret(variable));
  if (pin.value !== undefined && !PIN.test(pin.value)) variables.secretFault(pin.variable, '4 to 8 digits');
  const ownNumber = setting('OWN_NUMBER');
  const ownPhone = ownNumber.value === undefined ? undefined : readPhoneNumber(ownNumber.value);
  if (ownNumber.value !== undefined && ownPhone === undefined) {
    variables.fault(
      ownNumber.variable,
      'a phone number such as +628113103001 or 0811-3103-001',
      ownNumber.value,
    );
  }
  const smsc = setting('SMSC');
  if (smsc.value !== undefined && !SERVICE_CENTRE.test(smsc.value)) {
    variables.fault(
      smsc.variable,
      'a service centre number of 8 to 15 digits such as +6281100000',
      smsc.value,
    );
  }
  return {
    name,
    device,
    ...(pin.value === undefined ? {} : { pin: pin.value }),
    ...(ownPhone === undefined ? {} : { ownNumber: ownPhone }),
    ...(smsc.value === undefined ? {} : { smsc: smsc.value }),
    ...readSerialLine(variables, setting),
    ...readRecovery(variables, setting),
  };
}

interface Setting {
  variable: string;
  value: string | undefined;
}

function readSerialLine(
  variables: Variables,
  setting: (key: ModemSetting) => Setting,
): Pick<ModemConfig, 'baudRate' | 'rtscts'> {
  const baud = setting('BAUD');
  if (baud.value !== undefined && !BAUD_RATES.includes(baud.value)) {
    variables.fault(baud.variable, `one of ${BAUD_RATES.join(', ')}`, baud.value);
  }
  const flow = setting('FLOW');
  if (flow.value !== undefined && !['rtscts', 'none'].includes(flow.value)) {
    variables.fault(flow.variable, 'rtscts or none', flow.value);
  }
  return {
    ...(baud.value === undefined ? {} : { baudRate: Number(baud.value) }),
    ...(flow.value === undefined ? {} : { rtscts: flow.value === 'rtscts' }),
  };
}

/** Commands are run without a shell, so nothing in them is special but blanks and `{device}`. */
function readRecovery(
  variables: Variables,
  setting: (key: ModemSetting) => Setting,
): Pick<ModemConfig, 'usbReset' | 'power'> {
  const command = (key: 'USB_RESET_COMMAND' | 'POWER_COMMAND'): readonly string[] | undefined => {
    const { variable, value } = setting(key);
    if (value === undefined) return undefined;
    if (!value.startsWith('/')) variables.fault(variable, 'a command by its absolute path', value);
    return value.trim().split(/\s+/);
  };
  const usbReset = command('USB_RESET_COMMAND');
  const power = command('POWER_COMMAND');
  return { ...(usbReset && { usbReset }), ...(power && { power }) };
}

/** A PIN meant for another SIM would lock this one, so a setting that fits no modem is never passed over. */
function refuseForeignSettings(variables: Variables, modemNames: readonly string[]): void {
  const known = modemNames.map((name) => name.toUpperCase());
  for (const name of variables.names()) {
    const key = SETTINGS.find((each) => name === `HELPDESK_${each}` || name.startsWith(`HELPDESK_${each}_`));
    if (key === undefined) continue;
    const rest: string | undefined = name.slice(`HELPDESK_${key}_`.length);
    const suffix = key === 'PIN' ? rest?.replace(/_?FILE$/, '') : rest;
    if (suffix === undefined || suffix === '') {
      if (modemNames.length > 1)
        variables.faults.push(`${name}: expected ${name}_NAME for each of several modems`);
    } else if (!known.includes(suffix)) {
      const names = known.length === 0 ? 'none is configured' : `there is ${known.join(', ')}`;
      variables.faults.push(
        `${name}: expected the name of a modem of HELPDESK_MODEM as suffix (${names}), got "${suffix}"`,
      );
    }
  }
}
