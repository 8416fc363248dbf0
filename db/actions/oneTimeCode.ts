import { randomInt } from 'node:crypto';
import { and, desc, eq, isNull, lt } from 'drizzle-orm';
import type { Clock } from '../clock.ts';
import { knownReporter } from '../knownReporter.ts';
import { near } from '../near.ts';
import { noticeText } from '../noticeWording.ts';
import type { Db, Tx } from '../open.ts';
import { hashPin, pinMatches } from '../pinHash.ts';
import { rowCount } from '../rowCount.ts';
import { CODE_LIMITS, codeWaitMs, DAY_MS } from '../rules/access/codeLimits.ts';
import { readReporterPages } from '../rules/access/reporterPages.ts';
import { CODE_TTL_MS } from '../rules/messageKind.ts';
import type { PhoneNumber } from '../rules/phoneNumber.ts';
import { oneTimeCodes } from '../schema/access.ts';
import { readSetting } from '../setting.ts';
import { inAction } from './action.ts';
import { raiseWithin } from './alarm.ts';
import { queueSms } from './queueSms.ts';
import { openReporterSession } from './reporterSession.ts';

/** `asked`: whoever owns the number, if anybody does, gets a code; what happened says nothing about that. */
export type CodeRequestEnd = { end: 'asked' } | { end: 'wait'; waitMs: number } | { end: 'capped' };

interface CodeRequest {
  phone: PhoneNumber;
  address: string;
}

/**
 * Makes a code for a number and sends it by SMS, if the number is registered. For any other the same is done and undone:
 * neither the answer nor the work tells which numbers are in the directory.
 */
export function requestCode(db: Db, clock: Clock, { phone, address }: CodeRequest): CodeRequestEnd {
  const code = String(randomInt(1_000_000)).padStart(6, '0');
  const codeHash = hashPin(code);
  return inAction<CodeRequestEnd>(db, clock, (tx, nowMs) => {
    tx.delete(oneTimeCodes)
      .where(lt(oneTimeCodes.madeAtMs, nowMs - 2 * DAY_MS))
      .run();
    const waitMs = codeWaitMs(
      madeLately(tx, eq(oneTimeCodes.phone, phone), nowMs),
      madeLately(tx, eq(oneTimeCodes.address, address), nowMs),
      nowMs,
    );
    if (waitMs > 0) return { end: 'wait', waitMs };
    if (isCapped(tx, nowMs)) {
      raiseWithin(tx, { modem: null, kind: 'codes_capped' }, CAPPED_WORDS, nowMs);
      return { end: 'capped' };
    }
    tx.update(oneTimeCodes)
      .set({ endedAtMs: nowMs })
      .where(and(eq(oneTimeCodes.phone, phone), isNull(oneTimeCodes.endedAtMs)))
      .run();
    const isKnown = knownReporter(tx, phone) !== undefined;
    const { id } = tx
      .insert(oneTimeCodes)
      .values({ phone, codeHash, address, madeAtMs: nowMs, sent: isKnown })
      .returning({ id: oneTimeCodes.id })
      .get();
    inOrUndone(tx, isKnown, (inner) => {
      const text = noticeText(inner, 'oneTimeCode', { kode: code });
      queueSms(
        inner,
        { ticketId: null, kind: 'one_time_code', to: phone, text, cause: `one_time_code:${id}` },
        nowMs,
      );
    });
    return { end: 'asked' };
  });
}

const CAPPED_WORDS =
  'Batas harian kode masuk pelapor lewat SMS tercapai: pelapor belum bisa masuk ke halamannya. Naikkan batas di Pengaturan, Halaman pelapor, bila permintaannya wajar.';

/** Does the work, and unless it is wanted undoes it. */
function inOrUndone(tx: Tx, wanted: boolean, work: (inner: Tx) => void): void {
  const undone = new Error('undone');
  try {
    tx.transaction((inner) => {
      work(inner);
      if (!wanted) throw undone;
    });
  } catch (error) {
    if (error !== undone) throw error;
  }
}

const madeLately = (tx: Tx, whose: ReturnType<typeof eq>, nowMs: number) =>
  tx
    .select({ madeAtMs: oneTimeCodes.madeAtMs })
    .from(oneTimeCodes)
    .where(and(whose, near(oneTimeCodes.madeAtMs, nowMs, DAY_MS)))
    .orderBy(desc(oneTimeCodes.madeAtMs))
    .limit(CODE_LIMITS.perAddressAnHour)
    .all();

const isCapped = (tx: Tx, nowMs: number): boolean =>
  rowCount(tx, oneTimeCodes, and(eq(oneTimeCodes.sent, true), near(oneTimeCodes.madeAtMs, nowMs, DAY_MS))) >=
  readReporterPages(readSetting(tx, 'reporter_pages')).codesPerDay;

/** `wrong` says how many tries are left; `over`: a new code is needed. */
export type CodeEnd = { end: 'in'; token: string } | { end: 'wrong'; left: number } | { end: 'over' };

/**
 * Signs the owner of a number in, if the code is the newest that was sent there, no older than ten minutes, and among
 * the first five tries. A number that is in nobody's hands is answered alike.
 */
export function enterCode(
  db: Db,
  clock: Clock,
  { phone, code }: { phone: PhoneNumber; code: string },
): CodeEnd {
  return inAction<CodeEnd>(db, clock, (tx, nowMs) => {
    const made = tx
      .select()
      .from(oneTimeCodes)
      .where(and(eq(oneTimeCodes.phone, phone), isNull(oneTimeCodes.endedAtMs)))
      .orderBy(desc(oneTimeCodes.id))
      .limit(1)
      .get();
    const isOver =
      !made || Math.abs(nowMs - made.madeAtMs) >= CODE_TTL_MS || made.tries >= CODE_LIMITS.triesMax;
    if (isOver) return { end: 'over' };
    const matches = pinMatches(code.replace(/\s/g, ''), made.codeHash);
    const reporter = knownReporter(tx, phone);
    const isIn = matches && made.sent && reporter !== undefined;
    const tries = made.tries + 1;
    const ends = isIn || tries >= CODE_LIMITS.triesMax;
    tx.update(oneTimeCodes)
      .set({ tries, ...(ends ? { endedAtMs: nowMs } : {}) })
      .where(eq(oneTimeCodes.id, made.id))
      .run();
    if (isIn) return { end: 'in', token: openReporterSession(tx, phone, nowMs) };
    return ends ? { end: 'over' } : { end: 'wrong', left: CODE_LIMITS.triesMax - tries };
  });
}
