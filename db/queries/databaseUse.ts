import type { Db } from '../open.ts';
import { readSetting } from '../setting.ts';

/** Whether the database holds a demonstration; every page of the panel then says so. */
export const isDemo = (db: Db): boolean => readSetting(db, 'use') === 'demo';
