import { DomainError } from '../errors.ts';
import {
  activeIn,
  type Columns,
  differenceWords,
  type LineVerdict,
  readTable,
  type TableLine,
} from './importTable.ts';
import { checkedUnit, SHORT_NAME_MAX, type UnitFields } from './unitFields.ts';
import { plainName, unitIndex } from './unitNames.ts';

export type UnitColumn = 'name' | 'shortName' | 'district' | 'parent' | 'place' | 'oldNames' | 'active';

/** Heads that are understood, in lower case; the first is the one that the export writes. */
export const UNIT_COLUMNS: Columns<UnitColumn> = {
  name: ['nama resmi', 'nama', 'nama skpd', 'skpd', 'opd', 'nama opd', 'unit kerja'],
  shortName: ['nama singkat', 'singkatan', 'singkat'],
  district: ['kecamatan'],
  parent: ['bagian dari', 'induk'],
  place: ['alamat', 'tempat', 'patokan'],
  oldNames: ['nama lama'],
  active: ['aktif', 'status'],
};

/** Between old names in one cell. */
export const NAMES_BETWEEN = ' | ';

export interface ExistingUnit extends UnitFields {
  id: number;
}

/** What a line would write; `parent` in words, for it may be a unit of the same table. */
export interface PlannedUnit extends LineVerdict {
  id: number | undefined;
  fields: UnitFields | undefined;
  /** Undefined: as it is. */
  parent: string | undefined;
}

type Row = ReturnType<typeof readTable<UnitColumn>>['rows'][number];

const LABELS = {
  name: 'Nama resmi',
  shortName: 'Nama singkat',
  district: 'Kecamatan',
  place: 'Alamat',
  oldNames: 'Nama lama',
  active: 'Aktif',
};

/**
 * What a table of units would do to the directory, line by line. An empty cell leaves a field as it is; nothing is
 * taken away.
 * @throws DomainError `invalid` for a table without the column of names
 */
export function planUnits(
  lines: readonly TableLine[],
  existing: readonly ExistingUnit[],
): { lines: PlannedUnit[]; ignored: string[] } {
  const { rows, ignored } = readTable(lines, UNIT_COLUMNS, { column: 'name', label: 'Nama resmi' });
  const find = unitIndex(existing);
  const byId = new Map(existing.map((unit) => [unit.id, unit]));
  const firstLines = new Map<string, number>();
  const planned = rows.map((row) => planned1(row, find, firstLines));
  return { lines: withParents(planned, existing, byId), ignored };
}

function planned1(
  row: Row,
  find: (words: string) => ExistingUnit | undefined,
  firstLines: Map<string, number>,
): PlannedUnit {
  const { line, values } = row;
  const about = values.name || values.shortName || '(tanpa nama)';
  const wrong = (reason: string): PlannedUnit => ({
    line,
    about,
    state: 'wrong',
    words: [reason],
    id: undefined,
    fields: undefined,
    parent: undefined,
  });
  try {
    const before = existingOf(values, find);
    const fields = checkedUnit(merged(values, before));
    refuseRepeated(line, fields, firstLines);
    const words = before ? differenceWords(LABELS, { ...before }, { ...fields }) : [];
    const state = before ? (words.length > 0 ? 'changed' : 'same') : 'new';
    return { line, about, state, words, id: before?.id, fields, parent: values.parent || undefined };
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return wrong(error.message);
  }
}

/** By its name, else by a name that it has laid down; never by the short name alone. */
function existingOf(
  values: Row['values'],
  find: (words: string) => ExistingUnit | undefined,
): ExistingUnit | undefined {
  const name = values.name ?? '';
  const byOld = namesIn(values.oldNames).flatMap((old) => find(old) ?? []);
  const found = find(name) ?? byOld[0];
  const byShort = values.shortName ? find(values.shortName) : undefined;
  if (byShort && byShort.id !== found?.id)
    throw new DomainError(
      'invalid',
      `Nama singkat "${values.shortName}" sudah dipakai ${byShort.name}. Bila SKPD itu berganti nama, tulis "${byShort.name}" di kolom Nama lama.`,
    );
  return found;
}

const namesIn = (cell: string | undefined): string[] =>
  (cell ?? '')
    .split(/[|\n]/)
    .map((name) => name.trim())
    .filter((name) => name !== '');

function merged(values: Row['values'], before: ExistingUnit | undefined): UnitFields {
  const name = values.name || before?.name || '';
  const oldNames = [...(before?.oldNames ?? []), ...namesIn(values.oldNames)];
  return {
    name,
    shortName: values.shortName || before?.shortName || ([...name].length <= SHORT_NAME_MAX ? name : ''),
    district: values.district || before?.district || null,
    parentId: before?.parentId ?? null,
    place: values.place || before?.place || null,
    oldNames,
    active: activeIn(values.active ?? '') ?? before?.active ?? true,
  };
}

function refuseRepeated(line: number, fields: UnitFields, firstLines: Map<string, number>): void {
  const names = [...new Set([plainName(fields.name), plainName(fields.shortName)])];
  const first = names.map((name) => firstLines.get(name)).find((each) => each !== undefined);
  if (first !== undefined) throw new DomainError('invalid', `Nama yang sama sudah ada di baris ${first}.`);
  for (const name of names) firstLines.set(name, line);
}

/** Parents may stand in the same table: they are looked for when all of it is read. */
function withParents(
  planned: readonly PlannedUnit[],
  existing: readonly ExistingUnit[],
  byId: ReadonlyMap<number, ExistingUnit>,
): PlannedUnit[] {
  const fresh = planned.flatMap(({ line, id, fields }) =>
    fields && id === undefined ? [{ ...fields, id: -line }] : [],
  );
  const find = unitIndex<ExistingUnit>([...existing, ...fresh]);
  const parents = new Map(existing.map(({ id, parentId }) => [id, parentId]));
  const found = planned.map((unit) => (unit.parent === undefined ? undefined : find(unit.parent)));
  planned.forEach((unit, i) => {
    const parent = found[i];
    if (parent) parents.set(unit.id ?? -unit.line, parent.id);
  });
  return planned.map((unit, i) => {
    if (unit.parent === undefined || unit.state === 'wrong') return unit;
    const parent = found[i];
    if (!parent)
      return refused(unit, `SKPD induk "${unit.parent}" tidak ada di direktori maupun di berkas ini.`);
    if (isBelowItself(unit.id ?? -unit.line, parents))
      return refused(unit, 'SKPD ini menjadi bagian dari dirinya sendiri.');
    const before = unit.id === undefined ? undefined : byId.get(unit.id);
    if (!before || before.parentId === parent.id) return unit;
    return { ...unit, state: 'changed', words: [...unit.words, `Bagian dari: ${parent.name}`] };
  });
}

const refused = (unit: PlannedUnit, reason: string): PlannedUnit => ({
  ...unit,
  state: 'wrong',
  words: [reason],
});

function isBelowItself(id: number, parents: ReadonlyMap<number, number | null>): boolean {
  const seen = new Set<number>();
  for (let above = parents.get(id) ?? null; above !== null; above = parents.get(above) ?? null) {
    if (above === id) return true;
    if (seen.has(above)) return false;
    seen.add(above);
  }
  return false;
}
