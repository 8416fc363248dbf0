import type { PartFields } from '../../db/rules/stock/partFields.ts';
import { type FormFields, typedText } from '../http/formFields.ts';
import { Alert } from '../views/notices.tsx';
import { wholeNumber } from './wholeNumber.ts';

/** As it was filled in. */
export interface PartForm {
  name: string;
  countedIn: string;
  minimum: string;
  shelf: string;
  active: string;
  /** Of a new one: how many lie there already. */
  quantity: string;
}

export const readPartForm = (fields: FormFields): PartForm => ({
  name: typedText(fields.get('name')),
  countedIn: typedText(fields.get('countedIn')),
  minimum: fields.get('minimum'),
  shelf: typedText(fields.get('shelf')),
  active: fields.get('active'),
  quantity: fields.get('quantity'),
});

export const partFormOf = (part: PartFields): PartForm => ({
  name: part.name,
  countedIn: part.countedIn,
  minimum: String(part.minimum),
  shelf: part.shelf ?? '',
  active: part.active ? 'ya' : '',
  quantity: '0',
});

export const EMPTY_PART_FORM: PartForm = {
  name: '',
  countedIn: 'buah',
  minimum: '0',
  shelf: '',
  active: 'ya',
  quantity: '0',
};

export const partFieldsIn = (form: PartForm): PartFields => ({
  name: form.name,
  countedIn: form.countedIn,
  minimum: wholeNumber(form.minimum),
  shelf: form.shelf.trim() === '' ? null : form.shelf,
  active: form.active !== '',
});

interface FieldsProps {
  form: PartForm;
  problem: string | undefined;
  isNew: boolean;
}

export const PartFormFields = ({ form, problem, isNew }: FieldsProps) => (
  <>
    {problem && <Alert id="part-problem">{problem}</Alert>}
    <div class="fields">
      <Field name="name" label="Nama" value={form.name} max={60} problem={problem} />
      <Field name="countedIn" label="Satuan" hint="buah, meter, dus …" value={form.countedIn} max={20} />
      {isNew && <Field name="quantity" label="Jumlah yang ada sekarang" value={form.quantity} numeric />}
      <Field
        name="minimum"
        label="Minimum"
        hint="kurang dari ini ditandai; 0: tidak pernah"
        value={form.minimum}
        numeric
      />
      <Field name="shelf" label="Rak atau tempat" hint="boleh kosong" value={form.shelf} max={40} />
    </div>
    {!isNew && (
      <label class="check">
        <input type="checkbox" name="active" value="ya" checked={form.active !== ''} />
        Masih dipakai (ditawarkan di halaman tiket)
      </label>
    )}
  </>
);

interface FieldProps {
  name: keyof PartForm;
  label: string;
  hint?: string;
  value: string;
  max?: number;
  numeric?: boolean;
  problem?: string | undefined;
}

const Field = ({ name, label, hint, value, max, numeric = false, problem }: FieldProps) => (
  <div class="field">
    <label for={name}>
      {label} {hint && <span class="hint">({hint})</span>}
    </label>
    <input
      id={name}
      name={name}
      value={value}
      autocomplete="off"
      {...(numeric ? { inputmode: 'numeric' as const } : { dir: 'auto' as const })}
      {...(max === undefined ? {} : { maxlength: max })}
      aria-describedby={problem ? 'part-problem' : undefined}
    />
  </div>
);
