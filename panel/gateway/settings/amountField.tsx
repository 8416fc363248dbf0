import { DomainError } from '../../../db/rules/errors.ts';
import type { FormFields } from '../../http/formFields.ts';

interface FieldProps {
  name: string;
  label: string;
  typed: FormFields;
  amount?: true;
  hint?: string;
}

/** A short field with its hint. */
export const Field = ({ name, label, typed, amount, hint }: FieldProps) => (
  <div class="field">
    <label for={name}>{label}</label>
    <input
      id={name}
      name={name}
      inputmode={amount && 'decimal'}
      maxlength={20}
      value={typed.get(name)}
      aria-describedby={hint ? `${name}-hint` : undefined}
    />
    {hint && (
      <p id={`${name}-hint`} class="hint">
        {hint}
      </p>
    )}
  </div>
);

/** `2,5` as Indonesia writes it; '' for none. */
export const showAmount = (value: number | null): string =>
  value === null ? '' : String(value).replace('.', ',');

/**
 * `2,5` and `2.5` alike; '' is null.
 * @throws DomainError `invalid` for what is no number; its bounds are the settings' own business.
 */
export function amountIn(fields: FormFields, name: string, label: string): number | null {
  const typed = fields.get(name).trim();
  if (typed === '') return null;
  if (!/^\d{1,9}([.,]\d{1,3})?$/.test(typed))
    throw new DomainError('invalid', `${label}: "${typed}" bukan angka.`);
  return Number(typed.replace(',', '.'));
}

/** @throws DomainError `invalid` when it was left empty, too. */
export function neededAmountIn(fields: FormFields, name: string, label: string): number {
  const value = amountIn(fields, name, label);
  if (value === null) throw new DomainError('invalid', `${label} belum diisi.`);
  return value;
}

/** Settings as the fields of their form, so that a form shows alike what is stored and what was typed. */
export function fieldsOf(entries: readonly (readonly [name: string, value: string])[]): FormFields {
  const values = new Map(entries);
  return { get: (name) => values.get(name) ?? '' };
}
