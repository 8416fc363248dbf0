import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { PinAttempts, type PinCard, type PinStore, rememberPins } from '../../daemon/modem/pinAttempts.ts';
import type { FaultOptions } from '../../scripts/sim/faultBoard.ts';
import type { Simulation } from '../../scripts/sim/simulation.ts';
import { type OnSim, startOnSim, stopOnSim } from '../support/gatewayOnSim.ts';
import { elapse, settled, useVirtualTime } from '../support/virtualTime.ts';

useVirtualTime();
stopOnSim();

const MINUTE_MS = 60_000;
const card = (simId: string | undefined, ...places: string[]): PinCard => ({ simId, places });

describe('a PIN', () => {
  const spent = (first: PinCard, store: PinStore = rememberPins()): PinStore => {
    const attempt = new PinAttempts(5 * MINUTE_MS, store).for(first);
    attempt.opened();
    attempt.refused();
    return store;
  };
  const permission = (store: PinStore, next: PinCard) =>
    new PinAttempts(5 * MINUTE_MS, store).for(next).permission();

  test.each([
    ['the same card', card('8962A', 'slot', 'modem 1'), card('8962A', 'slot', 'modem 1'), 'denied'],
    [
      'the same card in another modem',
      card('8962A', 'slot', 'modem 1'),
      card('8962A', 'other', 'modem 2'),
      'denied',
    ],
    [
      'a card that does not say who it is',
      card('8962A', 'slot', 'modem 1'),
      card(undefined, 'slot', 'modem 1'),
      'denied',
    ],
    [
      'a card, after one that did not say',
      card(undefined, 'slot', 'modem 1'),
      card('8962A', 'slot', 'modem 1'),
      'denied',
    ],
    ['neither of which says', card(undefined, 'slot', 'modem 1'), card(undefined, 'slot'), 'denied'],
    [
      'another card in its place',
      card('8962A', 'slot', 'modem 1'),
      card('8962B', 'slot', 'modem 1'),
      'granted',
    ],
  ])('that was refused is given to %s: %j, %j, %s', (_what, first, next, expected) => {
    expect(permission(spent(first), next)).toBe(expected);
  });

  test('whose try has no known end is tried again only where the counter shows that it cost nothing', async () => {
    const attempts = new PinAttempts(5 * MINUTE_MS, rememberPins());
    attempts.for(card('8962A', 'slot')).opened();
    expect(attempts.for(card('8962A', 'slot')).permission()).toBe('denied');
    await elapse(5 * MINUTE_MS);
    expect(attempts.for(card('8962A', 'slot')).permission()).toBe('ifUntouched');
  });

  test('that was accepted is given again, but not within five minutes', async () => {
    const attempts = new PinAttempts(5 * MINUTE_MS, rememberPins());
    attempts.for(card('8962A', 'slot')).accepted();
    expect(attempts.for(card('8962A', 'slot')).permission()).toBe('denied');
    await elapse(5 * MINUTE_MS);
    expect(attempts.for(card('8962A', 'slot')).permission()).toBe('granted');
  });

  test('is not sent when the try cannot be stored', async () => {
    const pins: PinStore = {
      read: () => undefined,
      write: () => {
        throw new Error('the database is locked');
      },
    };
    const on = startOnSim({ simPin: '1234' }, { pin: '1234', pins });
    await elapse(10 * MINUTE_MS);
    expect(on.written.filter((line) => line.startsWith('AT+CPIN='))).toEqual([]);
    expect(on.steps).toEqual([]);
  });
});

/** Something that befalls a modem with a locked SIM, or the process that drives it. */
type Mishap =
  | { readonly mishap: 'fault'; readonly id: string; readonly options: FaultOptions }
  | { readonly mishap: 'reset' | 'unplug' | 'restart' | 'nameless' | 'wait' }
  /** The process dies in the moment in which it writes this command, or just after. */
  | { readonly mishap: 'killedAt'; readonly command: string; readonly before: boolean };

const ABOUT_PIN = ['+CPIN?', '+CPINR', '+CCID', '+CGSN', '', 'E0'];

const mishap: fc.Arbitrary<Mishap> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      mishap: fc.constant('fault' as const),
      id: fc.constantFrom('F02', 'F04', 'F06', 'F07', 'F08', 'F18', 'F39', 'F40', 'F42', 'F47', 'F53', 'F35'),
      options: fc.record(
        {
          command: fc.constantFrom(...ABOUT_PIN),
          times: fc.integer({ min: 1, max: 4 }),
          after: fc.integer({ min: 0, max: 3 }),
        },
        { requiredKeys: [] },
      ),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      mishap: fc.constantFrom('reset', 'unplug', 'restart', 'nameless', 'wait' as const),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      mishap: fc.constant('killedAt' as const),
      command: fc.constantFrom('AT+CPIN=', 'AT+CPINR', 'AT+CPIN?'),
      before: fc.boolean(),
    }),
  },
);

/** Lives of the process on one modem, with the mishaps in between. */
async function live(
  pin: string,
  mishaps: readonly { what: Mishap; afterMs: number }[],
  prepare?: (simulation: Simulation) => void,
): Promise<OnSim> {
  const pins = rememberPins();
  let on = startOnSim({ simPin: '1234', pace: 'typical' }, { pin, pins }, prepare);
  const { simulation } = on;
  let givenTo: string[] = [];
  const watch = (): void => {
    on.modems.onWrite((_device, text) => {
      if (text.startsWith('AT+CPIN=')) givenTo = [...givenTo, simulation.modem.card.state];
    });
  };
  const again = async (): Promise<void> => {
    on.modems.dropHost();
    await settled(on.gateway.stop());
    on = startOnSim({}, { pin, pins }, undefined, simulation);
    watch();
  };
  watch();
  for (const { what, afterMs } of mishaps) {
    await elapse(afterMs);
    if (what.mishap === 'fault') simulation.faults.arm(what.id, what.options);
    else if (what.mishap === 'reset') simulation.modem.reset();
    else if (what.mishap === 'unplug') simulation.engine.hangUp();
    else if (what.mishap === 'nameless') simulation.faults.arm('F06', { command: '+CCID', times: 4 });
    else if (what.mishap === 'restart') await again();
    else if (what.mishap === 'killedAt') {
      let died = false;
      const unwatch = on.modems.onWrite((_device, text) => {
        if (!text.startsWith(what.command) || died) return;
        died = true;
        if (what.before) on.modems.dropHost();
        else queueMicrotask(() => on.modems.dropHost());
      });
      await elapse(2 * MINUTE_MS);
      unwatch();
      if (died) await again();
    }
  }
  await elapse(30 * MINUTE_MS);
  expect(givenTo.every((state) => state === 'SIM PIN')).toBe(true);
  return on;
}

describe('whatever befalls modem and program,', () => {
  const lives = fc.array(fc.record({ what: mishap, afterMs: fc.integer({ min: 0, max: 400_000 }) }), {
    maxLength: 8,
  });

  test('a wrong PIN costs one try of three (F34)', { timeout: 120_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(lives, async (mishaps) => {
        const on = await live('9999', mishaps);
        expect(on.simulation.modem.card.pinTries).toBeGreaterThanOrEqual(2);
        await settled(on.gateway.stop());
      }),
      { numRuns: 60 },
    );
  });

  test('a right PIN costs none, and a card that waits for its PUK is given nothing', {
    timeout: 120_000,
  }, async () => {
    await fc.assert(
      fc.asyncProperty(lives, fc.boolean(), async (mishaps, blocked) => {
        const tries = blocked ? 0 : 3;
        const on = await live('1234', mishaps, ({ modem }) => {
          modem.card.pinTries = tries;
        });
        expect(on.simulation.modem.card.pinTries).toBe(tries);
        await settled(on.gateway.stop());
      }),
      { numRuns: 30 },
    );
  });
});
