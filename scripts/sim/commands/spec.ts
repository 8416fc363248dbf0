import type { LatencyStep } from '../latency.ts';
import type { Modem } from '../modem.ts';
import { info, OK, type Reply } from '../reply.ts';
import type { NumberSetting } from '../settings.ts';
import type { Params } from './params.ts';

export type Handler = (modem: Modem, params: Params) => Reply;

/** What one AT command does in each of its forms; a string is an information line by itself. */
export interface CommandSpec {
  /** The family of its errors: +CME (27.007) unless it is an SMS command (27.005). */
  readonly family?: 'cms';
  /** Refused while the card is locked or away. */
  readonly needsCard?: true;
  readonly latency?: LatencyStep;
  readonly exec?: Handler | string;
  readonly set?: Handler | string;
  readonly read?: Handler | string;
  readonly test?: Handler | string;
}

export type CommandTable = Readonly<Record<string, CommandSpec>>;

/** A command that keeps one of the make's own numbers: NAME=?, NAME? and NAME=n; `name` is also its switch. */
export function switchCommand(name: string, most: number, more: Partial<CommandSpec> = {}): CommandSpec {
  return {
    test: `${name}: (0-${most})`,
    read: (modem) => info(`${name}: ${modem.switches[name] ?? 0}`),
    set: (modem, params) => {
      modem.switches[name] = params.number(0, [0, most]);
      return OK;
    },
    ...more,
  };
}

export const succeed: Handler = () => OK;

/** Takes a number within bounds and keeps nothing of it. */
export function acceptNumber(bounds: readonly [number, number]): Handler {
  return (_modem, params) => {
    params.number(0, bounds, bounds[0]);
    return OK;
  };
}

/** A command that keeps one number: NAME=?, NAME?, NAME=n, and NAME or NAME= for 0. */
export function numberCommand(
  name: string,
  setting: NumberSetting,
  most: number,
  more: Partial<CommandSpec> = {},
): CommandSpec {
  const set: Handler = (modem, params) => {
    modem.settings[setting] = params.atMost(1).number(0, [0, most], 0);
    return OK;
  };
  return {
    test: `${name}: (0-${most})`,
    read: (modem) => info(`${name}: ${modem.settings[setting]}`),
    set,
    ...more,
  };
}

/** A basic command that keeps one digit, such as E or V (V.250 §5.3.1); no digit means 0. */
export function basicCommand(setting: NumberSetting, most: number): CommandSpec {
  return {
    exec: (modem, params) => {
      modem.settings[setting] = params.number(0, [0, most], 0);
      return OK;
    },
  };
}
