import { resolve } from 'node:path';
import { type Env, readConfiguration, type Variables } from './configuration.ts';

export const LANGUAGES = ['id', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

export const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** What the daemon and the panel must agree on. */
export interface Environment {
  /** Absolute path of the SQLite file. */
  dbPath: string;
  /** IANA name; business hours and every time shown to a person are in it. */
  timezone: string;
  language: Language;
  /** Address in links sent to reporters, without a slash at the end; undefined: no link is sent (DESIGN 30). */
  publicUrl: string | undefined;
  logLevel: LogLevel;
  /** What is suspicious though usable, to be logged once at start. */
  warnings: readonly string[];
}

/** One environment file serves both processes, so each knows the names that only the other one reads. */
export const VARIABLE_NAMES = [
  'HELPDESK_DB',
  'HELPDESK_MODEM',
  'HELPDESK_OWN_NUMBER',
  'HELPDESK_PIN',
  'HELPDESK_SMSC',
  'HELPDESK_BAUD',
  'HELPDESK_FLOW',
  'HELPDESK_USB_RESET_COMMAND',
  'HELPDESK_POWER_COMMAND',
  'HELPDESK_PUBLIC_URL',
  'HELPDESK_PANEL_HOST',
  'HELPDESK_PANEL_PORT',
  'HELPDESK_TIMEZONE',
  'HELPDESK_LANG',
  'HELPDESK_LOG_LEVEL',
  'HELPDESK_ALARM_COMMAND',
];

/** These belong to one modem and may carry its name as a suffix (DESIGN 30), and a PIN may come from a file. */
const MODEM_NAMES = /^HELPDESK_(OWN_NUMBER|PIN|SMSC|BAUD|FLOW|USB_RESET_COMMAND|POWER_COMMAND)_[A-Z0-9_]+$/;

/** @throws ConfigError */
export function readEnvironment(env: Env): Readonly<Environment> {
  return readConfiguration(env, environment);
}

/** The reader behind `readEnvironment`, for configurations that hold more than this. */
export function environment(variables: Variables): Environment {
  const config = {
    dbPath: resolve(variables.text('HELPDESK_DB') ?? 'data/helpdesk.sqlite'),
    timezone: timezone(variables),
    language: variables.choice('HELPDESK_LANG', LANGUAGES, 'id'),
    publicUrl: publicUrl(variables),
    logLevel: variables.choice('HELPDESK_LOG_LEVEL', LOG_LEVELS, 'info'),
  };
  warnOfUnknownNames(variables);
  return { ...config, warnings: variables.warnings };
}

function timezone(variables: Variables): string {
  const fallback = 'Asia/Jakarta';
  const value = variables.text('HELPDESK_TIMEZONE');
  if (value === undefined) return fallback;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: value }).resolvedOptions().timeZone;
  } catch {
    variables.fault('HELPDESK_TIMEZONE', `the name of a time zone such as ${fallback}`, value);
    return fallback;
  }
}

function publicUrl(variables: Variables): string | undefined {
  const value = variables.text('HELPDESK_PUBLIC_URL');
  if (value === undefined) return undefined;
  const url = URL.canParse(value) ? new URL(value) : undefined;
  const plain = url !== undefined && !url.search && !url.hash && !url.username && !url.password;
  if (plain && (url.protocol === 'http:' || url.protocol === 'https:')) return url.href.replace(/\/+$/, '');
  // A password may stand in the address: it is not repeated.
  const shown = value.replace(/\/\/[^/]*@/, '//…@');
  variables.fault(
    'HELPDESK_PUBLIC_URL',
    'an http:// or https:// address without a query or a password',
    shown,
  );
  return undefined;
}

function warnOfUnknownNames(variables: Variables): void {
  for (const name of variables.names()) {
    if (!name.startsWith('HELPDESK_') || VARIABLE_NAMES.includes(name) || MODEM_NAMES.test(name)) continue;
    const near = VARIABLE_NAMES.find((known) => differsLittle(known, name));
    variables.warnings.push(
      `${name}: nothing reads this variable${near === undefined ? '' : `; was ${near} meant?`}`,
    );
  }
}

/** True when one letter was changed, left out, put in, or two neighbours were swapped. */
function differsLittle(known: string, typed: string): boolean {
  let start = 0;
  while (start < known.length && known[start] === typed[start]) start++;
  const restKnown = known.slice(start);
  const restTyped = typed.slice(start);
  return (
    restKnown.slice(1) === restTyped.slice(1) ||
    restKnown.slice(1) === restTyped ||
    restKnown === restTyped.slice(1) ||
    (restKnown.slice(2) === restTyped.slice(2) &&
      restKnown[0] === restTyped[1] &&
      restKnown[1] === restTyped[0])
  );
}
