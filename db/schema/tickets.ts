import { sql } from 'drizzle-orm';
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { MessageKind } from '../rules/messageKind.ts';
import type { Priority } from '../rules/priority.ts';
import type { EventKind } from '../rules/ticketEvent.ts';
import type { TicketStatus } from '../rules/ticketLifecycle.ts';

export const tickets = sqliteTable('tickets', {
  id: integer('id').primaryKey({ autoIncrement: true }),
  status: text('status').$type<TicketStatus>().notNull(),
  priority: text('priority').$type<Priority>().notNull(),
  /** Generated: 4 emergency … 1 low. */
  priorityRank: integer('priority_rank').generatedAlwaysAs(sql``, { mode: 'stored' }).notNull(),
  /** Generated: whether work is left to do. */
  open: integer('open', { mode: 'boolean' }).generatedAlwaysAs(sql``, { mode: 'stored' }).notNull(),
  channel: text('channel').$type<'sms' | 'phone' | 'email'>().notNull(),
  reporterPhone: text('reporter_phone').notNull(),
  unitId: integer('unit_id'),
  subject: text('subject').notNull(),
  technicianId: integer('technician_id'),
  /** The reporter wrote last and no human answer has been queued since. */
  awaitsReply: integer('awaits_reply', { mode: 'boolean' }).notNull().default(true),
  createdAtMs: integer('created_at_ms').notNull(),
  updatedAtMs: integer('updated_at_ms').notNull(),
  assignedAtMs: integer('assigned_at_ms'),
  /** When the network accepted the first answer by a human (DESIGN 24). */
  firstReplyAtMs: integer('first_reply_at_ms'),
  closedAtMs: integer('closed_at_ms'),
  closingNote: text('closing_note'),
});

/** What was said, in both directions and over every channel; without a ticket it is in a tray. */
export const messages = sqliteTable('messages', {
  id: integer('id').primaryKey({ autoIncrement: true }),
  ticketId: integer('ticket_id'),
  direction: text('direction').$type<'in' | 'out' | 'note'>().notNull(),
  channel: text('channel').$type<'sms' | 'phone' | 'email' | 'panel'>().notNull(),
  kind: text('kind').$type<MessageKind>().notNull(),
  peer: text('peer'),
  authorId: integer('author_id'),
  text: text('text').notNull(),
  incomplete: integer('incomplete', { mode: 'boolean' }).notNull().default(false),
  atMs: integer('at_ms').notNull(),
  reviewedAtMs: integer('reviewed_at_ms'),
  reviewedBy: integer('reviewed_by'),
});

/** Who did what to a ticket, when: the truth for clocks and history (DESIGN 6). */
export const ticketEvents = sqliteTable('ticket_events', {
  id: integer('id').primaryKey({ autoIncrement: true }),
  ticketId: integer('ticket_id').notNull(),
  kind: text('kind').$type<EventKind>().notNull(),
  userId: integer('user_id'),
  phone: text('phone'),
  detail: text('detail', { mode: 'json' }).$type<Record<string, string | number>>().notNull(),
  atMs: integer('at_ms').notNull(),
});
