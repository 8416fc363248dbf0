import { Hono } from 'hono';
import { addContact, changeContact, mergeContacts, setContactActive } from '../../db/actions/saveContact.ts';
import { contactPage, likelyTwins } from '../../db/queries/contactDirectory.ts';
import { directoryHistory } from '../../db/queries/directoryHistory.ts';
import { unitChoices } from '../../db/queries/unitDirectory.ts';
import { actorOf, type PanelContext, type PanelDeps, type PanelEnv } from '../deps.ts';
import { type Flash, takeFlash } from '../http/flash.ts';
import { type FormFields, formFields, rowNumber } from '../http/formFields.ts';
import type { KeptForms } from '../http/keptForms.ts';
import { sendPage } from '../http/sendPage.tsx';
import { requireRight } from '../http/session.tsx';
import { frameOf } from '../views/frame.ts';
import { ContactFormView, contactFields, contactIn } from './contactForm.tsx';
import { ContactView } from './contactPage.tsx';
import { keptFields } from './keptFields.ts';
import { rowIn } from './rowIn.ts';
import { saveOrShow } from './saveOrShow.tsx';

/** `/direktori/orang`: a person, shown, added, changed, merged with their double, taken out of use. */
export function contactRoutes(deps: PanelDeps, keptForms: KeptForms): Hono<PanelEnv> {
  const { db, clock } = deps;
  const app = new Hono<PanelEnv>();
  const change = requireRight('changeDirectory');
  const pathOf = (id: number) => `/direktori/orang/${id}`;

  app.get('/baru', change, (c) => {
    const unitId = rowNumber(c.req.query('skpd') ?? '');
    const unit = unitChoices(db).find(({ id }) => id === unitId)?.shortName ?? null;
    const empty = contactFields({ name: null, unit, position: null, notes: null, phones: [] }, 0);
    return sendPage(c, formView(deps, c, undefined, keptFields(keptForms, c) ?? empty));
  });
  app.post('/baru', change, async (c) => {
    const typed = await formFields(c);
    return saveOrShow(
      c,
      () => {
        const { id, actId } = addContact(db, clock, actorOf(c), contactIn(typed, unitChoices(db), true));
        return { to: pathOf(id), told: 'added', actId };
      },
      (problem) => formView(deps, c, undefined, typed, problem),
    );
  });
  app.get('/:id', (c) => sendPage(c, shownContact(deps, c, rowIn(c.req.param('id')), takeFlash(c))));
  app.get('/:id/ubah', change, (c) => {
    const id = rowIn(c.req.param('id'));
    const { contact } = contactPage(db, actorOf(c), id);
    const seenChangeId = directoryHistory(db, 'contact', id)[0]?.changeId ?? 0;
    const typed = keptFields(keptForms, c) ?? contactFields(contact, seenChangeId);
    return sendPage(c, formView(deps, c, id, typed));
  });
  app.post('/:id/ubah', change, async (c) => {
    const id = rowIn(c.req.param('id'));
    const typed = await formFields(c);
    const { contact } = contactPage(db, actorOf(c), id);
    return saveOrShow(
      c,
      () => {
        const choices = unitChoices(db, contact.unitId ?? undefined);
        const fields = contactIn(typed, choices, contact.active);
        const { actId } = changeContact(db, clock, actorOf(c), { id, ...fields });
        return { to: pathOf(id), told: actId === undefined ? 'unchanged' : 'saved', actId };
      },
      (problem) => formView(deps, c, id, typed, problem),
    );
  });
  app.post('/:id/:use{aktif|nonaktif}', change, (c) => {
    const id = rowIn(c.req.param('id'));
    const active = c.req.param('use') === 'aktif';
    return saveOrShow(
      c,
      () => {
        const { actId } = setContactActive(db, clock, actorOf(c), id, active);
        return { to: pathOf(id), told: active ? 'activated' : 'deactivated', actId };
      },
      (problem) => shownContact(deps, c, id, undefined, problem),
    );
  });
  app.post('/:id/gabung', change, async (c) => {
    const intoId = rowIn(c.req.param('id'));
    const fromId = rowNumber((await formFields(c)).get('fromId'));
    return saveOrShow(
      c,
      () => {
        const { actId } = mergeContacts(db, clock, actorOf(c), { intoId, fromId: fromId ?? intoId });
        return { to: pathOf(intoId), told: 'merged', actId };
      },
      (problem) => shownContact(deps, c, intoId, undefined, problem),
    );
  });
  return app;
}

function shownContact(
  deps: PanelDeps,
  c: PanelContext,
  id: number,
  flash: Flash | undefined,
  problem?: string,
) {
  const page = contactPage(deps.db, actorOf(c), id);
  return (
    <ContactView
      frame={frameOf(deps, c)}
      page={page}
      twins={likelyTwins(deps.db, page.contact)}
      history={directoryHistory(deps.db, 'contact', id)}
      flash={flash}
      problem={problem}
    />
  );
}

function formView(
  deps: PanelDeps,
  c: PanelContext,
  id: number | undefined,
  typed: FormFields,
  problem?: string,
) {
  const contact = id === undefined ? undefined : contactPage(deps.db, actorOf(c), id).contact;
  return (
    <ContactFormView
      frame={frameOf(deps, c)}
      contact={contact}
      choices={unitChoices(deps.db, contact?.unitId ?? undefined)}
      typed={typed}
      problem={problem}
    />
  );
}
