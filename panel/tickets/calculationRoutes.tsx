import { Hono } from 'hono';
import { ticketCalculation } from '../../db/queries/ticketCalculation.ts';
import { DomainError } from '../../db/rules/errors.ts';
import type { PanelDeps, PanelEnv } from '../deps.ts';
import { rowNumber } from '../http/formFields.ts';
import { sendPage } from '../http/sendPage.tsx';
import { frameOf } from '../views/frame.ts';
import { CalculationView } from './calculationPage.tsx';

/** `/tiket/12/perhitungan`. */
export function calculationRoutes(deps: PanelDeps): Hono<PanelEnv> {
  const app = new Hono<PanelEnv>();
  app.get('/:id/perhitungan', (c) => {
    const ticketId = rowNumber(c.req.param('id'));
    if (ticketId === undefined) throw new DomainError('not_found', 'Tiket ini tidak ditemukan.');
    const frame = frameOf(deps, c);
    const calculation = ticketCalculation(deps.db, frame.actor, ticketId, frame.nowMs);
    return sendPage(c, <CalculationView frame={frame} calculation={calculation} />);
  });
  return app;
}
