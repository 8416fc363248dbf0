/** How able a modem is to send: `unable` may pass within seconds, `out` needs a human or a probe. */
export type Ability = 'able' | 'unable' | 'out';

interface Member {
  simId: string | undefined;
  ability: Ability;
  /** By a clock that nobody sets. */
  sinceMs: number;
}

/**
 * All modems of this daemon, so that a text waits for the SIM that it answers, but not for one that is broken: what
 * each says of itself, and what the others may take. They share nothing else; none waits for another.
 */
export class Fleet {
  readonly #members = new Map<string, Member>();
  readonly #steadyMs: () => number;

  /** @param known the SIM that each modem had when it was last seen: it may still be starting. */
  constructor(
    known: readonly { name: string; simId: string | null }[],
    steadyMs: () => number = () => performance.now(),
  ) {
    this.#steadyMs = steadyMs;
    for (const { name, simId } of known) {
      this.#members.set(name, { simId: simId ?? undefined, ability: 'unable', sinceMs: steadyMs() });
    }
  }

  report(name: string, simId: string | undefined, ability: Ability): void {
    const before = this.#members.get(name);
    const sinceMs = before?.ability === ability ? before.sinceMs : this.#steadyMs();
    this.#members.set(name, { simId: simId ?? before?.simId, ability, sinceMs });
  }

  /** SIMs of the other modems whose texts are to be left to them: they can send, or could less than so long ago. */
  othersToWaitFor(name: string, failoverAfterMs: number): string[] {
    const nowMs = this.#steadyMs();
    return [...this.#members].flatMap(([other, { simId, ability, sinceMs }]) =>
      other !== name &&
      simId !== undefined &&
      (ability === 'able' || (ability === 'unable' && nowMs - sinceMs < failoverAfterMs))
        ? simId
        : [],
    );
  }

  /** Every SIM that is or was in one of the modems. */
  sims(): string[] {
    return [...this.#members.values()].flatMap(({ simId }) => simId ?? []);
  }
}
