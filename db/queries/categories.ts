import { asc, desc, eq } from 'drizzle-orm';
import type { Db } from '../open.ts';
import { categories } from '../schema/tickets.ts';

export type Category = typeof categories.$inferSelect;

/** All of them, those in use first. */
export const allCategories = (db: Db): Category[] =>
  db.select().from(categories).orderBy(desc(categories.active), asc(categories.id)).all();

/** Those that a ticket may get. */
export const activeCategories = (db: Db): Category[] =>
  db.select().from(categories).where(eq(categories.active, true)).orderBy(asc(categories.id)).all();
