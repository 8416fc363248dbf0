import type { Place } from '../../db/queries/technicianPlaces.ts';
import type { PlaceHow } from '../../db/rules/technicianSuggestion.ts';
import { showClock, showShortTime } from '../../db/rules/zonedTime.ts';
import type { Frame } from '../views/frame.ts';

const WORKING_DAY_MINUTES = 480;

/** `45 menit`, `5 jam`, `2,5 hari kerja`; an estimate is not told to the minute. */
export function showWork(minutes: number): string {
  if (minutes < 60) return `${Math.max(5, Math.round(minutes / 5) * 5)} menit`;
  if (minutes < WORKING_DAY_MINUTES) return `${decimal(minutes / 60)} jam`;
  return `${decimal(minutes / WORKING_DAY_MINUTES)} hari kerja`;
}

const decimal = (number: number): string => String(Math.round(number * 2) / 2).replace('.', ',');

const PLACES: Record<PlaceHow, (unit: string) => string> = {
  there: (unit) => `di ${unit}`,
  going: (unit) => `menuju ${unit}`,
  was: (unit) => unit,
  scheduled: (unit) => `dijadwalkan ke ${unit}`,
  assigned: (unit) => `tugas di ${unit}`,
};

/** Where, in which kecamatan, and when; the day only where it is another one. */
export const PlaceWords = ({ place, frame }: { place: Place; frame: Frame }) => (
  <span dir="auto">
    {PLACES[place.how](place.unit)}
    <small class="hint">
      {place.district !== null && place.district !== place.unit && ` ${place.district}`}
      {place.atMs !== null && ` ${timeOf(place.atMs, frame)}`}
    </small>
  </span>
);

function timeOf(atMs: number, { nowMs, timeZone }: Frame): string {
  const [then, now] = [showShortTime(atMs, timeZone), showShortTime(nowMs, timeZone)];
  return then.slice(0, 5) === now.slice(0, 5) ? showClock(atMs, timeZone) : then;
}
