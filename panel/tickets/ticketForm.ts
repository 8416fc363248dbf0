import { randomUUID } from 'node:crypto';
import type { TicketFacts } from '../../db/actions/editTicket.ts';
import type { Pending } from '../../db/actions/pendTicket.ts';
import { DomainError } from '../../db/rules/errors.ts';
import { isPauseReason } from '../../db/rules/pauseReason.ts';
import { isPriority, type Priority } from '../../db/rules/priority.ts';
import { typedDate, typedMoment } from '../../db/rules/typedTime.ts';
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
  /** The newest line of the history that the form showed (R41). */
  seenEventId: string;
  /** What the next technician should know. */
  handOver: string;
  categoryId: string;
  place: string;
  repairTarget: string;
  repairTargetReason: string;
  visit: string;
  visitReason: string;
  pauseReason: string;
  pauseNote: string;
  pauseUntil: string;
  /** Why the ticket is declined, cancelled, rejected, taken back or opened again. */
  reason: string;
  internalNote: string;
  /** From which unit the number or the ticket is, and whose it is. */
  bindUnit: string;
  bindName: string;
  /** '' unless it was ticked. */
  evenIfUnavailable: string;
  /** Another ticket's number: into which it is merged, with which it is linked. */
  mergeInto: string;
  linkTo: string;
  linkReason: string;
  /** Of the messages that were offered, those that become a ticket of their own; numbers with commas between. */
  splitChosen: string;
  cannedReply: string;
  partSearch: string;
  partQuantity: string;
  partUntil: string;
  /** The newest of the ticket's parts that the form showed. */
  seenPartRequestId: string;
}

/** What people type or choose; the rest of the form is its own. */
const TYPED = [
  'text',
  'note',
  'priority',
  'technicianId',
  'handOver',
  'categoryId',
  'place',
  'repairTarget',
  'repairTargetReason',
  'visit',
  'visitReason',
  'pauseReason',
  'pauseNote',
  'pauseUntil',
  'reason',
  'internalNote',
  'bindUnit',
  'bindName',
  'evenIfUnavailable',
  'mergeInto',
  'linkTo',
  'linkReason',
  'cannedReply',
  'partSearch',
  'partQuantity',
  'partUntil',
] as const satisfies readonly (keyof TicketForm)[];

/** Choices are sent with every button: only words are worth a warning when they would be lost. */
const WORDS = [
  'text',
  'note',
  'handOver',
  'pauseNote',
  'reason',
  'visitReason',
  'internalNote',
  'linkReason',
] as const;

/** Whether something was written that no action has taken yet. */
export const hasWords = (form: TicketForm): boolean => WORDS.some((name) => form[name].trim() !== '');

export const emptyForm = (): TicketForm => readForm({ get: () => '' });

export function readForm(fields: FormFields): TicketForm {
  const formId = fields.get('formId');
  const typed = Object.fromEntries(TYPED.map((name) => [name, typedText(fields.get(name))])) as Record<
    (typeof TYPED)[number],
    string
  >;
  return {
    ...typed,
    formId: /^[\w-]{8,64}$/.test(formId) ? formId : randomUUID(),
    splitChosen: splitChosen(fields),
    seenReplyId: fields.get('seenReplyId'),
    seenTechnicianId: fields.get('seenTechnicianId'),
    seenEventId: fields.get('seenEventId'),
    seenPartRequestId: fields.get('seenPartRequestId'),
  };
}

/** The box beside a message that could become a ticket of its own. */
export const splitField = (messageId: number): string => `split-${messageId}`;

const splitChosen = (fields: FormFields): string =>
  fields
    .get('splitOffered')
    .split(',')
    .filter((id) => fields.get(splitField(Number(id))) !== '')
    .join(',');

/** Which fields an action uses up; what is written elsewhere stays. */
const USED_BY = {
  reply: ['text'],
  priority: ['priority'],
  assign: ['technicianId', 'handOver', 'evenIfUnavailable'],
  accept: [],
  travel: [],
  close: ['note'],
  sms: [],
  facts: ['categoryId', 'place', 'repairTarget', 'repairTargetReason'],
  visit: ['visit', 'visitReason'],
  pend: ['pauseReason', 'pauseNote', 'pauseUntil'],
  end: ['reason'],
  note: ['internalNote'],
  bind: ['bindUnit', 'bindName'],
  links: ['mergeInto', 'linkTo', 'linkReason'],
  parts: ['partSearch', 'partQuantity', 'partUntil'],
} as const satisfies Record<string, readonly (typeof TYPED)[number][]>;

/** The part of the form that an action belongs to, and where its failure is told. */
export type FormPart = keyof typeof USED_BY;

/** What of the form is still to be done after an action: what was written; choices show the ticket's own again. */
export function leftOver(at: FormPart, form: TicketForm): TicketForm {
  const words = Object.fromEntries(WORDS.map((name) => [name, form[name]]));
  const used = Object.fromEntries(USED_BY[at].map((name) => [name, '']));
  const formId = at === 'reply' ? randomUUID() : form.formId;
  return { ...emptyForm(), ...words, ...used, formId };
}

/** The newest line of the history that the form's page showed. */
export const parseSeen = (form: TicketForm): number | undefined => rowNumber(form.seenEventId);

/** @throws DomainError `invalid` */
export function parsePriority(form: TicketForm): Priority {
  if (!isPriority(form.priority)) throw new DomainError('invalid', 'Pilih prioritas.');
  return form.priority;
}

/** @throws DomainError `invalid` */
export function parseAssignment(form: TicketForm) {
  const technicianId = rowNumber(form.technicianId);
  if (technicianId === undefined) throw new DomainError('invalid', 'Pilih seorang teknisi.');
  const seenTechnicianId = rowNumber(form.seenTechnicianId) ?? null;
  const evenIfUnavailable = form.evenIfUnavailable !== '';
  return { technicianId, seenTechnicianId, note: form.handOver, evenIfUnavailable };
}

/** @throws DomainError `invalid` for what is no moment. */
export function parseVisit(form: TicketForm, nowMs: number, timeZone: string) {
  if (form.visit.trim() === '') return { atMs: null, reason: form.visitReason };
  const atMs = typedMoment(form.visit, nowMs, timeZone);
  if (atMs === undefined)
    throw new DomainError(
      'invalid',
      'Tulis jadwal seperti 13/01/2026 13.30: tanggal, bulan, tahun, lalu jam.',
    );
  return { atMs, reason: form.visitReason };
}

/** @throws DomainError `invalid` */
export function parsePending(form: TicketForm, today: string): Omit<Pending, 'ticketId'> {
  const { pauseReason: reason, pauseNote: note } = form;
  if (!isPauseReason(reason)) throw new DomainError('invalid', 'Pilih alasan menunda.');
  if (form.pauseUntil.trim() === '') {
    if (reason === 'part_on_order')
      throw new DomainError('invalid', 'Tulis perkiraan tanggal datangnya suku cadang.');
    return { reason, note };
  }
  const until = typedDate(form.pauseUntil, today);
  if (until === undefined) throw new DomainError('invalid', 'Tulis tanggal perkiraan seperti 13/01/2026.');
  return { reason, note, until };
}

export const parseFacts = (form: TicketForm): TicketFacts => ({
  categoryId: rowNumber(form.categoryId) ?? null,
  place: form.place,
  repairTarget: form.repairTarget === '' ? null : form.repairTarget,
  repairTargetReason: form.repairTargetReason,
});
