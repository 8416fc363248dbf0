import { and, eq, gte, isNull, lte, ne } from 'drizzle-orm';
import type { Clock } from '../clock.ts';
import type { Db, Tx } from '../open.ts';
import { type AbsenceSpan, absenceWords, checkAbsence } from '../rules/absence.ts';
import { DomainError } from '../rules/errors.ts';
import { type Actor, demand } from '../rules/permissions.ts';
import { users } from '../schema/people.ts';
import { absences } from '../schema/workforce.ts';
import { inAction } from './action.ts';

export interface Absence extends AbsenceSpan {
  technicianId: number;
  note: string;
}

type AbsenceRow = typeof absences.$inferSelect;

const NOTE_MAX = 200;

/**
 * Notes that a technician will be away.
 * @returns the absence's id
 * @throws DomainError `conflict` when it overlaps another of the same technician, naming it
 */
export function recordAbsence(db: Db, clock: Clock, actor: Actor, absence: Absence): number {
  demand(actor, 'changeAbsences');
  return inAction(db, clock, (tx, nowMs) => insert(tx, actor, absence, null, nowMs));
}

/**
 * Other days or another kind; the one that it was stays in the book, withdrawn.
 * @returns the new one's id
 * @throws DomainError `conflict` when somebody changed or withdrew it meanwhile, or for an overlap
 */
export function changeAbsence(
  db: Db,
  clock: Clock,
  actor: Actor,
  absenceId: number,
  absence: Absence,
): number {
  demand(actor, 'changeAbsences');
  return inAction(db, clock, (tx, nowMs) => {
    withdraw(tx, actor, inForce(tx, absenceId), nowMs);
    return insert(tx, actor, absence, absenceId, nowMs);
  });
}

/** It does not happen after all. @throws DomainError `conflict` when it was changed or withdrawn meanwhile */
export function withdrawAbsence(db: Db, clock: Clock, actor: Actor, absenceId: number): void {
  demand(actor, 'changeAbsences');
  inAction(db, clock, (tx, nowMs) => withdraw(tx, actor, inForce(tx, absenceId), nowMs));
}

/**
 * Makes undone what was done last to an absence: a new one is withdrawn, a changed one is what it was before, a
 * withdrawn one is in force again.
 * @throws DomainError `conflict` for an overlap with what was noted since
 */
export function undoAbsence(db: Db, clock: Clock, actor: Actor, absenceId: number): void {
  demand(actor, 'changeAbsences');
  inAction(db, clock, (tx, nowMs) => {
    const absence = absenceNumbered(tx, absenceId);
    if (absence.withdrawnAtMs !== null) return restoreWithdrawn(tx, absence);
    withdraw(tx, actor, absence, nowMs);
    if (absence.replaces !== null) restore(tx, absenceNumbered(tx, absence.replaces));
  });
}

function insert(tx: Tx, actor: Actor, absence: Absence, replaces: number | null, nowMs: number): number {
  checkAbsence(absence);
  const note = absence.note.trim();
  if (note.length > NOTE_MAX)
    throw new DomainError('invalid', `Keterangan paling panjang ${NOTE_MAX} huruf.`);
  const technician = tx
    .select({ id: users.id })
    .from(users)
    .where(and(eq(users.id, absence.technicianId), eq(users.role, 'technician')))
    .get();
  if (!technician) throw new DomainError('invalid', 'Pilih seorang teknisi.');
  refuseOverlap(tx, absence, 0);
  const { technicianId, kind, fromDate, toDate } = absence;
  return tx
    .insert(absences)
    .values({
      technicianId,
      kind,
      fromDate,
      toDate,
      note: note === '' ? null : note,
      replaces,
      recordedBy: actor.userId,
      recordedAtMs: nowMs,
    })
    .returning({ id: absences.id })
    .get().id;
}

function withdraw(tx: Tx, actor: Actor, { id }: AbsenceRow, nowMs: number): void {
  tx.update(absences)
    .set({ withdrawnBy: actor.userId, withdrawnAtMs: nowMs })
    .where(eq(absences.id, id))
    .run();
}

function restore(tx: Tx, absence: AbsenceRow): void {
  refuseOverlap(tx, absence, absence.id);
  tx.update(absences)
    .set({ withdrawnBy: null, withdrawnAtMs: null })
    .where(eq(absences.id, absence.id))
    .run();
}

/** What was changed is undone at the one that it was changed into. */
function restoreWithdrawn(tx: Tx, absence: AbsenceRow): void {
  const successor = tx
    .select({ id: absences.id })
    .from(absences)
    .where(and(eq(absences.replaces, absence.id), isNull(absences.withdrawnAtMs)))
    .get();
  if (successor) throw changedSince();
  restore(tx, absence);
}

function absenceNumbered(tx: Tx, absenceId: number): AbsenceRow {
  const absence = tx.select().from(absences).where(eq(absences.id, absenceId)).get();
  if (!absence) throw new DomainError('not_found', 'Ketidakhadiran ini tidak ada.');
  return absence;
}

function inForce(tx: Tx, absenceId: number): AbsenceRow {
  const absence = absenceNumbered(tx, absenceId);
  if (absence.withdrawnAtMs !== null) throw changedSince();
  return absence;
}

const changedSince = (): DomainError =>
  new DomainError('conflict', 'Ketidakhadiran ini sudah diubah atau dihapus. Lihat daftarnya.');

function refuseOverlap(
  tx: Tx,
  span: Omit<AbsenceSpan, 'kind'> & { technicianId: number },
  exceptId: number,
): void {
  const other = tx
    .select()
    .from(absences)
    .where(
      and(
        eq(absences.technicianId, span.technicianId),
        isNull(absences.withdrawnAtMs),
        lte(absences.fromDate, span.toDate),
        gte(absences.toDate, span.fromDate),
        ne(absences.id, exceptId),
      ),
    )
    .get();
  if (!other) return;
  // Any earlier day makes the words name both ends.
  const words = absenceWords(other, '0000-01-01');
  throw new DomainError(
    'conflict',
    `Bertumpang tindih dengan ${words}. Ubah yang itu, atau pilih tanggal lain.`,
  );
}
