import { type DirectoryPlan, directoryPlan, type TableKind } from '../directoryPlan.ts';
import type { Db } from '../open.ts';
import type { TableLine } from '../rules/directory/importTable.ts';
import { type Actor, demand } from '../rules/permissions.ts';

/**
 * What importing a table would do, without doing it.
 * @throws DomainError `forbidden`, or `invalid` for a table without the columns that it needs
 */
export function importPreview(
  db: Db,
  actor: Actor,
  kind: TableKind,
  lines: readonly TableLine[],
): DirectoryPlan {
  demand(actor, 'changeDirectory');
  return directoryPlan(db, kind, lines);
}
