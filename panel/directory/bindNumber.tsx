import type { BindingHint } from '../../db/queries/bindingHint.ts';
import type { UnitChoice } from '../../db/queries/unitDirectory.ts';
import { chosenUnit } from '../../db/rules/directory/chosenUnit.ts';
import { DomainError } from '../../db/rules/errors.ts';
import { showPhoneNumber } from '../../db/rules/phoneNumber.ts';
import { typedText } from '../http/formFields.ts';
import { ActionButton } from '../views/actionButton.tsx';
import { Alert } from '../views/notices.tsx';
import { UnitField } from './unitField.tsx';

interface BindProps {
  /** E.164; null for a caller who left none: the unit is then the ticket's alone. */
  phone: string | null;
  /** Where the button leads. */
  action: string;
  /** What was typed, else what may be meant. */
  shown: BindingHint;
  /** Tells the fields of several such parts of a page apart. */
  id: string | number;
  problem?: string | undefined;
}

/**
 * "Ini dari SKPD …" for a number that nobody knows: part of the form that it stands in. The page has UnitNames, too.
 * Fields: `bindUnit`, `bindName`.
 */
export const BindNumber = ({ phone, action, shown, id, problem }: BindProps) => (
  <section class="change bind" aria-label="Asal pelapor">
    {problem && <Alert id={`bind-problem-${id}`}>{problem}</Alert>}
    <div class="fields">
      <UnitField
        id={`bindUnit-${id}`}
        name="bindUnit"
        label={phone === null ? 'Ini dari SKPD' : `${showPhoneNumber(phone)} dari SKPD`}
        value={shown.unit}
      />
      {phone !== null && (
        <div class="field">
          <label for={`bindName-${id}`}>Nama, bila diketahui</label>
          <input
            id={`bindName-${id}`}
            name="bindName"
            maxlength={80}
            dir="auto"
            autocomplete="off"
            value={shown.name}
          />
        </div>
      )}
    </div>
    <ActionButton action={action}>{phone === null ? 'Simpan SKPD' : 'Ini dari SKPD itu'}</ActionButton>
    {phone !== null && (
      <p class="hint">Diingat untuk pengaduan berikutnya, dan dipasang pada tiketnya yang masih terbuka.</p>
    )}
  </section>
);

/** @throws DomainError `invalid` when no unit, or none that exists, was named */
export function bindingIn(
  form: { bindUnit: string; bindName: string },
  choices: readonly UnitChoice[],
): { unitId: number; name: string | null } {
  const unit = chosenUnit(choices, form.bindUnit);
  if (!unit) throw new DomainError('invalid', 'Isi SKPD-nya dahulu.');
  return { unitId: unit.id, name: typedText(form.bindName).trim() || null };
}
