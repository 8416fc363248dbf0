import type { AlarmKind } from './alarm.ts';
import type { BalanceReading } from './balance.ts';
import { localTime } from './localTime.ts';
import { showRupiah } from './rupiah.ts';
import { minutesOf } from './sendWindow.ts';
import type { WatchSettings } from './watchSettings.ts';
import { localDate, showDate } from './zonedTime.ts';

/** What an answer about a SIM gives rise to; null: all is well, undefined: it says nothing of that. */
export interface CreditTroubles {
  balance_low: string | null | undefined;
  validity_ending: string | null | undefined;
  receive_only: string | null | undefined;
}
export const CREDIT_ALARMS = [
  'balance_low',
  'validity_ending',
  'receive_only',
] as const satisfies AlarmKind[];

/** Days before the end at which people are told again. */
const WARN_DAYS = [1, 7, 14];
const DAY_MS = 86_400_000;
/** Rupiah that the dearest operator takes for one. */
const ONE_SMS = 500;

/**
 * @param known `today` is a local date, `YYYY-MM-DD`; `refused`: the network takes nothing from this SIM any more.
 */
export function creditTroubles(
  { rupiah, activeUntil, graceUntil }: BalanceReading,
  answer: string,
  { lowRupiah, today, refused }: { lowRupiah: number; today: string; refused: boolean },
): CreditTroubles {
  const isOver = activeUntil !== undefined && activeUntil < today;
  // Without credit a package of SMS can still be sent from; what is refused is not, whatever is left.
  const isEmpty =
    rupiah !== undefined && (refused ? rupiah < ONE_SMS : rupiah === 0 && !/\d[\d.]* *sms/i.test(answer));
  const grace = graceUntil === undefined ? '' : ` sampai ${showDate(graceUntil)}`;
  return {
    balance_low:
      rupiah === undefined
        ? undefined
        : rupiah < lowRupiah
          ? `Pulsa tinggal ${showRupiah(rupiah)}: isi ulang sebelum SMS tidak dapat dikirim.`
          : null,
    validity_ending: activeUntil === undefined || isOver ? undefined : endingWords(activeUntil, today),
    receive_only: isOver
      ? `Masa aktif SIM habis ${showDate(activeUntil)}. Dalam masa tenggang${grace} SIM hanya dapat menerima: segera isi ulang pulsa.`
      : isEmpty
        ? 'Pulsa habis: SIM hanya dapat menerima SMS. Isi ulang pulsa.'
        : rupiah === undefined && activeUntil === undefined
          ? undefined
          : null,
  };
}

function endingWords(activeUntil: string, today: string): string | null {
  const days = Math.round((Date.parse(activeUntil) - Date.parse(today)) / DAY_MS);
  const within = WARN_DAYS.find((limit) => days <= limit);
  if (within === undefined) return null;
  const left = within === 1 ? (days <= 0 ? 'hari ini' : 'besok') : `dalam ${within} hari`;
  return `Masa aktif SIM berakhir ${left} (${showDate(activeUntil)}): isi ulang pulsa supaya tetap dapat mengirim SMS.`;
}

/** Nobody is asked more often than this without a human wanting it (DRIVER §9). */
const AUTOMATIC_EVERY_MS = 3_600_000;

export interface LastBalance {
  atMs: number;
  /** Words came. */
  answered: boolean;
}

/**
 * Whether it is time to ask for the balance by itself: once a day, again after a failure, and while the SIM seems to
 * have run out.
 */
export function isBalanceDue(
  { balanceDailyAt }: Pick<WatchSettings, 'balanceDailyAt'>,
  last: LastBalance | undefined,
  runOut: boolean,
  nowMs: number,
  timeZone: string,
): boolean {
  const minutes = balanceDailyAt === null ? undefined : minutesOf(balanceDailyAt);
  if (last && Math.abs(nowMs - last.atMs) < AUTOMATIC_EVERY_MS) return false;
  if (runOut) return true;
  if (minutes === undefined || localTime(nowMs, timeZone).minutes < minutes) return false;
  const today = localDate(nowMs, timeZone);
  const doneToday =
    last?.answered &&
    localDate(last.atMs, timeZone) === today &&
    localTime(last.atMs, timeZone).minutes >= minutes;
  return !doneToday;
}
