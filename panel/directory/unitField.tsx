import type { UnitChoice } from '../../db/queries/unitDirectory.ts';

/** More than this are found by typing and the answer to a wrong name, not by a list in the page. */
const OPTIONS_MAX = 400;

/** The names that a field with `list="unit-names"` offers while one types; once a page. */
export const UnitNames = ({ choices }: { choices: readonly UnitChoice[] }) => (
  <datalist id="unit-names">
    {choices.slice(0, OPTIONS_MAX).map((unit) => (
      <option key={unit.id} value={unit.shortName}>
        {unit.name === unit.shortName ? undefined : unit.name}
      </option>
    ))}
  </datalist>
);

type HtmxAttributes = { [name in `hx-${string}`]?: string };

interface UnitFieldProps {
  /** @default the name */
  id?: string;
  name: string;
  label: string;
  value: string;
  hint?: string;
  required?: boolean;
  autofocus?: boolean;
}

/** A unit found by typing: any of its names will do. */
export const UnitField = ({
  name,
  id = name,
  label,
  value,
  hint,
  ...rest
}: UnitFieldProps & HtmxAttributes) => (
  <div class="field">
    <label for={id}>{label}</label>
    <input
      id={id}
      name={name}
      list="unit-names"
      autocomplete="off"
      maxlength={120}
      dir="auto"
      value={value}
      aria-describedby={hint ? `${id}-hint` : undefined}
      {...rest}
    />
    {hint && (
      <p id={`${id}-hint`} class="hint">
        {hint}
      </p>
    )}
  </div>
);
