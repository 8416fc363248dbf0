import type { Tx } from '../open.ts';
import type { Task } from '../openTasks.ts';
import { pauseReasonLabel } from '../rules/pauseReason.ts';
import { type TaskLine, taskDetailsText, taskListText } from '../rules/technicianTexts.ts';
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
  const timeZone = timeZoneOf(tx);
  return taskListText(tasks.map((task) => lineOf(task, nowMs, timeZone)));
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
  return taskDetailsText({
    ...lineOf(task, nowMs, timeZone),
    place: [task.place, task.district].filter((word) => word).join(', '),
    reporter: task.reporterName ?? '',
    phone: task.reporterPhone?.replace(/^\+62/, '0') ?? '',
    scheduled: scheduledAtMs === null ? undefined : showShortTime(scheduledAtMs, timeZone),
    pending,
  });
}
