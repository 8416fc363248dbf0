import type { Fault } from '../faultBoard.ts';
import type { Modem } from '../modem.ts';
import { asks, reworded } from './pieces.ts';

const AWAY_MS = 20_000;
const BUSY_MS = 10_000;
const FRAGILE_MS = 3000;
const PIN = '1234';

/** Locks a card, with so many tries left; what it does from now on the host has to ask. */
function lock(modem: Modem, tries: number): void {
  const { card } = modem;
  card.setLock(true, PIN);
  card.pinTries = tries;
  card.powerLoss();
  modem.setRegistration(0);
}

function remove(modem: Modem, forMs: number): void {
  modem.insertCard(false);
  modem.clock.after(forMs, () => modem.insertCard(true));
}

const TRIES: Readonly<Record<string, number>> = { pin: 3, two: 2, one: 1, puk: 0 };

/** Until then whatever is said to it makes the firmware fall over. */
const fragileUntilMs = new WeakMap<Modem, number>();

const isPin = (body: string): boolean => /^\+CPIN=/i.test(body);

/** Faults of the SIM card. */
export const CARD_FAULTS: readonly Fault[] = [
  {
    id: 'F34',
    title: 'SIM tidak siap',
    about: 'SIM dicabut selagi dipakai dan kembali setelah 20 detik.',
    variants: {
      notReady: 'NOT READY selama 20 detik',
      pin: 'meminta PIN',
      two: 'meminta PIN, sisa 2 percobaan',
      one: 'meminta PIN, sisa 1 percobaan',
      puk: 'meminta PUK',
      pin2: 'meminta PIN2',
    },
    times: Number.POSITIVE_INFINITY,
    atOnce: ({ variant }) => variant !== 'pin2',
    now: ({ variant = '', delayMs = AWAY_MS }, modem) => {
      const tries = TRIES[variant];
      if (tries !== undefined) lock(modem, tries);
      else if (variant === 'notReady') modem.stunCard(delayMs);
      else remove(modem, delayMs);
    },
    on: {
      answer: {
        when: (turn) => asks(turn, '+CPIN?'),
        bend: (turn) => reworded(turn, (text) => text.replace('READY', 'SIM PIN2')),
      },
    },
  },
  {
    id: 'F35',
    title: 'Rapuh setelah PIN',
    about: 'PIN diterima; 10 detik SIM sibuk, dan modem menyala ulang bila disapa dalam 3 detik pertama.',
    variants: { busy: 'hanya sibuk, tidak menyala ulang' },
    times: Number.POSITIVE_INFINITY,
    on: {
      line: {
        watch: ({ body }, { variant, delayMs = BUSY_MS }, modem) => {
          if (!isPin(body)) return;
          modem.clock.after(1, () => modem.holdCard(delayMs));
          if (variant !== 'busy') fragileUntilMs.set(modem, modem.clock.nowMs() + FRAGILE_MS);
        },
        when: ({ body }, _options, modem) =>
          !isPin(body) && modem.clock.nowMs() < (fragileUntilMs.get(modem) ?? 0),
        bend: (turn, _options, modem) => {
          fragileUntilMs.delete(modem);
          turn.ignore = true;
          modem.reset();
        },
      },
    },
  },
];
