import { eq } from 'drizzle-orm';
import type { Db } from '../open.ts';
import { readWatchSettings, type WatchSettings } from '../rules/watchSettings.ts';
import { settings } from '../schema/people.ts';

export const watchSettings = (db: Db): WatchSettings =>
  readWatchSettings(
    db.select({ value: settings.value }).from(settings).where(eq(settings.name, 'watch')).get()?.value,
  );
