import type { FormFields } from '../../http/formFields.ts';

/** What was typed, with the hours of a preset in the place of those of the grid. */
export function withPreset(typed: FormFields, week: readonly [name: string, value: string][]): FormFields {
  const hours = new Map(week);
  return { get: (name) => (name.startsWith('day-') ? (hours.get(name) ?? '') : typed.get(name)) };
}
