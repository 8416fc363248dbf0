import { fileRaw, noteFilingFault } from '../../db/actions/fileRaw.ts';
import { handleText, noteHandlingFault } from '../../db/actions/handleText.ts';
import type { Office, TextRead } from '../../db/actions/incomingText.ts';
import type { Clock } from '../../db/clock.ts';
import type { Logger } from '../../db/logger.ts';
import { type Db, sqliteCode } from '../../db/open.ts';
import { rawToFile, textsToHandle } from '../../db/queries/inboundWork.ts';
import { derive } from './derive.ts';
import { joinParts } from './joinParts.ts';

export interface InboundDeps {
  db: Db;
  clock: Clock;
  office: Office;
  log: Logger;
  /** The rest is left for another turn. @default never */
  isOver?: () => boolean;
}

/**
 * Files and handles everything that waits, one row a transaction, so that a crash between any two repeats
 * nothing and loses nothing. A row that our own code stumbles over is noted and stepped over; while the
 * database cannot be written all is left as it is.
 * @returns how many texts were handled.
 */
export function processInbound(deps: InboundDeps): number {
  const { db, clock, log, isOver = () => false } = deps;
  let handled = 0;
  // A row that cannot be filed waits for the next round.
  for (let raws = rawToFile(db, 0); raws.length > 0; raws = rawToFile(db, raws.at(-1)?.id ?? 0)) {
    for (const raw of raws) {
      if (isOver()) return handled;
      guarded(
        () => fileRaw(db, clock, raw.id, derive(raw.pduHex, raw.tpduLength ?? undefined)),
        (fault) => {
          log.error({ rawId: raw.id, fault }, 'a received PDU could not be filed');
          noteFilingFault(db, clock, raw.id, fault);
        },
      );
    }
  }
  const nowMs = clock.nowMs();
  for (let texts = textsToHandle(db, nowMs); texts.length > 0; texts = textsToHandle(db, nowMs)) {
    for (const text of texts) {
      if (isOver()) return handled;
      let read: TextRead | undefined;
      guarded(
        () => {
          read = joinParts(text);
          handleText(db, clock, read, deps.office);
          handled += 1;
        },
        (fault) => {
          log.error({ textId: text.id, fault }, 'a received text could not be handled');
          noteHandlingFault(db, clock, text.id, fault, read?.text ?? '');
        },
      );
    }
  }
  return handled;
}

/** Runs a step; its own fault goes to `note`, a fault of the database ends the round. */
function guarded(step: () => void, note: (fault: string) => void): void {
  try {
    step();
  } catch (error) {
    if (isUnavailable(error)) throw error;
    note(error instanceof Error ? error.message : String(error));
  }
}

/** Trouble that passes or concerns all rows, as against a row that cannot be handled. */
function isUnavailable(error: unknown): boolean {
  const code = sqliteCode(error) ?? '';
  return /^SQLITE_(BUSY|LOCKED|READONLY|IOERR|FULL|CANTOPEN|NOMEM)/.test(code);
}
