import { type FormFields, rowNumber } from '../../http/formFields.ts';

/** The newest change that a form of the calendar showed; 0 for none. */
export const seenIn = (typed: FormFields): number => rowNumber(typed.get('seenChangeId')) ?? 0;
