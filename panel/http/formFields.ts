import { DomainError } from '../../db/rules/errors.ts';
import type { PanelContext } from '../deps.ts';

/** The fields of a posted form; a name that was not sent reads as ''. */
export interface FormFields {
  get(name: string): string;
}

/** @throws DomainError `invalid` for a body that is not the form it says it is */
export async function formFields(c: PanelContext): Promise<FormFields> {
  const body: Record<string, unknown> = await c.req.parseBody().catch(() => {
    throw new DomainError('invalid', 'Formulir ini tidak dapat dibaca.');
  });
  return {
    get(name) {
      const value = Object.hasOwn(body, name) ? body[name] : '';
      return typeof value === 'string' ? value : '';
    },
  };
}

/** A row's number as our own forms and addresses write it; undefined for anything else. */
export const rowNumber = (raw: string): number | undefined =>
  /^[1-9]\d{0,14}$/.test(raw) ? Number(raw) : undefined;

/**
 * What a person typed, as it will be stored and sent: line ends as `\n`, without the control characters that no
 * keyboard types. Left whole otherwise, with the blanks at its ends.
 */
export const typedText = (raw: string): string =>
  raw
    .replace(/\r\n?/g, '\n')
    .replace(/\t/g, ' ')
    .replace(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/g, '');
