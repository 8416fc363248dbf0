import { randomUUID } from 'node:crypto';
import type { FieldWork } from '../../db/actions/fieldWork.ts';
import { DomainError } from '../../db/rules/errors.ts';
import { expectedDateIn } from '../../db/rules/expectedDate.ts';
import { isPauseReason, pauseReasonIn } from '../../db/rules/pauseReason.ts';
import { type FormFields, typedText } from '../http/formFields.ts';

/** The form of one card as it was filled in; every button of the card sends all of it. */
export interface TaskForm {
  formId: string;
  note: string;
  reason: string;
  part: string;
  /** As it was typed: `12/1`, `12/01/2026`, `besok`. A date field would show it in the browser's language (R67). */
  until: string;
}

export const emptyTaskForm = (): TaskForm => ({
  formId: randomUUID(),
  note: '',
  reason: '',
  part: '',
  until: '',
});

export function readTaskForm(fields: FormFields): TaskForm {
  const formId = fields.get('formId');
  return {
    formId: /^[\w-]{8,64}$/.test(formId) ? formId : randomUUID(),
    note: typedText(fields.get('note')),
    reason: fields.get('reason'),
    part: typedText(fields.get('part')).replace(/\n/g, ' '),
    until: fields.get('until').trim(),
  };
}

/** What the buttons are called in addresses. */
export const TASK_VERBS = {
  terima: 'accept',
  tolak: 'decline',
  berangkat: 'depart',
  tiba: 'arrive',
  tunda: 'pend',
  lanjut: 'resume',
  selesai: 'close',
} as const;
export type TaskVerb = keyof typeof TASK_VERBS;

export const isTaskVerb = (word: string | undefined): word is TaskVerb =>
  word !== undefined && Object.hasOwn(TASK_VERBS, word);

/**
 * What a button of the card orders.
 * @param today the local date, `2026-01-05`.
 * @throws DomainError `invalid` for a date that is none or lies in the past.
 */
export function workOf(verb: TaskVerb, form: TaskForm, today: string): FieldWork {
  const note = form.note.trim();
  switch (verb) {
    case 'tolak':
      return { verb: 'decline', reason: note };
    case 'selesai':
      return { verb: 'close', note };
    case 'tunda':
      return pause(form, note, today);
    default:
      return { verb: TASK_VERBS[verb] };
  }
}

/** Where no reason was chosen, the words say it. */
function pause(form: TaskForm, note: string, today: string): FieldWork {
  const part = form.part.trim();
  const words = [part === '' ? '' : `Suku cadang: ${part}`, note].filter((word) => word !== '').join('. ');
  const named = isPauseReason(form.reason) ? form.reason : undefined;
  const reason = named ?? (part === '' ? pauseReasonIn(note) : 'part_on_order');
  const until = form.until === '' ? undefined : expectedDateIn(form.until, today);
  if (form.until !== '' && until === undefined)
    throw new DomainError(
      'invalid',
      'Tanggal perkiraan tidak terbaca atau sudah lewat. Tulis misalnya 12/01/2026.',
    );
  return { verb: 'pend', reason, note: words, ...(until === undefined ? {} : { until }) };
}
