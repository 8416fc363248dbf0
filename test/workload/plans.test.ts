import { expect, test } from 'vitest';
import { recordAbsence } from '../../db/actions/absence.ts';
import { closeTicket } from '../../db/actions/closeTicket.ts';
import { orderPart } from '../../db/actions/orderPart.ts';
import { reservePart } from '../../db/actions/ticketParts.ts';
import { undoStockMove } from '../../db/actions/undoStockMove.ts';
import { absenceList } from '../../db/queries/absences.ts';
import { partPage, stockList } from '../../db/queries/stock.ts';
import { ticketParts, unnamedWaits } from '../../db/queries/ticketParts.ts';
import { technicianSuggestions, workload } from '../../db/queries/workload.ts';
import { openStockOffice, SITI } from '../stock/stockOffice.ts';
import { recordPlans } from '../support/queryPlans.ts';

test('nothing that the board or the stock does reads through a table that grows for ever', () => {
  const office = openStockOffice();
  const { db, clock, rina, rizky } = office;
  const plans = recordPlans(db);
  const partId = office.part('Kipas', 2);
  const ticketId = office.ticketOf(SITI, 'kipas mati');
  reservePart(db, clock, rizky, { ticketId, partId, quantity: 1, seenRequestId: 0 });
  const other = office.ticketOf(SITI, 'kipas lain mati');
  orderPart(db, clock, rizky, { ticketId: other, partId, quantity: 5, until: '2026-01-12', note: '' });
  office.arrives(partId, 9);
  const away = { kind: 'leave' as const, fromDate: '2026-01-06', toDate: '2026-01-07', note: '' };
  recordAbsence(db, clock, rina, { technicianId: rizky.userId, ...away });
  workload(db, rina, clock.nowMs());
  technicianSuggestions(db, rina, ticketId, clock.nowMs());
  absenceList(db, rina, clock.nowMs());
  stockList(db, rina, 'all', 'kip');
  partPage(db, rizky, partId, 9);
  ticketParts(db, rizky, ticketId, 'kipas');
  unnamedWaits(db, rizky);
  closeTicket(db, clock, rizky, { ticketId, note: 'beres' });
  undoStockMove(db, clock, rina, 1);
  const seen = plans();
  expect(seen.length).toBeGreaterThan(60);
  const grows =
    /^SCAN (messages|tickets|ticket_events|deadlines|absences|part_requests|stock_moves|inbound_\w+|outbound_\w+)$/;
  // Children are gone through for an inserted parent only while some wait for it, and these never do; the test itself
  // looks at all tickets.
  const aside = /^insert into |from "tickets" order by "tickets"\."id"$/;
  const slow = seen
    .filter(({ plan, sql }) => grows.test(plan) && !aside.test(sql))
    .map(({ plan, sql }) => `${plan}: ${sql}`);
  expect([...new Set(slow)]).toEqual([]);
});
