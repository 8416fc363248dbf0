import type { Db } from '../open.ts';
import { readWatchSettings, type WatchSettings } from '../rules/watchSettings.ts';
import { readSetting } from '../setting.ts';

export const watchSettings = (db: Db): WatchSettings => readWatchSettings(readSetting(db, 'watch'));
