import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { closeTicket } from '../../db/actions/closeTicket.ts';
import { cancelTicket } from '../../db/actions/endTicket.ts';
import { orderPart } from '../../db/actions/orderPart.ts';
import { correctStock, receiveParts, removeParts } from '../../db/actions/receiveParts.ts';
import { restoreTicket } from '../../db/actions/reopenTicket.ts';
import { releasePart, reservePart, takePart, useReservedPart } from '../../db/actions/ticketParts.ts';
import { returnPart, undoStockMove } from '../../db/actions/undoStockMove.ts';
import { type Db, openDatabase } from '../../db/open.ts';
import { DomainError } from '../../db/rules/errors.ts';
import { servedFrom } from '../../db/rules/stock/partRequest.ts';
import { lastStockMove } from '../../db/stockBalance.ts';
import { openOffice } from '../support/office.ts';
import { HADI, openStockOffice, SITI } from './stockOffice.ts';

const PARTS = 2;
const TICKETS = 3;

const step = fc.record({
  verb: fc.constantFrom(
    'arrive',
    'remove',
    'count',
    'take',
    'reserve',
    'order',
    'use',
    'release',
    'return',
    'undo',
    'close',
    'cancel',
    'restore',
  ),
  part: fc.nat(PARTS - 1),
  ticket: fc.nat(TICKETS - 1),
  quantity: fc.integer({ min: 1, max: 4 }),
  which: fc.nat(20),
  /** Which of two connections, as two people have. */
  other: fc.boolean(),
  /** Whether the form was filled in before the other's last move. */
  stale: fc.boolean(),
});

/** Does a step as far as it is allowed; a refusal is an answer. */
function attempt(act: () => void): void {
  try {
    act();
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
  }
}

test('whatever two people do to the stock, it is never negative and each part of a ticket ends once', () => {
  const folder = mkdtempSync(join(tmpdir(), 'helpdesk-stock-'));
  let run = 0;
  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 40 }), (steps) => {
      run += 1;
      const path = join(folder, `${run}.sqlite`);
      const mine = openDatabase(path);
      mine.$client.pragma('synchronous = OFF');
      const office = openStockOffice(openOffice(mine));
      const yours = openDatabase(path);
      const { clock, rina } = office;
      const partIds = [office.part('Kipas', 1), office.part('Mouse', 0)];
      const ticketIds = [
        office.ticketOf(SITI, 'komputer mati'),
        office.ticketOf(HADI, 'komputer mati'),
        office.ticketOf('+6281234567899', 'komputer mati'),
      ];
      for (const { verb, part, ticket, quantity, which, other, stale } of steps) {
        clock.pass(60_000);
        const db: Db = other ? yours : mine;
        const [partId = 0, ticketId = 0] = [partIds[part], ticketIds[ticket]];
        const wish = { ticketId, partId, quantity };
        const seenMoveId = lastStockMove(db, partId) - (stale ? 1 : 0);
        const work = { partId, quantity, note: 'uji', seenMoveId };
        const own = office.requests().filter((request) => request.ticketId === ticketId);
        const request = { ticketId, requestId: own[which % Math.max(1, own.length)]?.id ?? 0 };
        const verbs: Record<typeof verb, () => void> = {
          arrive: () => receiveParts(db, clock, rina, work),
          remove: () => removeParts(db, clock, rina, work),
          count: () => correctStock(db, clock, rina, work),
          take: () => takePart(db, clock, rina, wish),
          reserve: () => reservePart(db, clock, rina, wish),
          order: () => orderPart(db, clock, rina, { ...wish, until: '2026-02-01', note: '' }),
          use: () => useReservedPart(db, clock, rina, request),
          release: () => releasePart(db, clock, rina, request),
          return: () => returnPart(db, clock, rina, request),
          undo: () => undoStockMove(db, clock, rina, 1 + (which % Math.max(1, office.moves().length))),
          close: () => closeTicket(db, clock, rina, { ticketId, note: 'beres' }),
          cancel: () => cancelTicket(db, clock, rina, { ticketId, reason: 'batal' }),
          restore: () => restoreTicket(db, clock, rina, ticketId),
        };
        attempt(verbs[verb]);
        for (const id of partIds) {
          const { onHand, reserved } = office.balance(id);
          expect(onHand).toBeGreaterThanOrEqual(reserved);
          expect(reserved).toBeGreaterThanOrEqual(0);
          const held = office.requests().filter(({ partId: of, state }) => of === id && state === 'reserved');
          expect(reserved).toBe(held.reduce((sum, { quantity: pieces }) => sum + pieces, 0));
          // Nobody waits for what is there.
          const waiting = office
            .requests()
            .filter(({ partId: of, state }) => of === id && state === 'waiting')
            .map((wait) => ({ ...wait, requestId: wait.id, priorityRank: 2 }));
          expect(servedFrom(waiting, onHand - reserved)).toEqual([]);
        }
      }
      for (const { id, state, quantity } of office.requests()) {
        const own = office.moves().filter(({ requestId }) => requestId === id);
        const ends = own.filter(({ kind }) => kind === 'use' || kind === 'release');
        const set = own.filter(({ kind }) => kind === 'reservation');
        expect(ends.length).toBeLessThanOrEqual(1);
        expect(set.length).toBeLessThanOrEqual(1);
        expect(ends.some(({ kind }) => kind === 'use')).toBe(state === 'used' || state === 'returned');
        if (state === 'reserved') expect([set.length, ends.length]).toEqual([1, 0]);
        const shelf = own.reduce((sum, { onHand }) => sum + onHand, 0);
        expect(shelf).toBe(state === 'used' ? -quantity : 0);
      }
      // What has ended holds nothing.
      for (const { id, open } of office.tickets())
        if (!open)
          expect(
            office
              .requests()
              .filter(
                ({ ticketId, state }) => ticketId === id && (state === 'reserved' || state === 'waiting'),
              ),
          ).toEqual([]);
      yours.$client.close();
      mine.$client.close();
    }),
    { numRuns: 30 },
  );
  rmSync(folder, { recursive: true, force: true });
}, 120_000);
