import { DomainError } from '../errors.ts';
import type { PhoneNumber } from '../phoneNumber.ts';
import { showPhoneNumber } from '../phoneNumber.ts';
import { checkedContact } from './contactFields.ts';
import {
  activeIn,
  type Columns,
  differenceWords,
  type LineVerdict,
  readTable,
  type TableLine,
} from './importTable.ts';
import { readPhoneField } from './phoneField.ts';
import { likelyUnits, type NamedUnit, plainName, unitIndex } from './unitNames.ts';

export type ContactColumn = 'name' | 'position' | 'unit' | 'notes' | 'active';

/** Heads that are understood, in lower case; the first is the one that the export writes. */
export const CONTACT_COLUMNS: Columns<ContactColumn> = {
  name: ['nama', 'nama lengkap', 'narahubung', 'kontak', 'pic'],
  position: ['jabatan'],
  unit: ['skpd', 'unit', 'unit kerja', 'opd', 'instansi'],
  notes: ['catatan', 'keterangan'],
  active: ['aktif', 'status'],
};
/** One column a number. */
const PHONE_HEAD = /^(?:no|nomor|nomer|hp|telepon|telp|tlp|ponsel|handphone|wa|whatsapp)\b/;

export interface ExistingContact {
  id: number;
  name: string | null;
  position: string | null;
  unitId: number | null;
  notes: string | null;
  active: boolean;
  phones: readonly string[];
}

/** What a table of people is compared with. */
export interface ContactSurroundings {
  contacts: readonly ExistingContact[];
  units: readonly (NamedUnit & { id: number })[];
  /** Numbers that can be nobody's here, and whose they are. */
  reserved: ReadonlyMap<string, string>;
}

export interface PlannedContact extends LineVerdict {
  /** Undefined: a new one. */
  id: number | undefined;
  fields: Omit<ExistingContact, 'id'> | undefined;
  /** One of the numbers is still with somebody who has left. */
  claims: boolean;
}

type Row = ReturnType<typeof readTable<ContactColumn>>['rows'][number];

/** Looking for what may be meant costs time; after so many wrong names the file is another one. */
const SUGGESTED_MAX = 20;

/**
 * What a table of people would do to the directory, line by line. A person is known by their numbers, else by name and
 * unit. An empty cell leaves a field as it is; numbers are added, never taken away.
 * @throws DomainError `invalid` for a table without the column of names
 */
export function planContacts(
  lines: readonly TableLine[],
  surroundings: ContactSurroundings,
): { lines: PlannedContact[]; ignored: string[] } {
  const { rows, ignored } = readTable(lines, CONTACT_COLUMNS, { column: 'name', label: 'Nama' }, PHONE_HEAD);
  const plan = new ContactPlan(surroundings);
  return { lines: rows.map((row) => plan.line(row)), ignored };
}

class ContactPlan {
  readonly #units: ContactSurroundings['units'];
  readonly #reserved: ContactSurroundings['reserved'];
  readonly #unitNamed: (words: string) => (NamedUnit & { id: number }) | undefined;
  readonly #shortNames: Map<number | null, string>;
  readonly #byPhone = new Map<string, ExistingContact>();
  readonly #byName = new Map<string, ExistingContact[]>();
  readonly #lineOfPhone = new Map<string, number>();
  readonly #lineOfContact = new Map<number, number>();
  #suggested = 0;

  constructor({ contacts, units, reserved }: ContactSurroundings) {
    this.#units = units;
    this.#reserved = reserved;
    this.#unitNamed = unitIndex(units);
    this.#shortNames = new Map(units.map(({ id, shortName }) => [id, shortName]));
    for (const contact of contacts) {
      for (const phone of contact.phones) this.#byPhone.set(phone, contact);
      const key = nameKey(contact.name, contact.unitId);
      this.#byName.set(key, [...(this.#byName.get(key) ?? []), contact]);
    }
  }

  line(row: Row): PlannedContact {
    const { line, values } = row;
    const about = values.name || row.phones[0] || '(tanpa nama)';
    try {
      const { phones, notes } = phonesIn(row.phones);
      const unitId = this.#unitIn(values.unit ?? '');
      for (const phone of phones) this.#refuseTaken(phone, line);
      const before = this.#existing(values.name ?? '', unitId, phones, line);
      const claims = phones.some((phone) => (this.#byPhone.get(phone) ?? before)?.id !== before?.id);
      const fields = merged(values, before, unitId, phones);
      const words = before ? this.#differences(before, fields) : [];
      const state = before ? (words.length > 0 ? 'changed' : 'same') : 'new';
      return { line, about, state, words: [...words, ...notes], id: before?.id, fields, claims };
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      return {
        line,
        about,
        state: 'wrong',
        words: [error.message],
        id: undefined,
        fields: undefined,
        claims: false,
      };
    }
  }

  #unitIn(cell: string): number | null | undefined {
    if (cell === '') return undefined;
    const unit = this.#unitNamed(cell);
    if (unit) return unit.id;
    this.#suggested += 1;
    const likely = this.#suggested > SUGGESTED_MAX ? [] : likelyUnits(this.#units, cell, 2);
    throw new DomainError(
      'invalid',
      likely.length > 0
        ? `SKPD "${cell}" tidak ada; mungkin ${likely.map(({ shortName }) => shortName).join(' atau ')}.`
        : `SKPD "${cell}" tidak ada di direktori.`,
    );
  }

  #refuseTaken(phone: PhoneNumber, line: number): void {
    const first = this.#lineOfPhone.get(phone);
    if (first !== undefined && first !== line)
      throw new DomainError('invalid', `Nomor ${showPhoneNumber(phone)} sudah ada di baris ${first}.`);
    const whose = this.#reserved.get(phone);
    if (whose !== undefined)
      throw new DomainError('invalid', `Nomor ${showPhoneNumber(phone)} milik ${whose}.`);
    this.#lineOfPhone.set(phone, line);
  }

  #existing(
    name: string,
    unitId: number | null | undefined,
    phones: readonly PhoneNumber[],
    line: number,
  ): ExistingContact | undefined {
    const owners = new Set(phones.flatMap((phone) => this.#ownerOf(phone, name) ?? []));
    if (owners.size > 1)
      throw new DomainError(
        'invalid',
        `Nomor-nomor ini milik orang yang berbeda: ${[...owners].map((owner) => owner.name ?? 'belum bernama').join(', ')}.`,
      );
    const namesakes = name === '' ? [] : (this.#byName.get(nameKey(name, unitId ?? null)) ?? []);
    const found = [...owners][0] ?? namesakes.find(({ id }) => !this.#lineOfContact.has(id));
    if (!found) return undefined;
    const first = this.#lineOfContact.get(found.id);
    if (first !== undefined) throw new DomainError('invalid', `Orang yang sama sudah ada di baris ${first}.`);
    this.#lineOfContact.set(found.id, line);
    return found;
  }

  /** Somebody who has left gives their number up to another name. */
  #ownerOf(phone: string, name: string): ExistingContact | undefined {
    const owner = this.#byPhone.get(phone);
    return owner && (owner.active || name === '' || plainName(owner.name ?? '') === plainName(name))
      ? owner
      : undefined;
  }

  #differences(before: ExistingContact, after: Omit<ExistingContact, 'id'>): string[] {
    const shown = ({ unitId, phones, ...rest }: Omit<ExistingContact, 'id'>) => ({
      ...rest,
      unit: this.#shortNames.get(unitId) ?? null,
      phones: phones.map(showPhoneNumber),
    });
    return differenceWords(LABELS, shown(before), shown(after));
  }
}

const LABELS = {
  name: 'Nama',
  position: 'Jabatan',
  unit: 'SKPD',
  phones: 'Nomor',
  notes: 'Catatan',
  active: 'Aktif',
};

const nameKey = (name: string | null, unitId: number | null): string =>
  `${unitId ?? ''} ${plainName(name ?? '')}`;

/** @throws DomainError `invalid` with all that is wrong */
function phonesIn(cells: readonly string[]): { phones: PhoneNumber[]; notes: string[] } {
  const read = cells.map(readPhoneField);
  const faults = read.flatMap((field) => ('fault' in field ? [field.fault] : []));
  if (faults.length > 0) throw new DomainError('invalid', faults.join(' '));
  return {
    phones: read.flatMap((field) => ('phone' in field ? [field.phone] : [])),
    notes: read.flatMap((field) => ('note' in field && field.note !== undefined ? [field.note] : [])),
  };
}

function merged(
  values: Row['values'],
  before: ExistingContact | undefined,
  unitId: number | null | undefined,
  phones: readonly PhoneNumber[],
): Omit<ExistingContact, 'id'> {
  const checked = checkedContact({
    name: values.name || before?.name || null,
    position: values.position || before?.position || null,
    unitId: unitId ?? before?.unitId ?? null,
    notes: values.notes || before?.notes || null,
    active: activeIn(values.active ?? '') ?? before?.active ?? true,
    phones,
  });
  return { ...checked, phones: [...new Set([...(before?.phones ?? []), ...checked.phones])] };
}
