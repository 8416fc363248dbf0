import { Hono } from 'hono';
import { orderPart } from '../../db/actions/orderPart.ts';
import {
  releasePart,
  reservePart,
  type TicketPartNumber,
  takePart,
  useReservedPart,
} from '../../db/actions/ticketParts.ts';
import { returnPart } from '../../db/actions/undoStockMove.ts';
import { DomainError } from '../../db/rules/errors.ts';
import type { Actor } from '../../db/rules/permissions.ts';
import { typedDate } from '../../db/rules/typedTime.ts';
import { localDate } from '../../db/rules/zonedTime.ts';
import type { PanelContext, PanelDeps, PanelEnv } from '../deps.ts';
import { formFields, rowNumber } from '../http/formFields.ts';
import { sendPage } from '../http/sendPage.tsx';
import { performOnTicket, ticketIdOf, ticketView } from '../tickets/perform.tsx';
import { readForm, type TicketForm } from '../tickets/ticketForm.ts';
import type { TicketNotice } from '../tickets/ticketNotices.ts';
import { wholeNumber } from './wholeNumber.ts';

/** The parts of a ticket: looked for, used, set aside, ordered, given back. */
export function ticketPartRoutes(deps: PanelDeps): Hono<PanelEnv> {
  const { db, clock, timeZone } = deps;
  const app = new Hono<PanelEnv>();

  // Nothing is done: the page comes again with what was found and all that was typed.
  app.post('/:id/suku-cadang/cari', async (c) => {
    const form = readForm(await formFields(c));
    return sendPage(c, ticketView(deps, c, ticketIdOf(c), { form }));
  });

  const onPart = (
    verb: string,
    notice: TicketNotice,
    act: (actor: Actor, wish: Parameters<typeof takePart>[3], form: TicketForm) => void,
  ) =>
    app.post(`/:id/suku-cadang/barang/:part/${verb}`, (c) =>
      performOnTicket(deps, c, 'parts', (actor, ticketId, form) => {
        const quantity = wholeNumber(form.partQuantity);
        const seenRequestId = rowNumber(form.seenPartRequestId) ?? 0;
        act(actor, { ticketId, partId: rowOf(c, 'part'), quantity, seenRequestId }, form);
        return notice;
      }),
    );
  onPart('pakai', 'partUsed', (actor, wish) => takePart(db, clock, actor, wish));
  onPart('sisihkan', 'partReserved', (actor, wish) => reservePart(db, clock, actor, wish));
  onPart('pesan', 'partOrdered', (actor, wish, form) => {
    const until = typedDate(form.partUntil, localDate(clock.nowMs(), timeZone));
    if (until === undefined)
      throw new DomainError('invalid', 'Tulis tanggal perkiraan barang datang, seperti 13/01/2026.');
    orderPart(db, clock, actor, { ...wish, until, note: '' });
  });

  const onRequest = (
    verb: string,
    notice: TicketNotice,
    act: (actor: Actor, which: TicketPartNumber) => void,
  ) =>
    app.post(`/:id/suku-cadang/:request/${verb}`, (c) =>
      performOnTicket(deps, c, 'parts', (actor, ticketId) => {
        act(actor, { ticketId, requestId: rowOf(c, 'request') });
        return notice;
      }),
    );
  onRequest('terpakai', 'partUsed', (actor, which) => useReservedPart(db, clock, actor, which));
  onRequest('lepas', 'partReleased', (actor, which) => releasePart(db, clock, actor, which));
  onRequest('kembali', 'partReturned', (actor, which) => returnPart(db, clock, actor, which));
  return app;
}

/** @throws DomainError `not_found` for what no row can be called */
function rowOf(c: PanelContext, name: string): number {
  const id = rowNumber(c.req.param(name) ?? '');
  if (id === undefined) throw new DomainError('not_found', 'Suku cadang ini tidak ada.');
  return id;
}
