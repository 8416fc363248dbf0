/** How long something may take: `120m` in open minutes, `5d` in days as the office means them (SLA 4.2). */
export interface Target {
  amount: number;
  unit: 'minutes' | 'days';
}

const FORM = /^([1-9]\d{0,4})([md])$/;
/** A year of open minutes, a year of days: beyond it somebody mistyped. */
const MOST = { m: 60_000, d: 366 } as const;

/** @returns undefined for what is no target. */
export function readTarget(stored: string): Target | undefined {
  const [, digits, unit] = FORM.exec(stored) ?? [];
  const amount = Number(digits);
  if (unit === 'm' && amount <= MOST.m) return { amount, unit: 'minutes' };
  if (unit === 'd' && amount <= MOST.d) return { amount, unit: 'days' };
  return undefined;
}

const TYPED = /^(\d{1,5})\s*(menit|mnt|m|jam|j|hari|h|d)$/;

/** As people write it: `2 jam`, `90 menit`, `1 hari`. @returns undefined for anything else. */
export function targetIn(typed: string): Target | undefined {
  const [, digits, unit = ''] = TYPED.exec(typed.trim().toLowerCase()) ?? [];
  const amount = Number(digits);
  if (unit.startsWith('m')) return readTarget(`${amount}m`);
  if (unit.startsWith('j')) return readTarget(`${amount * 60}m`);
  return readTarget(`${amount}d`);
}

export const writeTarget = ({ amount, unit }: Target): string => `${amount}${unit === 'days' ? 'd' : 'm'}`;

export const minutes = (amount: number): Target => ({ amount, unit: 'minutes' });
export const days = (amount: number): Target => ({ amount, unit: 'days' });

/** `30 menit`, `2 jam`, `1 jam 30 menit`, `5 hari`. */
export function showTarget({ amount, unit }: Target): string {
  return unit === 'days' ? `${amount} hari` : showMinutes(amount);
}

/** So many minutes as hours and minutes: `45 menit`, `2 jam`, `1 jam 20 menit`. */
export function showMinutes(amount: number): string {
  const whole = Math.floor(amount);
  const hours = Math.floor(whole / 60);
  const rest = whole % 60;
  if (hours === 0) return `${rest} menit`;
  return rest === 0 ? `${hours} jam` : `${hours} jam ${rest} menit`;
}

/** What an admin may choose for one ticket instead of the table's (SOP 8: 2 hours, 1 day, at most 5 days). */
export const CHOSEN_TARGETS = ['120m', '1d', '5d'] as const;

/** Why: the SOP's own list of what the repair time depends on. */
export const TARGET_REASONS = [
  { id: 'power_cut', label: 'Pemadaman listrik' },
  { id: 'hardware', label: 'Perangkat keras' },
  { id: 'distance', label: 'Jarak lokasi' },
  { id: 'units', label: 'Jumlah SKPD yang terkena' },
] as const;
