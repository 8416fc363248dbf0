import { and, countDistinct, isNull, notBetween, or } from 'drizzle-orm';
import { near } from '../near.ts';
import type { Db } from '../open.ts';
import { alarms } from '../schema/gatewayWatch.ts';

export type AlarmToTell = Pick<typeof alarms.$inferSelect, 'id' | 'modem' | 'kind' | 'text'>;

const HOUR_MS = 3_600_000;
/** What nobody has looked at is told again. */
const AGAIN_MS = 6 * HOUR_MS;
/** What ends by itself meanwhile nobody needs to hear of; what comes with others is told with them. */
const SETTLE_MS = 20_000;
/** Each with whatever has gathered. */
const TELLINGS_AN_HOUR_MAX = 6;

/** Open alarms that people outside the panel should hear of now; none while they have heard enough this hour. */
export function alarmsToTell(db: Db, nowMs: number): AlarmToTell[] {
  const due = db
    .select({ id: alarms.id, modem: alarms.modem, kind: alarms.kind, text: alarms.text })
    .from(alarms)
    .where(
      and(
        isNull(alarms.endedAtMs),
        isNull(alarms.seenAtMs),
        or(
          and(isNull(alarms.toldAtMs), notBetween(alarms.raisedAtMs, nowMs - SETTLE_MS, nowMs)),
          notBetween(alarms.toldAtMs, nowMs - AGAIN_MS, nowMs),
        ),
      ),
    )
    .all()
    .toSorted((a, b) => a.id - b.id);
  return due.length > 0 && tellingsLately(db, nowMs) < TELLINGS_AN_HOUR_MAX ? due : [];
}

/** All that is told in one go has one time. */
const tellingsLately = (db: Db, nowMs: number): number =>
  db
    .select({ tellings: countDistinct(alarms.toldAtMs) })
    .from(alarms)
    .where(near(alarms.toldAtMs, nowMs, HOUR_MS))
    .get()?.tellings ?? 0;
