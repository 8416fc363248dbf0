import type { SendingSettings } from './sendingSettings.ts';

type Caps = Pick<SendingSettings, 'perMinute' | 'perHour' | 'perDay' | 'urgentReserve'>;

/** What a SIM may still send: anything, only what is urgent (the reserve), or nothing. */
export type Allowance = 'any' | 'urgent' | 'none';

export function allowance(caps: Caps, sent: { minute: number; hour: number; day: number }): Allowance {
  const pairs = [
    [caps.perMinute, sent.minute],
    [caps.perHour, sent.hour],
    [caps.perDay, sent.day],
  ] as const;
  const reached = (share: number): boolean =>
    pairs.some(([cap, count]) => cap !== null && count >= Math.ceil(cap * share));
  if (reached(1)) return 'none';
  return reached(1 - caps.urgentReserve / 100) ? 'urgent' : 'any';
}

/** Whether there is anything to count. */
export const hasCaps = (caps: Caps): boolean =>
  caps.perMinute !== null || caps.perHour !== null || caps.perDay !== null;
