import { expect } from 'vitest';
import { addUser } from '../../db/actions/addUser.ts';
import { replyToTicket } from '../../db/actions/replyToTicket.ts';
import type { DaemonInMemory } from '../support/daemonInMemory.ts';

/** Every reporter writes one complaint, so that each text and each answer is told from all others. */
export const reporter = (n: number): string => `+6281200${String(n).padStart(6, '0')}`;

/** Somebody complains. */
export function complain(it: DaemonInMemory, n: number): void {
  it.simulation.smsc.sendFrom(reporter(n), `HELPDESK keluhan ${n}: printer macet`);
}

export const ticketOf = (it: DaemonInMemory, n: number) =>
  it.tickets().find((ticket) => ticket.reporterPhone === reporter(n));

/** What the reporter's phone shows. */
export const received = (it: DaemonInMemory, n: number): string[] =>
  it.simulation.smsc.phones.received(reporter(n)).map((sms) => sms.text);

/** The only part of the answer to this reporter. */
export const answerTo = (it: DaemonInMemory, n: number) => {
  const parts = it.partsTo(reporter(n));
  expect(parts.length).toBeLessThanOrEqual(1);
  return parts[0];
};

export const stateOf = (it: DaemonInMemory, n: number): string | undefined => answerTo(it, n)?.state;

/** The modem works in both directions: a complaint becomes a ticket, and its answer reaches the phone. */
export async function expectService(it: DaemonInMemory, n: number, withinMs: number): Promise<void> {
  complain(it, n);
  await it.until(`complaint ${n} is answered`, () => stateOf(it, n) === 'delivered', withinMs);
  expect(ticketOf(it, n)).toBeDefined();
  expect(received(it, n)).toHaveLength(1);
}

/** Whether the service centre has taken the answer to this reporter, and how often. */
export const accepted = (it: DaemonInMemory, n: number): number =>
  it.simulation.smsc.submitted.filter((sms) => sms.to === reporter(n)).length;

/** Like `expectService`, where no report of delivery can be counted on: the answer is with the service centre. */
export async function expectAnswered(it: DaemonInMemory, n: number, withinMs: number): Promise<void> {
  complain(it, n);
  const sent = ['sent', 'delivered'];
  await it.until(`complaint ${n} is answered`, () => sent.includes(stateOf(it, n) ?? ''), withinMs);
  expect(received(it, n)).toHaveLength(1);
}

/** An admin answers the complaint of this reporter: a text out, without one in. */
export function answer(it: DaemonInMemory, n: number, text: string): void {
  const name = 'Rina';
  const username = `rina${it.parts().length}`;
  const userId = addUser(it.db, it.clock, { username, name, role: 'admin' });
  const ticketId = ticketOf(it, n)?.id;
  if (ticketId === undefined) throw new Error(`there is no ticket of reporter ${n}`);
  replyToTicket(it.db, it.clock, { userId, name, role: 'admin' }, { ticketId, text, formId: text });
}

/** A daemon that has come to work and has answered complaint 1. */
export async function atWork(it: DaemonInMemory): Promise<DaemonInMemory> {
  await it.ready();
  await expectService(it, 1, 90_000);
  return it;
}
