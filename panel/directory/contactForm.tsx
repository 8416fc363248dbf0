import type { ContactRow } from '../../db/queries/contactDirectory.ts';
import type { UnitChoice } from '../../db/queries/unitDirectory.ts';
import { chosenUnit } from '../../db/rules/directory/chosenUnit.ts';
import type { ContactFields } from '../../db/rules/directory/contactFields.ts';
import { readPhoneField } from '../../db/rules/directory/phoneField.ts';
import { DomainError } from '../../db/rules/errors.ts';
import { type PhoneNumber, showPhoneNumber } from '../../db/rules/phoneNumber.ts';
import { fieldsOf } from '../gateway/settings/amountField.tsx';
import { type FormFields, typedText } from '../http/formFields.ts';
import type { Frame } from '../views/frame.ts';
import { Page } from '../views/page.tsx';
import { DirectoryHead } from './directoryHead.tsx';
import { TextField } from './textField.tsx';
import { UnitField, UnitNames } from './unitField.tsx';

const PHONE_FIELDS = 6;

interface ContactFormProps {
  frame: Frame;
  /** Undefined for a new one. */
  contact: ContactRow | undefined;
  choices: readonly UnitChoice[];
  typed: FormFields;
  problem: string | undefined;
}

export const ContactFormView = ({ frame, contact, choices, typed, problem }: ContactFormProps) => {
  const title = contact ? `Ubah ${contact.name ?? 'orang ini'}` : 'Orang baru';
  const back = contact ? `/direktori/orang/${contact.id}` : '/direktori';
  const used = phoneNames.filter((name) => typed.get(name) !== '').length;
  return (
    <Page frame={frame} title={title}>
      <p class="crumb">
        <a href={back}>{contact ? (contact.name ?? 'Kembali') : 'Direktori'}</a>
      </p>
      <DirectoryHead title={title} told={undefined} problem={problem} />
      <form
        class="settings record-form"
        method="post"
        action={contact ? `${back}/ubah` : '/direktori/orang/baru'}
      >
        <input type="hidden" name="seenChangeId" value={typed.get('seenChangeId')} />
        <div class="fields">
          <TextField name="name" label="Nama" typed={typed} max={80} autofocus />
          <UnitField name="unit" label="SKPD" value={typed.get('unit')} hint="Ketik sebagian namanya." />
          <TextField name="position" label="Jabatan" typed={typed} max={80} />
        </div>
        <fieldset class="phones">
          <legend>Nomor telepon</legend>
          <div class="fields">
            {phoneNames.slice(0, Math.min(PHONE_FIELDS, Math.max(3, used + 1))).map((name, i) => (
              <TextField
                key={name}
                name={name}
                label={i === 0 ? 'Nomor utama' : `Nomor ${i + 1}`}
                typed={typed}
                max={40}
                type="tel"
                {...(i === 0
                  ? { hint: 'HP atau telepon kantor dengan kode wilayah. Satu nomor per kolom.' }
                  : {})}
              />
            ))}
          </div>
        </fieldset>
        <div class="fields">
          <TextField name="notes" label="Catatan" typed={typed} max={500} rows={3} />
        </div>
        <UnitNames choices={choices} />
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

const phoneNames = Array.from({ length: PHONE_FIELDS }, (_, i) => `phone-${i}`);

/** A person as the fields of the form. */
export const contactFields = (
  contact: Pick<ContactRow, 'name' | 'unit' | 'position' | 'notes' | 'phones'> | undefined,
  seenChangeId: number,
): FormFields =>
  fieldsOf([
    ['seenChangeId', String(seenChangeId)],
    ['name', contact?.name ?? ''],
    ['unit', contact?.unit ?? ''],
    ['position', contact?.position ?? ''],
    ['notes', contact?.notes ?? ''],
    ...(contact?.phones ?? []).map((phone, i): [string, string] => [`phone-${i}`, showPhoneNumber(phone)]),
  ]);

/** @throws DomainError `invalid` with all that is wrong with the numbers, or for a unit that is none */
export const contactIn = (
  typed: FormFields,
  choices: readonly UnitChoice[],
  active: boolean,
): ContactFields & { seenChangeId: number } => ({
  name: typedText(typed.get('name')),
  unitId: chosenUnit(choices, typed.get('unit'))?.id ?? null,
  position: typedText(typed.get('position')),
  notes: typedText(typed.get('notes')),
  active,
  phones: phonesIn(phoneNames.map((name) => typed.get(name))),
  seenChangeId: Number(typed.get('seenChangeId')) || 0,
});

function phonesIn(typed: readonly string[]): PhoneNumber[] {
  const read = typed.filter((text) => text.trim() !== '').map(readPhoneField);
  const faults = read.flatMap((field) => ('fault' in field ? [field.fault] : []));
  if (faults.length > 0) throw new DomainError('invalid', faults.join(' '));
  return read.flatMap((field) => ('phone' in field ? [field.phone] : []));
}
