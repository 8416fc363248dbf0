import { DIRECTORY_NOTICES } from './directoryNotices.ts';
import type { Notice } from './notice.ts';
import { OFFICE_NOTICES } from './officeNotices.ts';
import { REPORTER_NOTICES } from './reporterNotices.ts';
import { SENDER_NOTICES } from './senderNotices.ts';
import { STOCK_NOTICES } from './stockNotices.ts';
import { TASK_NOTICES } from './taskNotices.ts';
import { TECHNICIAN_NOTICES } from './technicianNotices.ts';

/** Every SMS that the program writes by itself: the event, whom it tells and how. */
export const NOTICES = {
  ...REPORTER_NOTICES,
  ...TECHNICIAN_NOTICES,
  ...OFFICE_NOTICES,
  ...DIRECTORY_NOTICES,
  ...STOCK_NOTICES,
  ...SENDER_NOTICES,
  ...TASK_NOTICES,
} as const;

export type NoticeKey = keyof typeof NOTICES;

export const isNoticeKey = (name: string): name is NoticeKey => Object.hasOwn(NOTICES, name);

export const NOTICE_KEYS: readonly NoticeKey[] = Object.keys(NOTICES).filter(isNoticeKey);

/** A row of the table, with what it leaves out. */
export const noticeNamed = (key: NoticeKey): Notice => NOTICES[key];
