import type { Clock } from '../clock.ts';
import type { Db } from '../open.ts';
import { checkedUnit, type UnitFields } from '../rules/directory/unitFields.ts';
import { isSameName } from '../rules/directory/unitNames.ts';
import { DomainError } from '../rules/errors.ts';
import { type Actor, demand } from '../rules/permissions.ts';
import { units } from '../schema/people.ts';
import { inAction } from './action.ts';
import { type DirectoryAct, inDirectoryAct, refuseUnseenChange } from './directoryAct.ts';
import { unitRecord, writeUnit } from './directoryRecord.ts';

/** What an act left behind: the row, and what "Urungkan" needs. */
export interface Saved {
  id: number;
  /** Undefined when nothing was changed. */
  actId: number | undefined;
}

/**
 * Adds a unit.
 * @throws DomainError `invalid` for unfit fields, `conflict` for a name that another unit bears
 */
export function addUnit(db: Db, clock: Clock, actor: Actor, fields: UnitFields): Saved {
  demand(actor, 'changeDirectory');
  return inAction(db, clock, (tx, nowMs) => {
    const { result: id, actId } = inDirectoryAct({ tx, nowMs, userId: actor.userId }, 'unit_added', (act) =>
      addUnitWithin(act, fields),
    );
    return { id, actId };
  });
}

/** @returns the unit's id. @throws DomainError as addUnit does */
export function addUnitWithin(act: DirectoryAct, fields: UnitFields): number {
  const unit = checkedUnit(fields);
  refuseTakenName(act, unit, undefined);
  refuseUnfitParent(act, unit.parentId, undefined);
  return writeUnit(act, undefined, unit);
}

/**
 * Changes a unit; a name that it gives up is kept among its old ones.
 * @param seenChangeId the newest change that the form showed
 * @throws DomainError `not_found`, `invalid`, `conflict` (also when somebody else has changed it since)
 */
export function changeUnit(
  db: Db,
  clock: Clock,
  actor: Actor,
  { id, seenChangeId, ...fields }: UnitFields & { id: number; seenChangeId: number },
): Saved {
  demand(actor, 'changeDirectory');
  return inAction(db, clock, (tx, nowMs) => {
    refuseUnseenChange(tx, actor.userId, 'unit', id, seenChangeId);
    const { actId } = inDirectoryAct({ tx, nowMs, userId: actor.userId }, 'unit_changed', (act) =>
      changeUnitWithin(act, id, fields),
    );
    return { id, actId };
  });
}

function changeUnitWithin(act: DirectoryAct, id: number, fields: UnitFields): void {
  const before = unitRecord(act.tx, id);
  if (!before) throw new DomainError('not_found', 'SKPD ini tidak ada.');
  const renamed = isSameName(before.name, fields.name) ? [] : [before.name];
  const unit = checkedUnit({ ...fields, oldNames: [...fields.oldNames, ...renamed] });
  refuseTakenName(act, unit, id);
  refuseUnfitParent(act, unit.parentId, id);
  writeUnit(act, before, unit);
}

/** Takes a unit out of use, or into use again: its tickets and people stay. */
export function setUnitActive(db: Db, clock: Clock, actor: Actor, id: number, active: boolean): Saved {
  demand(actor, 'changeDirectory');
  return inAction(db, clock, (tx, nowMs) => {
    const before = unitRecord(tx, id);
    if (!before) throw new DomainError('not_found', 'SKPD ini tidak ada.');
    const { actId } = inDirectoryAct({ tx, nowMs, userId: actor.userId }, 'unit_changed', (act) =>
      writeUnit(act, before, { ...before, active }),
    );
    return { id, actId };
  });
}

/** A name, long or short, stands for one unit. */
function refuseTakenName({ tx }: DirectoryAct, unit: UnitFields, id: number | undefined): void {
  for (const other of tx.select().from(units).all()) {
    if (other.id === id) continue;
    const taken = [unit.name, unit.shortName].find((name) =>
      [other.name, other.shortName].some((theirs) => isSameName(name, theirs)),
    );
    if (taken !== undefined)
      throw new DomainError(
        'conflict',
        `Nama "${taken}" sudah dipakai ${other.name}${other.active ? '' : ' (nonaktif)'}.`,
      );
  }
}

/** @throws DomainError `invalid` for one that is not there, or is a part of the unit itself */
function refuseUnfitParent({ tx }: DirectoryAct, parentId: number | null, id: number | undefined): void {
  const seen = new Set<number>();
  for (let above = parentId; above !== null; ) {
    if (above === id || seen.has(above))
      throw new DomainError('invalid', 'Induk SKPD tidak boleh SKPD itu sendiri atau bagiannya.');
    seen.add(above);
    const unit = unitRecord(tx, above);
    if (!unit) throw new DomainError('invalid', 'Induk SKPD tidak dikenal.');
    above = unit.parentId;
  }
}
