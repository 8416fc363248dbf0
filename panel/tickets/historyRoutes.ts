import { Hono } from 'hono';
import { type HistoryLine, type HistorySpan, historyExport } from '../../db/queries/historyExport.ts';
import { DomainError } from '../../db/rules/errors.ts';
import { localMidnightMs } from '../../db/rules/localTime.ts';
import { classifySender, showPhoneNumber } from '../../db/rules/phoneNumber.ts';
import { localDate, showPlainTime, zoneName } from '../../db/rules/zonedTime.ts';
import { actorOf, type PanelContext, type PanelDeps, type PanelEnv } from '../deps.ts';
import { type CsvCell, csvHeaders, csvText } from '../http/csv.ts';
import { EVENT_WORDS } from '../views/words.ts';
import { ticketIdOf } from './perform.tsx';

const head = (timeZone: string): CsvCell[] => [
  'Tiket',
  `Waktu (${zoneName(timeZone)})`,
  'Siapa',
  'Kejadian',
  'Isi',
  'Nomor',
  'Nasib SMS',
];
const DAY_MS = 24 * 3_600_000;

/** `GET /tiket/12/riwayat.csv` and `GET /tiket/riwayat.csv?bulan=2026-01`: the history as a file (R54, R55). */
export function historyRoutes(deps: PanelDeps): Hono<PanelEnv> {
  const app = new Hono<PanelEnv>();
  app.get('/riwayat.csv', (c) => {
    const month = c.req.query('bulan') || localDate(deps.clock.nowMs(), deps.timeZone).slice(0, 7);
    return answer(deps, c, monthSpan(month, deps.timeZone), `riwayat-${month}.csv`);
  });
  app.get('/:id/riwayat.csv', (c) => {
    const ticketId = ticketIdOf(c);
    return answer(deps, c, { ticketId }, `riwayat-tiket-${ticketId}.csv`);
  });
  return app;
}

function answer({ db, timeZone }: PanelDeps, c: PanelContext, span: HistorySpan, fileName: string) {
  const lines = historyExport(db, actorOf(c), span);
  const rows = lines.map((line) => cells(line, timeZone));
  return c.body(csvText([head(timeZone), ...rows]), 200, csvHeaders(fileName));
}

/** Of the month as the wall calendar has it. @throws DomainError `invalid` */
function monthSpan(month: string, timeZone: string): HistorySpan {
  const first = /^20\d{2}-(?:0[1-9]|1[0-2])$/.test(month) ? Date.parse(`${month}-01T12:00:00Z`) : Number.NaN;
  if (Number.isNaN(first)) throw new DomainError('invalid', 'Tulis bulan seperti 2026-01.');
  const next = new Date(first);
  next.setUTCMonth(next.getUTCMonth() + 1);
  const startOf = (noonMs: number) => localMidnightMs(noonMs - DAY_MS / 4, timeZone);
  return { fromMs: startOf(first), untilMs: startOf(next.getTime()) };
}

function cells({ ticketId, atMs, who, what }: HistoryLine, timeZone: string): CsvCell[] {
  const about = [ticketId, showPlainTime(atMs, timeZone), who === null ? 'Sistem' : numberOrName(who)];
  if ('event' in what) return [...about, EVENT_WORDS[what.event](what.detail), '', '', ''];
  const kind = { in: 'SMS masuk', out: 'SMS keluar', note: 'Catatan internal' }[what.sms];
  return [...about, kind, what.text, what.peer === null ? '' : numberOrName(what.peer), what.fate];
}

const numberOrName = (who: string): string =>
  classifySender(who, false).kind === 'phone' ? showPhoneNumber(who) : who;
