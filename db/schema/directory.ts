import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { DirectoryActKind } from '../rules/directory/directoryAct.ts';

export type RegistrationState = 'waiting' | 'confirmed' | 'refused';

/** `DAFTAR nama#unit` of a number, in the sender's words; at most one of a number waits. */
export const registrations = sqliteTable('registrations', {
  id: integer('id').primaryKey(),
  phone: text('phone').notNull(),
  name: text('name').notNull(),
  unitWords: text('unit_words').notNull(),
  state: text('state').$type<RegistrationState>().notNull().default('waiting'),
  askedAtMs: integer('asked_at_ms').notNull(),
  decidedAtMs: integer('decided_at_ms'),
  decidedBy: integer('decided_by'),
  reason: text('reason'),
});

/** What an admin did to the directory at one stroke, so that it can be undone as one. */
export const directoryActs = sqliteTable('directory_acts', {
  id: integer('id').primaryKey({ autoIncrement: true }),
  kind: text('kind').$type<DirectoryActKind>().notNull(),
  userId: integer('user_id'),
  atMs: integer('at_ms').notNull(),
  undoneAtMs: integer('undone_at_ms'),
  undoneBy: integer('undone_by'),
});

/** The rows that an act changed, whole, as they were and as they became; null where there was or is none. */
export const directoryChanges = sqliteTable('directory_changes', {
  id: integer('id').primaryKey({ autoIncrement: true }),
  actId: integer('act_id').notNull(),
  subject: text('subject').$type<'unit' | 'contact' | 'ticket'>().notNull(),
  subjectId: integer('subject_id').notNull(),
  before: text('before'),
  after: text('after'),
});

/** Which ticket a form has opened: a second click opens no other. */
export const openingForms = sqliteTable('opening_forms', {
  formId: text('form_id').primaryKey(),
  ticketId: integer('ticket_id').notNull(),
  userId: integer('user_id'),
});
