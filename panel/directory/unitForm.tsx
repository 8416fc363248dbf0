import type { UnitChoice, UnitRow } from '../../db/queries/unitDirectory.ts';
import { chosenUnit } from '../../db/rules/directory/chosenUnit.ts';
import { SHORT_NAME_MAX, type UnitFields } from '../../db/rules/directory/unitFields.ts';
import { fieldsOf } from '../gateway/settings/amountField.tsx';
import { type FormFields, typedText } from '../http/formFields.ts';
import type { Frame } from '../views/frame.ts';
import { Page } from '../views/page.tsx';
import { DirectoryHead } from './directoryHead.tsx';
import { TextField } from './textField.tsx';
import { UnitField, UnitNames } from './unitField.tsx';

interface UnitFormProps {
  frame: Frame;
  /** Undefined for a new one. */
  unit: UnitRow | undefined;
  choices: readonly UnitChoice[];
  typed: FormFields;
  problem: string | undefined;
}

export const UnitFormView = ({ frame, unit, choices, typed, problem }: UnitFormProps) => {
  const title = unit ? `Ubah ${unit.shortName}` : 'SKPD baru';
  const back = unit ? `/direktori/skpd/${unit.id}` : '/direktori';
  return (
    <Page frame={frame} title={title}>
      <p class="crumb">
        <a href={back}>{unit ? unit.name : 'Direktori'}</a>
      </p>
      <DirectoryHead title={title} told={undefined} problem={problem} />
      <form
        class="settings record-form"
        method="post"
        action={unit ? `${back}/ubah` : '/direktori/skpd/baru'}
      >
        <input type="hidden" name="seenChangeId" value={typed.get('seenChangeId')} />
        <div class="fields">
          <TextField name="name" label="Nama resmi" typed={typed} max={120} required autofocus />
          <TextField
            name="shortName"
            label="Nama singkat"
            typed={typed}
            max={SHORT_NAME_MAX}
            required
            hint={`Paling banyak ${SHORT_NAME_MAX} karakter, untuk SMS dan daftar. Contoh: Kec. Genteng`}
          />
          <TextField name="district" label="Kecamatan" typed={typed} max={120} />
          <UnitField
            name="parent"
            label="Bagian dari"
            value={typed.get('parent')}
            hint="Kosong bila berdiri sendiri."
          />
          <TextField name="place" label="Alamat atau patokan" typed={typed} max={200} />
          <TextField
            name="oldNames"
            label="Nama lama"
            typed={typed}
            max={800}
            rows={3}
            hint="Satu nama per baris. SKPD tetap ditemukan dengan nama ini."
          />
        </div>
        <UnitNames choices={choices.filter(({ id }) => id !== unit?.id)} />
        <p class="form-foot">
          <button type="submit" class="primary">
            Simpan
          </button>
          <a href={back}>Batal</a>
        </p>
      </form>
    </Page>
  );
};

/** A unit as the fields of its form. */
export const unitFields = (
  unit: UnitRow | undefined,
  parent: UnitRow | undefined,
  seenChangeId: number,
): FormFields =>
  fieldsOf([
    ['seenChangeId', String(seenChangeId)],
    ['name', unit?.name ?? ''],
    ['shortName', unit?.shortName ?? ''],
    ['district', unit?.district ?? ''],
    ['parent', parent?.shortName ?? ''],
    ['place', unit?.place ?? ''],
    ['oldNames', unit?.oldNames.join('\n') ?? ''],
  ]);

/** @throws DomainError `invalid` for a parent that is no unit; the rest is the action's own business */
export const unitIn = (
  typed: FormFields,
  choices: readonly UnitChoice[],
  active: boolean,
): UnitFields & { seenChangeId: number } => ({
  name: typedText(typed.get('name')),
  shortName: typedText(typed.get('shortName')),
  district: typedText(typed.get('district')),
  parentId: chosenUnit(choices, typed.get('parent'))?.id ?? null,
  place: typedText(typed.get('place')),
  oldNames: typedText(typed.get('oldNames')).split('\n'),
  active,
  seenChangeId: Number(typed.get('seenChangeId')) || 0,
});
