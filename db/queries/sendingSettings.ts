import type { Db } from '../open.ts';
import { readSendingSettings, type SendingSettings } from '../rules/sendingSettings.ts';
import { readSetting } from '../setting.ts';

/** How SMS are to be sent; what was never set, or cannot be read, has its default. */
export const sendingSettings = (db: Db): SendingSettings => readSendingSettings(readSetting(db, 'sending'));
