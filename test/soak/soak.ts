import { eq, inArray } from 'drizzle-orm';
import { vi } from 'vitest';
import { addUser } from '../../db/actions/addUser.ts';
import { replyToTicket } from '../../db/actions/replyToTicket.ts';
import { rowCount } from '../../db/rowCount.ts';
import type { Actor } from '../../db/rules/permissions.ts';
import { inboundTexts, rawMessages } from '../../db/schema/smsIn.ts';
import { outboundParts } from '../../db/schema/smsOut.ts';
import { tickets } from '../../db/schema/tickets.ts';
import { natureOf } from '../../scripts/sim/codec/nature.ts';
import type { DaemonInMemory } from '../support/daemonInMemory.ts';
import { Dice } from './dice.ts';
import { strike } from './troubles.ts';

/** Between two texts of the public. */
const GAP_MS = 400;
/** Between two troubles, and between two kills. */
const TROUBLE_MS = 25_000;
const KILL_MS = 75_000;
const DOWN_MS = 5000;
/** A modem that has not worked for so long is switched off and on by somebody. */
const PATIENCE_MS = 600_000;
/** Everything has come to its end by then. */
const SETTLED_MS = 4 * 3_600_000;
/** A make that needs seconds for each text has sent less by then, but something. */
const ROUND_MS = 3_600_000;
const SENT_MIN = 20;
const WAITING_MAX = 60;
const LOG_KEPT = 60;

const WORDS =
  'printer macet server lambat jaringan mati di loket pelayanan sejak tadi pagi mohon dibantu'.split(' ');

/** Traffic and trouble for a daemon, by a seed. */
export class Soak {
  readonly #it: DaemonInMemory;
  readonly #dice: Dice;
  readonly #admin: Actor;
  readonly #log: string[] = [];
  readonly #startMs = Date.now();
  #people = 0;
  #troubles = 0;
  #kills = 0;
  #replies = 0;
  #over = false;
  #round = 0;
  /** Parts on the air. */
  sent = 0;
  texts = 0;
  reports = 0;

  constructor(it: DaemonInMemory, seed: number) {
    this.#it = it;
    this.#dice = new Dice(seed);
    const name = 'Rina';
    this.#admin = {
      userId: addUser(it.db, it.clock, { username: 'rina', name, role: 'admin' }),
      name,
      role: 'admin',
    };
    // The program's own chances are drawn by the seed as well.
    const chance = new Dice(seed + 1);
    vi.spyOn(Math, 'random').mockImplementation(() => chance.next());
    it.modems.onWrite((_device, text) => this.#mayKillAt(text));
  }

  summary(): string {
    const { texts, reports, sent } = this;
    const hours = Math.round((Date.now() - this.#startMs) / 3_600_000);
    return `${hours} hours: ${texts} texts and ${reports} reports received, ${sent} sent, ${this.#troubles} troubles, ${this.#kills} kills`;
  }

  /** Another make with another card. */
  swap(personality: string): void {
    this.#it.insert({ personality, iccid: `89621001234567${String(this.#people).padStart(5, '0')}` });
  }

  /** So many texts each way, then rest, and everything must be in order. */
  async round(make: string, messages: number): Promise<void> {
    const it = this.#it;
    const { smsc } = it.simulation;
    this.#note(`--- ${make}`);
    this.#over = false;
    this.#round += 1;
    this.#every(GAP_MS, () => this.#text());
    this.#every(TROUBLE_MS, () => this.#trouble());
    this.#every(KILL_MS, () => this.#kill('at some time'));
    const stopHealing = this.#heal();
    const startMs = Date.now();
    while (smsc.submitted.length < messages && Date.now() - startMs < ROUND_MS) await it.pass(2000);
    if (smsc.submitted.length < SENT_MIN) throw this.#failure(`${make} has sent ${smsc.submitted.length}`);
    this.#over = true;
    it.simulation.faults.disarm();
    await this.#settle();
    stopHealing();
    this.sent += smsc.submitted.length;
    const reports = smsc.deliveries.filter(({ pduHex }) => natureOf(pduHex).report).length;
    this.reports += reports;
    this.texts += smsc.deliveries.length - reports;
    const wrong = it.ledger.wrong({ unknown: this.#troubles + this.#kills });
    if (wrong.length > 0) throw this.#failure(wrong.join('\n'));
    it.ledger.turnThePage();
  }

  #every(averageMs: number, what: () => void): void {
    const round = this.#round;
    const next = (): void => {
      this.#it.clock.after(1 + this.#dice.wait(averageMs), () => {
        if (this.#over || round !== this.#round) return;
        what();
        next();
      });
    };
    next();
  }

  #text(): void {
    const dice = this.#dice;
    // Some makes need five seconds for each part: then fewer people write.
    if (this.#waiting() > WAITING_MAX) return;
    this.#people += 1;
    const words = Array.from(
      { length: dice.happens(0.3) ? 20 + dice.below(40) : 4 },
      () => WORDS[dice.below(WORDS.length)],
    );
    const strange = dice.happens(0.1) ? ' “☎”' : '';
    const from = `+62812${String(this.#people).padStart(7, '0')}`;
    this.#it.simulation.smsc.sendFrom(from, `HELPDESK no ${this.#people}: ${words.join(' ')}${strange}`);
    if (dice.happens(0.8)) this.#reply();
  }

  /** An admin writes at length to somebody. */
  #reply(): void {
    const { db, clock } = this.#it;
    const known = rowCount(db, tickets, undefined);
    if (known === 0) return;
    const ticketId = known - this.#dice.below(Math.min(known, 20));
    this.#replies += 1;
    const text = `Jawaban ${this.#replies}: ${'petugas kami datang besok pagi, siapkan akses ke ruangan. '.repeat(4 + this.#dice.below(6))}`;
    replyToTicket(db, clock, this.#admin, { ticketId, text, formId: String(this.#replies) });
  }

  #trouble(): void {
    this.#troubles += 1;
    this.#note(strike(this.#it, this.#dice));
  }

  #mayKillAt(text: string): void {
    if (this.#over || !this.#dice.happens(0.0005)) return;
    this.#kill(`before ${JSON.stringify(text.slice(0, 12))}`);
  }

  #kill(when: string): void {
    if (!this.#it.isRunning) return;
    this.#kills += 1;
    this.#note(`killed ${when}`);
    this.#it.kill();
    this.#it.clock.after(1 + this.#dice.wait(DOWN_MS), () => this.#it.start());
  }

  /** Somebody who looks after the modem now and then. */
  #heal(): () => void {
    let notReadyMs = 0;
    let cancel = (): void => {};
    const look = (): void => {
      const ready = this.#it.gateway()?.phase === 'ready';
      notReadyMs = ready ? 0 : notReadyMs + 30_000;
      if (notReadyMs >= PATIENCE_MS) {
        this.#note('switched off and on by hand');
        this.#it.simulation.modem.reset();
        notReadyMs = 0;
      }
      cancel = this.#it.clock.after(30_000, look);
    };
    look();
    return () => cancel();
  }

  async #settle(): Promise<void> {
    const startMs = Date.now();
    while (!this.#isSettled()) {
      if (Date.now() - startMs > SETTLED_MS) throw this.#failure(`not settled: ${this.#unsettled()}`);
      await this.#it.pass(5000);
    }
    // Reports that are on their way.
    await this.#it.pass(30_000);
  }

  #unsettled(): string {
    const { db, simulation, ledger } = this.#it;
    const raws = rowCount(db, rawMessages, eq(rawMessages.state, 'received'));
    const texts = rowCount(db, inboundTexts, eq(inboundTexts.state, 'pending'));
    return `${this.#waiting()} parts, ${raws} raw, ${texts} texts, ${simulation.smsc.waiting.length} waiting, ${ledger.unread()} unread`;
  }

  /** Parts that are still to be sent. */
  #waiting(): number {
    return rowCount(
      this.#it.db,
      outboundParts,
      inArray(outboundParts.state, ['queued', 'claimed', 'writing']),
    );
  }

  #isSettled(): boolean {
    return this.#unsettled() === '0 parts, 0 raw, 0 texts, 0 waiting, 0 unread' && this.#it.isRunning;
  }

  #failure(what: string): Error {
    return new Error(`${what}\n${this.#log.join('\n')}\n${this.#it.said()}`);
  }

  #note(what: string): void {
    this.#log.push(`${new Date().toISOString()} ${what}`);
    if (this.#log.length > LOG_KEPT) this.#log.shift();
  }
}
