import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { AbsenceKind } from '../rules/absence.ts';

/** Days on which a technician gets no new work, `2026-01-05` to `2026-01-14`, both included. */
export const absences = sqliteTable('absences', {
  id: integer('id').primaryKey(),
  technicianId: integer('technician_id').notNull(),
  kind: text('kind').$type<AbsenceKind>().notNull(),
  fromDate: text('from_date').notNull(),
  toDate: text('to_date').notNull(),
  note: text('note'),
  /** The one that this was before it was changed; that one is withdrawn. */
  replaces: integer('replaces'),
  recordedBy: integer('recorded_by').notNull(),
  recordedAtMs: integer('recorded_at_ms').notNull(),
  withdrawnBy: integer('withdrawn_by'),
  withdrawnAtMs: integer('withdrawn_at_ms'),
});

/** What a technician is good at. */
export const technicianSkills = sqliteTable(
  'technician_skills',
  {
    technicianId: integer('technician_id').notNull(),
    categoryId: integer('category_id').notNull(),
  },
  (t) => [primaryKey({ columns: [t.technicianId, t.categoryId] })],
);

/** How many open tickets a technician is given at the most; without a row there is no limit. */
export const technicianLimits = sqliteTable('technician_limits', {
  technicianId: integer('technician_id').primaryKey(),
  ticketsMax: integer('tickets_max').notNull(),
});
