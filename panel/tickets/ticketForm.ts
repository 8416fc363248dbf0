import { randomUUID } from 'node:crypto';
import { DomainError } from '../../db/rules/errors.ts';
import { isPriority, type Priority } from '../../db/rules/priority.ts';
import { type FormFields, rowNumber, typedText } from '../http/formFields.ts';

/**
 * The one form of a ticket's page, as it was typed. Every button sends all of it, so whatever one of them leads to,
 * what was typed in the other fields is still there.
 */
export interface TicketForm {
  text: string;
  note: string;
  /** Made with the form: the same reply is never queued twice. */
  formId: string;
  /** The newest answer that the form showed: another's in between is told before a second one goes out. */
  seenReplyId: string;
  seenTechnicianId: string;
  /** '' when nothing was chosen. */
  priority: string;
  technicianId: string;
}

export const emptyForm = (): TicketForm => ({
  text: '',
  note: '',
  formId: randomUUID(),
  seenReplyId: '',
  seenTechnicianId: '',
  priority: '',
  technicianId: '',
});

export function readForm(fields: FormFields): TicketForm {
  const formId = fields.get('formId');
  return {
    text: typedText(fields.get('text')),
    note: typedText(fields.get('note')),
    formId: /^[\w-]{8,64}$/.test(formId) ? formId : randomUUID(),
    seenReplyId: fields.get('seenReplyId'),
    seenTechnicianId: fields.get('seenTechnicianId'),
    priority: fields.get('priority'),
    technicianId: fields.get('technicianId'),
  };
}

/** @throws DomainError `invalid` */
export function parsePriority(form: TicketForm): Priority {
  if (!isPriority(form.priority)) throw new DomainError('invalid', 'Pilih prioritas.');
  return form.priority;
}

/** @throws DomainError `invalid` */
export function parseAssignment(form: TicketForm): { technicianId: number; seenTechnicianId: number | null } {
  const technicianId = rowNumber(form.technicianId);
  if (technicianId === undefined) throw new DomainError('invalid', 'Pilih seorang teknisi.');
  return { technicianId, seenTechnicianId: rowNumber(form.seenTechnicianId) ?? null };
}
