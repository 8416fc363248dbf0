import { Hono } from 'hono';
import { undoDirectoryAct } from '../../db/actions/undoDirectoryAct.ts';
import { contactsFound } from '../../db/queries/contactDirectory.ts';
import { unitList } from '../../db/queries/unitDirectory.ts';
import { actorOf, type PanelDeps, type PanelEnv } from '../deps.ts';
import { setFlash, takeFlash } from '../http/flash.ts';
import { formFields } from '../http/formFields.ts';
import type { KeptForms } from '../http/keptForms.ts';
import { sendPage } from '../http/sendPage.tsx';
import { requireRight } from '../http/session.tsx';
import { safeDestination } from '../signIn/destination.ts';
import { frameOf } from '../views/frame.ts';
import { contactRoutes } from './contactRoutes.tsx';
import { importRoutes } from './importRoutes.tsx';
import { DirectoryListView, showNamed } from './listPage.tsx';
import { registrationRoutes } from './registrationRoutes.tsx';
import { rowIn } from './rowIn.ts';
import { staffRoutes } from './staffRoutes.tsx';
import { unitRoutes } from './unitRoutes.tsx';

/** Pages that offer an undo. */
const UNDONE_ON = /^\/(?:direktori|periksa|tiket\/)/;

/** `/direktori`: units and people, who registered themselves, who works for the help desk, and tables in and out. */
export function directoryRoutes(deps: PanelDeps, keptForms: KeptForms): Hono<PanelEnv> {
  const { db, clock } = deps;
  const app = new Hono<PanelEnv>();
  app.use(requireRight('seeDirectory'));
  app.get('/', (c) => {
    const words = (c.req.query('q') ?? '').trim().slice(0, 80);
    const wanted = { words, show: showNamed(c.req.query('tampil')) };
    const actor = actorOf(c);
    return sendPage(
      c,
      <DirectoryListView
        frame={frameOf(deps, c)}
        wanted={wanted}
        units={unitList(db, actor, wanted)}
        people={contactsFound(db, actor, words)}
        flash={takeFlash(c)}
      />,
    );
  });
  app.post('/urungkan/:id', async (c) => {
    undoDirectoryAct(db, clock, actorOf(c), rowIn(c.req.param('id')));
    const back = safeDestination((await formFields(c)).get('back'));
    setFlash(c, 'undone');
    return c.redirect(UNDONE_ON.test(back) ? back : '/direktori', 303);
  });
  app.route('/skpd', unitRoutes(deps, keptForms));
  app.route('/orang', contactRoutes(deps, keptForms));
  app.route('/pendaftaran', registrationRoutes(deps));
  app.route('/petugas', staffRoutes(deps));
  app.route('/', importRoutes(deps));
  return app;
}
