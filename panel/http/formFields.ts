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

/** What no form may carry on, not even through our own sign-in page. */
const SECRET = /password|sandi|pin|code|kode/i;
/** A form that is larger than this was never typed. */
const TYPED_CHARS_MAX = 20_000;

/** All that was typed into a posted form, secrets left out, so that it can be shown again after signing in (R42). */
export async function typedFields(c: PanelContext): Promise<Record<string, string>> {
  // A form with a file is not typed again in any case, and may be large.
  if (c.req.header('Content-Type')?.startsWith('multipart/')) return {};
  const body: Record<string, unknown> = await c.req.parseBody().catch(() => ({}));
  const typed = Object.entries(body).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string' && !SECRET.test(entry[0]),
  );
  const chars = typed.reduce((sum, [name, value]) => sum + name.length + value.length, 0);
  return chars > TYPED_CHARS_MAX ? {} : Object.fromEntries(typed);
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
