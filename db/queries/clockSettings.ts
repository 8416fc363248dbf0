import { asc, eq } from 'drizzle-orm';
import type { Db } from '../open.ts';
import { type ClockSettings, readClockSettings } from '../rules/clocks/clockSettings.ts';
import { categories } from '../schema/tickets.ts';
import { readSetting } from '../setting.ts';

export const clockSettings = (db: Db): ClockSettings => readClockSettings(readSetting(db, 'clocks'));

/** The categories that a repair target may differ for. */
export const activeCategories = (db: Db): { id: number; name: string }[] =>
  db
    .select({ id: categories.id, name: categories.name })
    .from(categories)
    .where(eq(categories.active, true))
    .orderBy(asc(categories.id))
    .all();
