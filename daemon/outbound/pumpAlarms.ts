import type { AttemptEnd } from '../../db/actions/settlePart.ts';
import type { Clock } from '../../db/clock.ts';
import type { Db } from '../../db/open.ts';
import { type SendingBrake, unknownWithinHour } from '../../db/queries/sendingWork.ts';
import type { AlarmKind } from '../../db/rules/alarm.ts';
import type { SimRest } from '../../db/rules/simRest.ts';

interface AlarmDeps {
  db: Db;
  clock: Clock;
  gateway: { readonly name: string };
  alarm: (kind: AlarmKind, text: string | null) => void;
}

/** More sendings than these without an answer within an hour are no bad luck. */
const UNKNOWN_AN_HOUR_MAX = 3;
const CHECK_MS = 60_000;

/** What a human must hear of the sending by one modem. */
export class PumpAlarms {
  readonly #deps: AlarmDeps;
  #checkedAtMs = Number.NEGATIVE_INFINITY;

  constructor(deps: AlarmDeps) {
    this.#deps = deps;
  }

  ended(end: AttemptEnd, rest: SimRest | undefined): void {
    if (end.kind === 'unknown') this.#checkedAtMs = Number.NEGATIVE_INFINITY;
    if (end.kind === 'sent') this.#deps.alarm('sending_suspended', null);
    if (rest?.suspended) this.#deps.alarm('sending_suspended', suspendedWords(rest));
  }

  /** Costs nothing but once a minute, and after an unknown end. */
  check(brake: SendingBrake | undefined): void {
    const nowMs = performance.now();
    if (nowMs - this.#checkedAtMs < CHECK_MS) return;
    this.#checkedAtMs = nowMs;
    const { db, clock, gateway, alarm } = this.#deps;
    const unknown = unknownWithinHour(db, gateway.name, clock.nowMs());
    alarm('unknown_sends', unknown > UNKNOWN_AN_HOUR_MAX ? unknownWords(unknown) : null);
    if (brake?.suspendedAtMs === null) alarm('sending_suspended', null);
  }
}

function suspendedWords({ cause, fault }: SimRest): string {
  const code = fault.code === undefined ? '' : ` (kode ${fault.code})`;
  const why =
    cause === 'network'
      ? `Jaringan menolak SMS berturut-turut${code}: periksa sinyal dan pulsa`
      : `Operator menolak SMS berturut-turut${code}: periksa pulsa dan masa aktif kartu`;
  return `${why}. Pengiriman dihentikan dan dicoba lagi dengan satu SMS paling lambat tiap jam.`;
}

const unknownWords = (count: number): string =>
  `${count} SMS dalam satu jam tidak dijawab modem setelah dikirim: periksa modem dan sinyal, lalu putuskan SMS yang tak pasti.`;
