import { Hono } from 'hono';
import { confirmRegistration, refuseRegistration } from '../../db/actions/decideRegistration.ts';
import { decidedRegistrations, waitingRegistrations } from '../../db/queries/registrations.ts';
import { unitChoices } from '../../db/queries/unitDirectory.ts';
import { chosenUnit } from '../../db/rules/directory/chosenUnit.ts';
import { DomainError } from '../../db/rules/errors.ts';
import { actorOf, type PanelContext, type PanelDeps, type PanelEnv } from '../deps.ts';
import { type Flash, takeFlash } from '../http/flash.ts';
import { type FormFields, formFields, typedText } from '../http/formFields.ts';
import { sendPage } from '../http/sendPage.tsx';
import { requireRight } from '../http/session.tsx';
import { frameOf } from '../views/frame.ts';
import { type RefusedDecision, RegistrationsView } from './registrationsPage.tsx';
import { rowIn } from './rowIn.ts';
import { type SavedForm, saveOrShow } from './saveOrShow.tsx';

/** `/direktori/pendaftaran`: numbers that registered themselves by SMS, confirmed, corrected or refused. */
export function registrationRoutes(deps: PanelDeps): Hono<PanelEnv> {
  const { db, clock } = deps;
  const app = new Hono<PanelEnv>();
  app.use(requireRight('changeDirectory'));
  app.get('/', (c) => sendPage(c, registrations(deps, c, takeFlash(c))));
  app.post('/:id/setuju', (c) =>
    decide(deps, c, (id, typed) => {
      const unit = chosenUnit(unitChoices(db), typed.get('unit'));
      if (!unit) throw new DomainError('invalid', 'Pilih SKPD-nya.');
      const seenAskedAtMs = Number(typed.get('seen'));
      const name = typedText(typed.get('name'));
      const actId = confirmRegistration(db, clock, actorOf(c), { id, seenAskedAtMs, name, unitId: unit.id });
      return { to: '/direktori/pendaftaran', told: 'confirmed', actId };
    }),
  );
  app.post('/:id/tolak', (c) =>
    decide(deps, c, (id, typed) => {
      const reason = typedText(typed.get('reason'));
      refuseRegistration(db, clock, actorOf(c), { id, seenAskedAtMs: Number(typed.get('seen')), reason });
      return { to: '/direktori/pendaftaran', told: 'refused' };
    }),
  );
  return app;
}

async function decide(
  deps: PanelDeps,
  c: PanelContext,
  act: (id: number, typed: FormFields) => SavedForm,
): Promise<Response> {
  const id = rowIn(c.req.param('id') ?? '');
  const typed = await formFields(c);
  return saveOrShow(
    c,
    () => act(id, typed),
    (problem) => registrations(deps, c, undefined, { id, typed, problem }),
  );
}

function registrations(
  deps: PanelDeps,
  c: PanelContext,
  flash: Flash | undefined,
  refused?: RefusedDecision,
) {
  const actor = actorOf(c);
  return (
    <RegistrationsView
      frame={frameOf(deps, c)}
      waiting={waitingRegistrations(deps.db, actor)}
      decided={decidedRegistrations(deps.db, actor)}
      choices={unitChoices(deps.db)}
      refused={refused}
      flash={flash}
    />
  );
}
