import { Hono } from 'hono';
import { bindNumber } from '../../db/actions/bindNumber.ts';
import { noteRatingSeen } from '../../db/actions/rateTicket.ts';
import {
  attachMessage,
  dismissMessage,
  openTicketFromMessage,
  reopenByMessage,
  restoreMessage,
} from '../../db/actions/reviewMessage.ts';
import { type BindingHint, bindingHint } from '../../db/queries/bindingHint.ts';
import { lowRatings } from '../../db/queries/ratings.ts';
import { operatorMessages, reviewTray, type TrayMessage } from '../../db/queries/trays.ts';
import { unitChoices } from '../../db/queries/unitDirectory.ts';
import { DomainError } from '../../db/rules/errors.ts';
import type { Actor } from '../../db/rules/permissions.ts';
import { actorOf, type PanelContext, type PanelDeps, type PanelEnv } from '../deps.ts';
import { bindingIn } from '../directory/bindNumber.tsx';
import { type Flash, setFlash, takeFlash } from '../http/flash.ts';
import { formFields, rowNumber, typedText } from '../http/formFields.ts';
import { problemOf } from '../http/problem.ts';
import { byHtmx, sendPage } from '../http/sendPage.tsx';
import { requireRight } from '../http/session.tsx';
import { frameOf } from '../views/frame.ts';
import { OperatorView, type ReviewBindings, ReviewView } from './pages.tsx';

export function reviewRoutes(deps: PanelDeps): Hono<PanelEnv> {
  const { db, clock } = deps;
  const app = new Hono<PanelEnv>();
  app.use(requireRight('reviewMessages'));
  app.get('/', (c) => sendPage(c, reviewView(deps, c, takeFlash(c))));
  app.post('/:id/tiket', (c) =>
    perform(deps, c, (actor, id) => ({ key: 'opened', row: openTicketFromMessage(db, clock, actor, id) })),
  );
  app.post('/:id/gabung', async (c) => {
    const ticketId = rowNumber((await formFields(c)).get('ticketId'));
    return perform(deps, c, (actor, id) => {
      if (ticketId === undefined) throw new DomainError('invalid', 'Pilih tiketnya.');
      attachMessage(db, clock, actor, id, ticketId);
      return { key: 'attached', row: ticketId };
    });
  });
  app.post('/:id/buka', async (c) => {
    const ticketId = rowNumber((await formFields(c)).get('closedId'));
    return perform(deps, c, (actor, id) => {
      if (ticketId === undefined) throw new DomainError('invalid', 'Pilih tiketnya.');
      reopenByMessage(db, clock, actor, id, ticketId);
      return { key: 'reopened', row: ticketId };
    });
  });
  app.post('/:id/skpd', async (c) => {
    const fields = await formFields(c);
    const [unit, name] = [typedText(fields.get('bindUnit')), typedText(fields.get('bindName'))];
    const bind = (actor: Actor, id: number): Flash => {
      const phone = reviewTray(db).find((message) => message.id === id)?.peer;
      if (phone === undefined) throw new DomainError('conflict', 'Pesan ini sudah ditangani orang lain.');
      const binding = bindingIn({ bindUnit: unit, bindName: name }, unitChoices(db));
      return { key: 'bound', row: bindNumber(db, clock, actor, { phone, ...binding }).actId };
    };
    return perform(deps, c, bind, { unit, name });
  });
  app.post('/:id/bukan', (c) =>
    perform(deps, c, (actor, id) => {
      dismissMessage(db, clock, actor, id);
      return { key: 'dismissed', row: id };
    }),
  );
  app.post('/nilai/:id', (c) =>
    perform(deps, c, (actor, ticketId) => {
      noteRatingSeen(db, clock, actor, ticketId);
      return { key: 'ratingSeen', row: ticketId };
    }),
  );
  app.post('/:id/urungkan', (c) =>
    perform(deps, c, (actor, id) => {
      restoreMessage(db, clock, actor, id);
      return { key: 'restored', row: id };
    }),
  );
  return app;
}

export function operatorRoutes(deps: PanelDeps): Hono<PanelEnv> {
  const app = new Hono<PanelEnv>();
  app.use(requireRight('reviewMessages'));
  app.get('/', (c) =>
    sendPage(c, <OperatorView frame={frameOf(deps, c)} messages={operatorMessages(deps.db)} />),
  );
  return app;
}

/** What each unknown number may be. */
function bindingsOf(
  db: PanelDeps['db'],
  messages: readonly TrayMessage[],
  refused: { id?: number; typed?: BindingHint } | undefined,
): ReviewBindings | undefined {
  const unknown = messages.filter(({ unit }) => unit === null);
  if (unknown.length === 0) return undefined;
  const choices = unitChoices(db);
  const hints = unknown.map(({ id, peer, text }) => {
    const typed = refused?.id === id ? refused.typed : undefined;
    return [id, typed ?? bindingHint(db, choices, { phone: peer, text })] as const;
  });
  return { choices, hints: new Map(hints) };
}

function reviewView(
  deps: PanelDeps,
  c: PanelContext,
  done: Flash | undefined,
  refused?: { problem: string; id?: number; typed?: BindingHint },
) {
  const frame = frameOf(deps, c);
  const messages = reviewTray(deps.db);
  return (
    <ReviewView
      frame={frame}
      messages={messages}
      bindings={bindingsOf(deps.db, messages, refused)}
      ratings={lowRatings(deps.db, frame.actor)}
      done={done}
      problem={refused?.problem}
    />
  );
}

async function perform(
  deps: PanelDeps,
  c: PanelContext,
  act: (actor: Actor, messageId: number) => Flash,
  typed?: BindingHint,
): Promise<Response> {
  try {
    const messageId = rowNumber(c.req.param('id') ?? '');
    if (messageId === undefined) throw new DomainError('not_found', 'Pesan ini tidak ada.');
    const done = act(actorOf(c), messageId);
    if (byHtmx(c)) return await sendPage(c, reviewView(deps, c, done));
    setFlash(c, done.key, done.row);
    return c.redirect('/periksa', 303);
  } catch (error) {
    const problem = problemOf(error);
    if (!problem || problem.status === 404 || problem.status === 403) throw error;
    const refused = { problem: problem.message, id: Number(c.req.param('id')), ...(typed ? { typed } : {}) };
    return sendPage(c, reviewView(deps, c, undefined, refused), problem.status);
  }
}
