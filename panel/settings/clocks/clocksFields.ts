import type { ClockName } from '../../../db/rules/clocks/clockName.ts';
import {
  type ClockSettings,
  DAY_MEANINGS,
  type DayMeaning,
  PAUSABLE_CLOCKS,
  type RepairTargets,
  stopsOf,
} from '../../../db/rules/clocks/clockSettings.ts';
import { readTarget, showTarget, targetIn, writeTarget } from '../../../db/rules/clocks/target.ts';
import { DomainError } from '../../../db/rules/errors.ts';
import { PAUSE_REASONS, type PauseReason } from '../../../db/rules/pauseReason.ts';
import { PRIORITIES, PRIORITY_LABELS, type Priority } from '../../../db/rules/priority.ts';
import { fieldsOf, neededAmountIn } from '../../gateway/settings/amountField.tsx';
import type { FormFields } from '../../http/formFields.ts';

/** The settings that are one number. */
export const MINUTE_FIELDS = {
  replyMinutes: { label: 'Balasan, target (menit)', hint: 'SOP: balasan pertama paling lama 30 menit.' },
  replyBoundMinutes: { label: 'Balasan, batas atas (menit)', hint: 'SOP: 30 menit sampai 1 jam.' },
  confirmationMinutes: { label: 'Konfirmasi, target (menit)', hint: 'MTTR menurut SOP.' },
  confirmationBoundMinutes: { label: 'Konfirmasi, batas atas (menit)', hint: undefined },
  dayMinutes: { label: 'Panjang satu hari (menit)', hint: 'Hanya bila hari dihitung dalam menit kerja.' },
  leaderDays: {
    label: 'Lapor pimpinan sesudah (hari)',
    hint: 'Sejak penugasan pertama. Lewat itu tiket hanya dapat diselesaikan dengan alasan.',
  },
  reportWaitMinutes: {
    label: 'Menunggu alasan (menit)',
    hint: 'Jam buka; sesudah itu pimpinan diberi tahu tanpa alasan.',
  },
  pendingDays: { label: 'Batas tunda (hari kalender)', hint: 'SOP: paling lama 1 minggu.' },
  warnReplyMinutes: { label: 'Balasan pertama', hint: undefined },
  warnConfirmationMinutes: { label: 'Konfirmasi', hint: undefined },
  warnRepairMinutes: { label: 'Perbaikan, target jam', hint: undefined },
  warnRepairDaysMinutes: { label: 'Perbaikan, target hari', hint: undefined },
  warnLeaderMinutes: { label: 'Laporan ke pimpinan', hint: undefined },
  warnPendingMinutes: { label: 'Batas penundaan', hint: undefined },
} as const satisfies Partial<Record<keyof ClockSettings, { label: string; hint: string | undefined }>>;

export type MinuteField = keyof typeof MINUTE_FIELDS;
const MINUTE_NAMES = Object.keys(MINUTE_FIELDS) as MinuteField[];

export const repairField = (priority: Priority): string => `repair-${priority}`;
export const categoryField = (priority: Priority, categoryId: number): string =>
  `repair-${priority}-${categoryId}`;
export const stopField = (reason: PauseReason, clock: ClockName): string => `stops-${reason}-${clock}`;

const shown = (stored: string | undefined): string => {
  const target = readTarget(stored ?? '');
  return target ? showTarget(target) : '';
};

/** The fields of the form as the settings have them. */
export const clocksFields = (settings: ClockSettings): FormFields =>
  fieldsOf([
    ...MINUTE_NAMES.map((name) => [name, String(settings[name])] as const),
    ['dayMeaning', settings.dayMeaning],
    ['adminSms', settings.adminSms ? '1' : ''],
    ...PRIORITIES.map((priority) => [repairField(priority), shown(settings.repair[priority])] as const),
    ...Object.entries(settings.repairByCategory).flatMap(([id, targets]) =>
      PRIORITIES.map((priority) => [categoryField(priority, Number(id)), shown(targets[priority])] as const),
    ),
    ...PAUSE_REASONS.flatMap(({ id }) =>
      PAUSABLE_CLOCKS.map(
        (clock) => [stopField(id, clock), stopsOf(settings, id).includes(clock) ? '1' : ''] as const,
      ),
    ),
  ]);

/**
 * The settings as they were filled in; what a form cannot show, such as the targets of a category that is no longer
 * used, stays as it is.
 * @throws DomainError `invalid`
 */
export function clocksSettingsIn(
  fields: FormFields,
  kept: ClockSettings,
  categoryIds: readonly number[],
): ClockSettings {
  const numbers = Object.fromEntries(
    MINUTE_NAMES.map((name) => [name, neededAmountIn(fields, name, MINUTE_FIELDS[name].label)]),
  ) as Record<MinuteField, number>;
  return {
    ...numbers,
    dayMeaning: meaningIn(fields.get('dayMeaning')),
    adminSms: fields.get('adminSms') !== '',
    repair: repairIn(fields),
    repairByCategory: {
      ...kept.repairByCategory,
      ...Object.fromEntries(categoryIds.map((id) => [id, categoryIn(fields, id)])),
    },
    pauseStops: Object.fromEntries(
      PAUSE_REASONS.map(({ id }) => [
        id,
        PAUSABLE_CLOCKS.filter((clock) => fields.get(stopField(id, clock)) !== ''),
      ]),
    ),
  };
}

function meaningIn(typed: string): DayMeaning {
  const meaning = DAY_MEANINGS.find((each) => each === typed);
  if (!meaning) throw new DomainError('invalid', 'Pilih arti satu hari.');
  return meaning;
}

function repairIn(fields: FormFields): RepairTargets {
  const target = (priority: Priority): string => {
    const stored = storedTarget(fields.get(repairField(priority)), PRIORITY_LABELS[priority]);
    if (stored === undefined)
      throw new DomainError('invalid', `Target perbaikan ${PRIORITY_LABELS[priority]} belum diisi.`);
    return stored;
  };
  return {
    low: target('low'),
    normal: target('normal'),
    high: target('high'),
    emergency: target('emergency'),
  };
}

function categoryIn(fields: FormFields, id: number): Partial<RepairTargets> {
  return Object.fromEntries(
    PRIORITIES.flatMap((priority) => {
      const stored = storedTarget(fields.get(categoryField(priority, id)), PRIORITY_LABELS[priority]);
      return stored === undefined ? [] : [[priority, stored]];
    }),
  );
}

/** @returns undefined for an empty field. */
function storedTarget(typed: string, words: string): string | undefined {
  if (typed.trim() === '') return undefined;
  const target = targetIn(typed);
  if (!target)
    throw new DomainError(
      'invalid',
      `Target perbaikan ${words}: "${typed}" tidak terbaca. Contoh: 2 jam, 1 hari.`,
    );
  return writeTarget(target);
}
