import { DomainError } from '../../db/rules/errors.ts';
import { rowNumber } from '../http/formFields.ts';

/** The row that an address names. @throws DomainError `not_found` for what no row can be called */
export function rowIn(raw: string): number {
  const id = rowNumber(raw);
  if (id === undefined) throw new DomainError('not_found', 'Halaman ini tidak ada.');
  return id;
}
