import type { FormFields } from '../http/formFields.ts';

interface TextFieldProps {
  name: string;
  label: string;
  typed: FormFields;
  max: number;
  hint?: string;
  type?: 'text' | 'tel';
  required?: boolean;
  autofocus?: boolean;
  /** Several lines. */
  rows?: number;
}

/** A field of words with its hint. */
export const TextField = ({ name, label, typed, max, hint, rows, type, ...rest }: TextFieldProps) => {
  const shared = {
    id: name,
    name,
    maxlength: max,
    dir: type === 'tel' ? undefined : ('auto' as const),
    'aria-describedby': hint ? `${name}-hint` : undefined,
    ...rest,
  };
  return (
    <div class={rows === undefined ? 'field' : 'field field-wide'}>
      <label for={name}>{label}</label>
      {rows === undefined ? (
        <input {...shared} type={type} value={typed.get(name)} autocomplete="off" />
      ) : (
        <textarea {...shared} rows={rows}>{`\n${typed.get(name)}`}</textarea>
      )}
      {hint && (
        <p id={`${name}-hint`} class="hint">
          {hint}
        </p>
      )}
    </div>
  );
};
