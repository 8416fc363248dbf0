import { Hono } from 'hono';
import { addNote } from '../../db/actions/addNote.ts';
import { declineTicket, unassignTicket } from '../../db/actions/declineTicket.ts';
import { editTicket } from '../../db/actions/editTicket.ts';
import { cancelTicket, rejectTicket } from '../../db/actions/endTicket.ts';
import { pendTicket, resumeTicket } from '../../db/actions/pendTicket.ts';
import { reopenTicket, restoreTicket } from '../../db/actions/reopenTicket.ts';
import { scheduleVisit } from '../../db/actions/scheduleVisit.ts';
import { arrive, depart } from '../../db/actions/travel.ts';
import type { Actor } from '../../db/rules/permissions.ts';
import { localDate } from '../../db/rules/zonedTime.ts';
import type { PanelContext, PanelDeps, PanelEnv } from '../deps.ts';
import { performOnTicket } from './perform.tsx';
import {
  type FormPart,
  parseFacts,
  parsePending,
  parseSeen,
  parseVisit,
  type TicketForm,
} from './ticketForm.ts';
import type { TicketNotice } from './ticketNotices.ts';

/** What is done to a ticket beside answering and delegating it: its moves, facts, visit and internal notes. */
export function moveRoutes(deps: PanelDeps): Hono<PanelEnv> {
  const { db, clock, timeZone } = deps;
  const app = new Hono<PanelEnv>();
  const on = (
    path: string,
    at: FormPart,
    notice: TicketNotice,
    act: (actor: Actor, ticketId: number, form: TicketForm) => void,
  ) =>
    app.post(`/:id/${path}`, (c: PanelContext) =>
      performOnTicket(deps, c, at, (actor, ticketId, form) => {
        act(actor, ticketId, form);
        return notice;
      }),
    );

  on('rincian', 'facts', 'factsSaved', (actor, ticketId, form) =>
    editTicket(db, clock, actor, ticketId, parseFacts(form), parseSeen(form)),
  );
  on('jadwal', 'visit', 'scheduled', (actor, ticketId, form) =>
    scheduleVisit(db, clock, actor, {
      ticketId,
      ...parseVisit(form, clock.nowMs(), timeZone),
      seenEventId: parseSeen(form),
    }),
  );
  on('catatan', 'note', 'noted', (actor, ticketId, form) =>
    addNote(db, clock, actor, { ticketId, text: form.internalNote }),
  );
  on('berangkat', 'travel', 'departed', (actor, ticketId) => depart(db, clock, actor, ticketId));
  on('tiba', 'travel', 'arrived', (actor, ticketId) => arrive(db, clock, actor, ticketId));
  app.post('/:id/tunda', (c) =>
    performOnTicket(deps, c, 'pend', (actor, ticketId, form) => {
      const today = localDate(clock.nowMs(), timeZone);
      const end = pendTicket(db, clock, actor, { ticketId, ...parsePending(form, today) });
      return end === 'beyond' ? 'pendedBeyond' : 'pended';
    }),
  );
  on('lanjut', 'pend', 'resumed', (actor, ticketId) => resumeTicket(db, clock, actor, ticketId));
  on('tolak', 'end', 'declined', (actor, ticketId, { reason }) =>
    declineTicket(db, clock, actor, { ticketId, reason }),
  );
  on('cabut', 'end', 'unassigned', (actor, ticketId, form) =>
    unassignTicket(db, clock, actor, { ticketId, reason: form.reason, seenEventId: parseSeen(form) }),
  );
  on('batal', 'end', 'cancelled', (actor, ticketId, { reason }) =>
    cancelTicket(db, clock, actor, { ticketId, reason }),
  );
  on('bukan-pengaduan', 'end', 'rejected', (actor, ticketId, { reason }) =>
    rejectTicket(db, clock, actor, { ticketId, as: 'not_complaint', reason }),
  );
  on('bukan-wewenang', 'end', 'rejected', (actor, ticketId, { reason }) =>
    rejectTicket(db, clock, actor, { ticketId, as: 'not_ours', reason }),
  );
  on('buka', 'end', 'reopened', (actor, ticketId, { reason }) =>
    reopenTicket(db, clock, actor, { ticketId, reason }),
  );
  on('pulihkan', 'end', 'returned', (actor, ticketId) => restoreTicket(db, clock, actor, ticketId));
  return app;
}
