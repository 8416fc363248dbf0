import { sql } from 'drizzle-orm';
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { MessageKind } from '../rules/messageKind.ts';
import type { Priority } from '../rules/priority.ts';
import type { EventKind } from '../rules/ticketEvent.ts';
import type { RejectedAs, TicketStatus } from '../rules/ticketLifecycle.ts';

/** What complaints are about; `hardware` is what may wait for a part (SOP 7). */
export const categories = sqliteTable('categories', {
  id: integer('id').primaryKey(),
  name: text('name').notNull(),
  hardware: integer('hardware', { mode: 'boolean' }).notNull().default(false),
  active: integer('active', { mode: 'boolean' }).notNull().default(true),
});

/** How a complaint came in; somebody who stands at the desk counts as a call (SOP 4). */
export type TicketChannel = 'sms' | 'phone' | 'email' | 'web';

export const tickets = sqliteTable('tickets', {
  id: integer('id').primaryKey({ autoIncrement: true }),
  status: text('status').$type<TicketStatus>().notNull(),
  priority: text('priority').$type<Priority>().notNull(),
  /** Generated: 4 emergency … 1 low. */
  priorityRank: integer('priority_rank').generatedAlwaysAs(sql``, { mode: 'stored' }).notNull(),
  /** Generated: whether work is left to do. */
  open: integer('open', { mode: 'boolean' }).generatedAlwaysAs(sql``, { mode: 'stored' }).notNull(),
  channel: text('channel').$type<TicketChannel>().notNull(),
  /** E.164; null for a caller without a number. */
  reporterPhone: text('reporter_phone'),
  /** As it was told to whoever opened the ticket; the directory may know better. */
  reporterName: text('reporter_name'),
  /** Of the day it was opened: a contact who moves leaves old tickets where they were. */
  unitId: integer('unit_id'),
  categoryId: integer('category_id'),
  /** Room or building, in words. */
  place: text('place'),
  subject: text('subject').notNull(),
  technicianId: integer('technician_id'),
  /** The reporter wrote last and no human answer has been queued since. */
  awaitsReply: integer('awaits_reply', { mode: 'boolean' }).notNull().default(true),
  /** The technician's visit. */
  scheduledAtMs: integer('scheduled_at_ms'),
  /** Chosen for this ticket alone, such as `120m` or `1d`; null: by priority and category. */
  repairTarget: text('repair_target'),
  repairTargetReason: text('repair_target_reason'),
  createdAtMs: integer('created_at_ms').notNull(),
  updatedAtMs: integer('updated_at_ms').notNull(),
  assignedAtMs: integer('assigned_at_ms'),
  /** When the network accepted the first answer by a human (DESIGN 24). */
  firstReplyAtMs: integer('first_reply_at_ms'),
  acceptedAtMs: integer('accepted_at_ms'),
  departedAtMs: integer('departed_at_ms'),
  arrivedAtMs: integer('arrived_at_ms'),
  /** While it is pending: an id of rules/pauseReason.ts, since when, until which date (`2026-01-12`), in words. */
  pendingReason: text('pending_reason'),
  pendingSinceMs: integer('pending_since_ms'),
  pendingUntil: text('pending_until'),
  pendingNote: text('pending_note'),
  closedAtMs: integer('closed_at_ms'),
  closingNote: text('closing_note'),
  rejectedAs: text('rejected_as').$type<RejectedAs>(),
  reopenedCount: integer('reopened_count').notNull().default(0),
  mergedInto: integer('merged_into'),
  /** The reporter's, 1 to 5. */
  rating: integer('rating'),
  ratedAtMs: integer('rated_at_ms'),
  ratingChanges: integer('rating_changes').notNull().default(0),
  /** When an admin looked at a low one. */
  ratingSeenAtMs: integer('rating_seen_at_ms'),
  /** Whoever has it may look the ticket up: 24 hexadecimal digits, made by the database. */
  statusToken: text('status_token').notNull().default(sql`(lower(hex(randomblob(12))))`),
});

/** What was said, in both directions and over every channel; without a ticket it is in a tray. */
export const messages = sqliteTable('messages', {
  id: integer('id').primaryKey({ autoIncrement: true }),
  ticketId: integer('ticket_id'),
  direction: text('direction').$type<'in' | 'out' | 'note'>().notNull(),
  channel: text('channel').$type<TicketChannel | 'panel'>().notNull(),
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
