import type { DaemonInMemory } from '../support/daemonInMemory.ts';
import type { Dice } from './dice.ts';

type Trouble = (it: DaemonInMemory, dice: Dice) => string;

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;

/** What happens around the modem: cables, cards, networks and power. */
const AROUND: readonly [Trouble, ...Trouble[]] = [
  (it, dice) => {
    const awayMs = dice.wait(20 * SECOND_MS);
    it.unplug(awayMs);
    return `unplugged for ${awayMs.toFixed()} ms`;
  },
  (it) => {
    it.simulation.modem.reset();
    return 'power off and on';
  },
  (it, dice) => {
    const stat = dice.among([0, 2, 3, 4]);
    const { modem } = it.simulation;
    const awayMs = dice.wait(2 * MINUTE_MS);
    modem.setRegistration(stat);
    it.clock.after(awayMs, () => modem.setRegistration(1));
    return `network ${stat} for ${awayMs.toFixed()} ms`;
  },
  (it, dice) => {
    const { modem } = it.simulation;
    const awayMs = dice.wait(MINUTE_MS);
    modem.insertCard(false);
    it.clock.after(awayMs, () => modem.insertCard(true));
    return `card out for ${awayMs.toFixed()} ms`;
  },
  (it) => {
    it.simulation.modem.ring('+6281298765432');
    return 'a call';
  },
];

/** Faults whose usual measure does not fit here: they would last for ever, or strike too seldom. */
const MEASURES: Readonly<Record<string, (dice: Dice) => object>> = {
  F08: (dice) => ({ delayMs: dice.wait(8 * SECOND_MS) }),
  F12: (dice) => ({ delayMs: dice.wait(80 * SECOND_MS) }),
  F14: (dice) => ({ delayMs: dice.wait(20 * SECOND_MS), accepted: dice.happens(0.5) }),
  F15: (dice) => ({ delayMs: dice.among([0, 40 * SECOND_MS]) }),
  F22: (dice) => ({ text: `HELPDESK badai ${dice.below(1_000_000)}` }),
  F24: (dice) => ({ text: `HELPDESK pengganti ${dice.below(1_000_000)}` }),
  F26: (dice) => ({ times: 1 + dice.below(5) }),
};

/** Faults that only a human ends, or that last for as long as the make is plugged in. */
const LEFT_OUT: ReadonlySet<string> = new Set(['F28', 'F29', 'F31', 'F33', 'F34', 'F37', 'F48']);

/** The same for some ways of a fault. */
const VARIANTS_LEFT_OUT: Readonly<Record<string, string>> = { F49: 'never', F53: 'rate' };

/** Its other port has the announcements. */
const SILENT_MAKE = 'huawei-e173-modem-port';

/** Lets something go wrong. @returns what it was, for the log of a failed run. */
export function strike(it: DaemonInMemory, dice: Dice): string {
  if (dice.happens(0.15)) return dice.among(AROUND)(it, dice);
  const { faults, modem } = it.simulation;
  // Where nothing is ever announced, nothing tells that a place was taken anew a moment ago.
  const isSilent = modem.make.id === SILENT_MAKE;
  const catalogue = faults.catalogue.filter(({ id }) => !LEFT_OUT.has(id) && !(isSilent && id === 'F24'));
  const fault = catalogue[dice.below(catalogue.length)];
  if (!fault) throw new Error('the catalogue of faults is empty');
  const named = Object.keys(fault.variants ?? {}).filter((each) => each !== VARIANTS_LEFT_OUT[fault.id]);
  const variants = [undefined, ...named];
  const variant = variants[dice.below(variants.length)];
  const how = { ...MEASURES[fault.id]?.(dice), ...(variant === undefined ? {} : { variant }) };
  faults.arm(fault.id, how);
  return `${fault.id} ${JSON.stringify(how)}`;
}
