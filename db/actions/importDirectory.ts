import type { Clock } from '../clock.ts';
import { type DirectoryPlan, directoryPlan, type TableKind } from '../directoryPlan.ts';
import type { Db } from '../open.ts';
import type { TableLine } from '../rules/directory/importTable.ts';
import type { PlannedContact } from '../rules/directory/planContacts.ts';
import type { PlannedUnit } from '../rules/directory/planUnits.ts';
import { unitIndex } from '../rules/directory/unitNames.ts';
import { DomainError } from '../rules/errors.ts';
import { type Actor, demand } from '../rules/permissions.ts';
import { units } from '../schema/people.ts';
import { inAction } from './action.ts';
import { type DirectoryAct, inDirectoryAct } from './directoryAct.ts';
import { contactRecord, unitRecord, writeContact, writeUnit } from './directoryRecord.ts';
import { claimNumbers } from './phoneOwner.ts';

/**
 * Takes a whole table into the directory, or nothing of it, as one act.
 * @param seenDigest of the plan that was looked at
 * @returns what "Urungkan" needs; undefined when all of it was there already
 * @throws DomainError `invalid` when a line is wrong, `conflict` when the directory has changed since the preview
 */
export function importDirectory(
  db: Db,
  clock: Clock,
  actor: Actor,
  table: { kind: TableKind; lines: readonly TableLine[]; seenDigest: string },
): number | undefined {
  demand(actor, 'changeDirectory');
  return inAction(db, clock, (tx, nowMs) => {
    const plan = directoryPlan(tx, table.kind, table.lines);
    if (plan.digest !== table.seenDigest)
      throw new DomainError(
        'conflict',
        'Direktori berubah sejak pratinjau ini dibuat. Belum ada yang disimpan; periksa pratinjau yang baru.',
      );
    if (plan.lines.some(({ state }) => state === 'wrong'))
      throw new DomainError('invalid', 'Masih ada baris yang salah, jadi tidak ada yang disimpan.');
    const kind = table.kind === 'units' ? 'units_imported' : 'contacts_imported';
    return inDirectoryAct({ tx, nowMs, userId: actor.userId }, kind, (act) => take(act, plan)).actId;
  });
}

function take(act: DirectoryAct, plan: DirectoryPlan): void {
  if (plan.kind === 'units') takeUnits(act, plan.lines);
  else for (const line of plan.lines) takeContact(act, line);
}

/** A unit may be a part of one that comes further down: the parents follow when all are there. */
function takeUnits(act: DirectoryAct, lines: readonly PlannedUnit[]): void {
  const ids = lines.map(({ id, state, fields }) =>
    fields && state !== 'same'
      ? writeUnit(act, id === undefined ? undefined : unitRecord(act.tx, id), fields)
      : id,
  );
  const find = unitIndex(act.tx.select().from(units).all());
  lines.forEach(({ parent, state }, i) => {
    if (parent === undefined || state === 'same') return;
    const [unit, above] = [unitRecord(act.tx, ids[i] ?? 0), find(parent)];
    if (unit && above && unit.parentId !== above.id) writeUnit(act, unit, { ...unit, parentId: above.id });
  });
}

function takeContact(act: DirectoryAct, { id, state, fields, claims }: PlannedContact): void {
  if (!fields || state === 'same') return;
  if (claims) claimNumbers(act, fields.phones, id);
  writeContact(act, id === undefined ? undefined : contactRecord(act.tx, id), fields);
}
