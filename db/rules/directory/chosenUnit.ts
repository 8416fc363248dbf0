import { DomainError } from '../errors.ts';
import { likelyUnits, type NamedUnit, unitNamed } from './unitNames.ts';

/**
 * The unit that somebody typed or took from the list: by short, official or old name.
 * @returns undefined for an empty field
 * @throws DomainError `invalid` naming those that may be meant
 */
export function chosenUnit<T extends NamedUnit>(units: readonly T[], typed: string): T | undefined {
  if (typed.trim() === '') return undefined;
  const unit = unitNamed(units, typed);
  if (unit) return unit;
  const likely = likelyUnits(units, typed, 3).map(({ shortName }) => shortName);
  throw new DomainError(
    'invalid',
    likely.length > 0
      ? `SKPD "${typed.trim()}" tidak ada. Mungkin maksudnya: ${likely.join(', ')}.`
      : `SKPD "${typed.trim()}" tidak ada di direktori.`,
  );
}
