import { eq } from 'drizzle-orm';
import type { Db } from '../open.ts';
import { settings } from '../schema/people.ts';

/** Whether the database holds a demonstration; every page of the panel then says so. */
export const isDemo = (db: Db): boolean =>
  db.select().from(settings).where(eq(settings.name, 'use')).get()?.value === 'demo';
