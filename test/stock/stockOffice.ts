import { assignTicket } from '../../db/actions/assignTicket.ts';
import { receiveParts } from '../../db/actions/receiveParts.ts';
import { addPart } from '../../db/actions/savePart.ts';
import { partRequests, stockMoves } from '../../db/schema/stock.ts';
import { lastStockMove, stockBalance } from '../../db/stockBalance.ts';
import { openOffice } from '../support/office.ts';

export const SITI = '+6281234567890';
export const HADI = '+6281234567891';
export const RIZKY = '+6281311112222';

/** An office with an admin, two technicians, two units, and one part in the book of which none is there. */
export function openStockOffice(office = openOffice()) {
  const { db, clock } = office;
  const rina = office.admin();
  const rizky = office.technician('Rizky', RIZKY);
  const budi = office.technician('Budi', '+6281311113333');
  office.unit('RSUD Blambangan', SITI);
  office.unit('Disdik', HADI);
  const part = (name: string, quantity: number, minimum = 0) =>
    addPart(db, clock, rina, { name, countedIn: 'buah', minimum, shelf: 'B2', active: true, quantity });
  return {
    ...office,
    rina,
    rizky,
    budi,
    part,
    /** A complaint of somebody, delegated. @returns the ticket */
    ticketOf(from: string, words: string, technicianId = rizky.userId): number {
      office.says(from, `HELPDESK ${words}`);
      const ticketId = office.tickets().at(-1)?.id ?? 0;
      assignTicket(db, clock, rina, { ticketId, technicianId, seenTechnicianId: null });
      return ticketId;
    },
    arrives: (partId: number, quantity: number) =>
      receiveParts(db, clock, rina, { partId, quantity, note: '', seenMoveId: lastStockMove(db, partId) }),
    balance: (partId: number) => stockBalance(db, partId),
    requests: () => db.select().from(partRequests).orderBy(partRequests.id).all(),
    moves: () => db.select().from(stockMoves).orderBy(stockMoves.id).all(),
    request: (ticketId: number) =>
      db
        .select()
        .from(partRequests)
        .orderBy(partRequests.id)
        .all()
        .findLast((request) => request.ticketId === ticketId),
    /** The ticket's newest part, as its page names it. */
    which: (ticketId: number) => ({
      ticketId,
      requestId:
        db
          .select()
          .from(partRequests)
          .orderBy(partRequests.id)
          .all()
          .findLast((request) => request.ticketId === ticketId)?.id ?? 0,
    }),
    ticket: (ticketId: number) => office.tickets().find(({ id }) => id === ticketId),
    told: (phone: string) =>
      office
        .outbox()
        .filter(({ to }) => to === phone)
        .map(({ text }) => text),
  };
}

export type StockOffice = ReturnType<typeof openStockOffice>;
