import { and, desc, eq, inArray } from 'drizzle-orm';
import type { Db } from '../open.ts';
import type { DirectoryActKind } from '../rules/directory/directoryAct.ts';
import { directoryActs, directoryChanges } from '../schema/directory.ts';
import { units, users } from '../schema/people.ts';

export interface DirectoryHistoryEntry {
  changeId: number;
  actId: number;
  kind: DirectoryActKind;
  /** Null: the program. */
  who: string | null;
  atMs: number;
  undone: boolean;
  /** What is not as it was before, in words for people; empty for a new row and one that is gone. */
  differences: { field: string; from: string; to: string }[];
}

const ENTRIES = 30;

const FIELDS: Readonly<Record<string, string>> = {
  name: 'Nama',
  shortName: 'Nama singkat',
  district: 'Kecamatan',
  parentId: 'Induk',
  place: 'Alamat',
  oldNames: 'Nama lama',
  active: 'Aktif',
  position: 'Jabatan',
  unitId: 'SKPD',
  notes: 'Catatan',
  phones: 'Nomor',
};

/** What was changed of a unit or a person, the newest first. */
export function directoryHistory(
  db: Db,
  subject: 'unit' | 'contact',
  subjectId: number,
): DirectoryHistoryEntry[] {
  const rows = db
    .select({ change: directoryChanges, act: directoryActs, who: users.name })
    .from(directoryChanges)
    .innerJoin(directoryActs, eq(directoryActs.id, directoryChanges.actId))
    .leftJoin(users, eq(users.id, directoryActs.userId))
    .where(and(eq(directoryChanges.subject, subject), eq(directoryChanges.subjectId, subjectId)))
    .orderBy(desc(directoryChanges.id))
    .limit(ENTRIES)
    .all();
  const read = rows.map(({ change }) => ({ before: rowIn(change.before), after: rowIn(change.after) }));
  const named = unitNames(
    db,
    read.flatMap(({ before, after }) => [before, after]),
  );
  return rows.map(({ change, act, who }, i) => ({
    changeId: change.id,
    actId: act.id,
    kind: act.kind,
    who,
    atMs: act.atMs,
    undone: act.undoneAtMs !== null,
    differences: differencesOf(read[i]?.before, read[i]?.after, named),
  }));
}

type Row = Readonly<Record<string, unknown>>;

function rowIn(json: string | null): Row | undefined {
  if (json === null) return undefined;
  const row: Row = JSON.parse(json);
  return row;
}

function unitNames(db: Db, rows: readonly (Row | undefined)[]): Map<unknown, string> {
  const ids = rows
    .flatMap((row) => [row?.['unitId'], row?.['parentId']])
    .filter((id) => typeof id === 'number');
  const found = db
    .select({ id: units.id, name: units.shortName })
    .from(units)
    .where(inArray(units.id, [...new Set(ids)]))
    .all();
  return new Map(found.map(({ id, name }) => [id, name]));
}

function differencesOf(before: Row | undefined, after: Row | undefined, units: Map<unknown, string>) {
  if (!before || !after) return [];
  const words = (field: string, value: unknown): string => {
    if (value === null || value === undefined || (Array.isArray(value) && value.length === 0)) return '-';
    if (typeof value === 'boolean') return value ? 'ya' : 'tidak';
    if (Array.isArray(value)) return value.join(', ');
    return field.endsWith('Id') ? (units.get(value) ?? '?') : String(value);
  };
  return Object.entries(FIELDS)
    .filter(([field]) => JSON.stringify(before[field]) !== JSON.stringify(after[field]))
    .map(([field, label]) => ({
      field: label,
      from: words(field, before[field]),
      to: words(field, after[field]),
    }));
}
