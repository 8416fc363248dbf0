import { noticeRoom, noticeText } from '../noticeWording.ts';
import type { Tx } from '../open.ts';
import type { Task } from '../openTasks.ts';
import { type TaskLine, taskList } from '../rules/notices/taskLists.ts';
import { pauseReasonLabel } from '../rules/pauseReason.ts';
import { PRIORITY_LABELS } from '../rules/priority.ts';
import { STATUS_LABELS } from '../rules/ticketLifecycle.ts';
import { showDate, showShortTime } from '../rules/zonedTime.ts';
import { timeZoneOf } from '../timeZone.ts';

const lineOf = (task: Task, nowMs: number, timeZone: string): TaskLine => ({
  id: task.id,
  unit: task.unit,
  status: task.status,
  priority: task.priority,
  subject: task.subject,
  due: task.dueAtMs === null ? undefined : showShortTime(task.dueAtMs, timeZone),
  late: task.dueAtMs !== null && task.dueAtMs < nowMs,
});

/** The answer to TUGAS. */
export function tellTasks(tx: Tx, tasks: readonly Task[], nowMs: number): string {
  if (tasks.length === 0) return noticeText(tx, 'tasksNone', {});
  const timeZone = timeZoneOf(tx);
  const facts = { jumlah: String(tasks.length) };
  const lines = tasks.map((task) => lineOf(task, nowMs, timeZone));
  const daftar = taskList(lines, noticeRoom(tx, 'taskList', facts, 'daftar'));
  return noticeText(tx, 'taskList', { ...facts, daftar });
}

/** The answer to INFO. */
export function tellTask(tx: Tx, task: Task, nowMs: number): string {
  const timeZone = timeZoneOf(tx);
  const { pendingReason, pendingUntil, scheduledAtMs } = task;
  const pending =
    pendingReason === null
      ? undefined
      : [pauseReasonLabel(pendingReason).toLowerCase(), pendingUntil && `s.d. ${showDate(pendingUntil)}`]
          .filter((word) => word)
          .join(' ');
  const { due, late } = lineOf(task, nowMs, timeZone);
  const phone = task.reporterPhone?.replace(/^\+62/, '0');
  return noticeText(tx, 'taskDetails', {
    nomor: String(task.id),
    prioritas: PRIORITY_LABELS[task.priority],
    status: `${STATUS_LABELS[task.status].toLowerCase()}${pending ? ` (${pending})` : ''}`,
    skpd: task.unit ?? '',
    tempat: words(task.place, task.district).join(', '),
    uraian: task.subject,
    pelapor: words(task.reporterName, phone).join(' '),
    batas: due === undefined ? '' : `${due}${late ? ' TERLAMBAT' : ''}`,
    jadwal: scheduledAtMs === null ? '' : showShortTime(scheduledAtMs, timeZone),
  });
}

const words = (...each: (string | null | undefined)[]): string[] => each.flatMap((word) => word || []);
