import type { Suggestion } from '../../db/rules/technicianSuggestion.ts';

interface OptionsProps {
  suggestions: readonly Suggestion[];
  /** The technician's number; '' for none. */
  chosen: string;
}

/** Technicians in the order in which they are suggested, with the reasons; who is away or has enough is grey. */
export const SuggestionOptions = ({ suggestions, chosen }: OptionsProps) => (
  <>
    {suggestions.map(({ technicianId, name, reasons, unavailable }) => (
      <option
        key={technicianId}
        value={technicianId}
        selected={String(technicianId) === chosen}
        class={unavailable && 'unavailable'}
      >
        {`${name} — ${reasons.join(', ')}`}
      </option>
    ))}
  </>
);

/** Needed to give work to who is away or has enough: a tick, not a question after the click (R43). */
export const EvenIfUnavailable = ({
  suggestions,
  checked,
}: {
  suggestions: readonly Suggestion[];
  checked: boolean;
}) =>
  suggestions.some(({ unavailable }) => unavailable !== undefined) ? (
    <label class="check">
      <input type="checkbox" name="evenIfUnavailable" value="ya" checked={checked} />
      Tetap tugaskan walau sedang tidak masuk atau sudah penuh
    </label>
  ) : null;
