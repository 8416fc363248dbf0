import { and, eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { orderPart } from '../../db/actions/orderPart.ts';
import { takePart } from '../../db/actions/ticketParts.ts';
import { stockList } from '../../db/queries/stock.ts';
import { deadlines } from '../../db/schema/deadlines.ts';
import { wib } from '../clocks/wib.ts';
import { openOffice, standingClock } from '../support/office.ts';
import { openStockOffice, RIZKY, SITI } from './stockOffice.ts';

/** SOP 7: hardware broken, stock checked, none: on order, one week at the most; when it comes, replaced and closed. */
test('broken hardware waits for its part with the clocks held, and SKPD and technician are told when it comes', () => {
  const office = openStockOffice(openOffice(undefined, standingClock(wib('2026-01-05 09:00'))));
  const { db, clock, rizky } = office;
  const at = (time: string) => clock.set(wib(time));
  const partId = office.part('Power supply 450W', 0, 2);
  const repair = (ticketId: number) =>
    db
      .select()
      .from(deadlines)
      .where(and(eq(deadlines.ticketId, ticketId), eq(deadlines.clock, 'repair')))
      .get();

  at('2026-01-05 09:30');
  const ticketId = office.ticketOf(SITI, 'komputer loket mati');
  at('2026-01-05 10:00');
  office.says(RIZKY, `TERIMA ${ticketId}`);
  office.says(RIZKY, `TIBA ${ticketId}`);

  // Stock checked: none, so it cannot be taken and is ordered.
  expect(stockList(db, rizky, 'all', 'power').rows[0]).toMatchObject({ free: 0, belowMinimum: true });
  expect(() => takePart(db, clock, rizky, { ticketId, partId, quantity: 1 })).toThrow('sedang habis');
  at('2026-01-05 11:00');
  orderPart(db, clock, rizky, {
    ticketId,
    partId,
    quantity: 1,
    until: '2026-01-12',
    note: 'distributor Surabaya',
  });
  expect(office.told(SITI).at(-1)).toContain('1 buah Power supply 450W');
  expect(office.told(SITI).at(-1)).toContain('12/01/2026');
  expect(repair(ticketId)).toMatchObject({ state: 'paused', dueAtMs: null });

  // Five days later: nothing has become late.
  at('2026-01-10 09:00');
  expect(repair(ticketId)?.state).toBe('paused');
  office.arrives(partId, 1);
  expect(office.told(SITI).at(-1)).toContain(
    `suku cadang untuk tiket ${ticketId} sudah datang: 1 buah Power supply`,
  );
  expect(office.told(RIZKY).at(-1)).toContain('BARANG DATANG');
  expect(office.ticket(ticketId)?.status).toBe('pending');
  expect(repair(ticketId)?.state).toBe('paused');

  // Replaced on Monday, from the phone.
  at('2026-01-12 08:00');
  office.says(RIZKY, `LANJUT ${ticketId}`);
  expect(repair(ticketId)?.state).toBe('running');
  at('2026-01-12 09:30');
  office.says(RIZKY, `SELESAI ${ticketId} power supply diganti`);
  expect(office.ticket(ticketId)?.status).toBe('closed');
  expect(repair(ticketId)).toMatchObject({ state: 'stopped', verdict: 'met', spentMinutes: 180 });
  expect(office.balance(partId)).toEqual({ onHand: 0, reserved: 0 });
  expect(office.moves().map(({ kind, ticketId: of }) => [kind, of])).toEqual([
    ['arrival', null],
    ['reservation', ticketId],
    ['use', ticketId],
  ]);
  expect(office.history(ticketId)).toEqual([
    'opened',
    'assigned',
    'accepted',
    'arrived',
    'part_ordered',
    'pended',
    'part_arrived',
    'resumed',
    'part_used',
    'closed',
  ]);
});
