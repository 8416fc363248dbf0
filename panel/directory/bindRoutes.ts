import { Hono } from 'hono';
import { bindNumber } from '../../db/actions/bindNumber.ts';
import { editTicket } from '../../db/actions/editTicket.ts';
import { ticketPage } from '../../db/queries/ticketPage.ts';
import { unitChoices } from '../../db/queries/unitDirectory.ts';
import type { PanelContext, PanelDeps, PanelEnv } from '../deps.ts';
import { performOnTicket } from '../tickets/perform.tsx';
import { bindingIn } from './bindNumber.tsx';

/** `POST /tiket/:id/skpd`: a number that nobody knew gets its unit; where there is one already, the ticket alone does. */
export function bindRoutes(deps: PanelDeps): Hono<PanelEnv> {
  const { db, clock } = deps;
  const app = new Hono<PanelEnv>();
  app.post('/:id/skpd', (c: PanelContext) =>
    performOnTicket(deps, c, 'bind', (actor, ticketId, form) => {
      const { reporterPhone: phone, unit } = ticketPage(db, actor, ticketId);
      const { unitId, name } = bindingIn(form, unitChoices(db));
      if (phone === null || unit) {
        editTicket(db, clock, actor, ticketId, { unitId }, Number(form.seenEventId) || undefined);
        return 'unitSet';
      }
      bindNumber(db, clock, actor, { phone, unitId, name }, ticketId);
      return 'numberBound';
    }),
  );
  return app;
}
