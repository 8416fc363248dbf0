import { and, eq } from 'drizzle-orm';
import { absentOn } from '../absentOn.ts';
import type { Tx } from '../open.ts';
import { rowCount } from '../rowCount.ts';
import { absenceWords } from '../rules/absence.ts';
import { DomainError } from '../rules/errors.ts';
import { localDate } from '../rules/zonedTime.ts';
import { tickets } from '../schema/tickets.ts';
import { technicianLimits } from '../schema/workforce.ts';
import { timeZoneOf } from '../timeZone.ts';

/**
 * Keeps work from who is away or has as much as the office allows, unless somebody has said that it must be (R43).
 * @throws DomainError `conflict` saying why, and how it is done all the same
 */
export function refuseUnavailable(tx: Tx, technician: { id: number; name: string }, nowMs: number): void {
  const today = localDate(nowMs, timeZoneOf(tx));
  const absence = absentOn(tx, technician.id, today);
  if (absence) throw unavailable(`${technician.name} sedang ${absenceWords(absence, today)}`);
  const limit = tx
    .select({ ticketsMax: technicianLimits.ticketsMax })
    .from(technicianLimits)
    .where(eq(technicianLimits.technicianId, technician.id))
    .get();
  if (!limit) return;
  const open = rowCount(tx, tickets, and(eq(tickets.technicianId, technician.id), eq(tickets.open, true)));
  if (open >= limit.ticketsMax)
    throw unavailable(`${technician.name} sudah memegang ${open} tiket, batasnya ${limit.ticketsMax}`);
}

const unavailable = (why: string): DomainError =>
  new DomainError('conflict', `${why}. Pilih teknisi lain, atau centang "Tetap tugaskan" bila memang harus.`);
