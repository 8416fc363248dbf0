import { Hono } from 'hono';
import type { JSX } from 'hono/jsx/jsx-runtime';
import { correctStock, receiveParts, removeParts, type ShelfWork } from '../../db/actions/receiveParts.ts';
import { addPart, changePart } from '../../db/actions/savePart.ts';
import { undoStockMove } from '../../db/actions/undoStockMove.ts';
import { partPage, stockList } from '../../db/queries/stock.ts';
import { unnamedWaits } from '../../db/queries/ticketParts.ts';
import { DomainError } from '../../db/rules/errors.ts';
import type { Actor } from '../../db/rules/permissions.ts';
import { actorOf, type PanelContext, type PanelDeps, type PanelEnv } from '../deps.ts';
import { saveOrShow } from '../directory/saveOrShow.tsx';
import { csvHeaders, csvText } from '../http/csv.ts';
import { takeFlash } from '../http/flash.ts';
import { type FormFields, formFields, rowNumber } from '../http/formFields.ts';
import { sendPage } from '../http/sendPage.tsx';
import { requireRight } from '../http/session.tsx';
import { frameOf } from '../views/frame.ts';
import { NewPartPage } from './newPartPage.tsx';
import { EMPTY_PART_FORM, type PartForm, partFieldsIn, partFormOf, readPartForm } from './partForm.tsx';
import { PartPage, type RefusedPart } from './partPage.tsx';
import { readShelfForm, type ShelfVerb } from './shelfForms.tsx';
import { stockCsvRows } from './stockCsv.ts';
import { StockPage } from './stockPage.tsx';
import { stockViewNamed } from './stockPath.ts';
import { wholeNumber } from './wholeNumber.ts';

const NOTICES: Readonly<Record<string, string>> = {
  added: 'Suku cadang dicatat.',
  changed: 'Perubahan disimpan.',
  datang: 'Barang datang dicatat. Tiket yang menunggu sudah dilayani.',
  keluar: 'Barang keluar dicatat.',
  koreksi: 'Hitungan dikoreksi.',
  undone: 'Catatan diurungkan dengan catatan lawannya.',
};

/** `/stok`: what the office has, and all that happens to it (SOP 7). */
export function stockRoutes(deps: PanelDeps): Hono<PanelEnv> {
  const { db, clock } = deps;
  const app = new Hono<PanelEnv>();
  app.use(requireRight('seeStock'));
  app.get('/', (c) => sendPage(c, listView(deps, c)));
  app.get('/stok.csv', (c) => {
    const rows = stockCsvRows(stockList(db, actorOf(c), 'all', '').rows);
    return c.body(csvText(rows), 200, csvHeaders('stok.csv'));
  });
  app.get('/baru', requireRight('changeStock'), (c) => sendPage(c, newView(deps, c, EMPTY_PART_FORM)));
  app.post('/baru', requireRight('changeStock'), async (c) => {
    const form = readPartForm(await formFields(c));
    return saveOrShow(
      c,
      () => {
        const fields = { ...partFieldsIn(form), active: true, quantity: wholeNumber(form.quantity) };
        return { to: `/stok/${addPart(db, clock, actorOf(c), fields)}`, told: 'added' };
      },
      (problem) => newView(deps, c, form, problem),
    );
  });
  app.get('/:id', (c) => sendPage(c, partView(deps, c)));
  app.post('/:id', requireRight('changeStock'), async (c) => {
    const fields = await formFields(c);
    const [partId, form] = [idOf(c), readPartForm(fields)];
    return saveOrShow(
      c,
      () => {
        const seen = partFieldsIn(readPartForm({ get: (name) => fields.get(`seen-${name}`) }));
        changePart(db, clock, actorOf(c), { partId, fields: partFieldsIn(form), seen });
        return { to: `/stok/${partId}`, told: 'changed' };
      },
      (words) => partView(deps, c, { at: 'facts', form, words }),
    );
  });
  const atShelf = (verb: ShelfVerb, act: (actor: Actor, work: ShelfWork) => void) =>
    app.post(`/:id/${verb}`, requireRight('changeStock'), async (c) => {
      const fields = await formFields(c);
      const [partId, form] = [idOf(c), readShelfForm(fields)];
      return saveOrShow(
        c,
        () => {
          act(actorOf(c), shelfWorkIn(partId, fields));
          return { to: `/stok/${partId}`, told: verb };
        },
        (words) => partView(deps, c, { at: verb, form, words }),
      );
    });
  atShelf('datang', (actor, work) => receiveParts(db, clock, actor, work));
  atShelf('keluar', (actor, work) => removeParts(db, clock, actor, work));
  atShelf('koreksi', (actor, work) => correctStock(db, clock, actor, work));
  app.post('/:id/catatan/:move/urungkan', requireRight('changeStock'), (c) =>
    saveOrShow(
      c,
      () => {
        undoStockMove(db, clock, actorOf(c), idOf(c, 'move'));
        return { to: `/stok/${idOf(c)}`, told: 'undone' };
      },
      (words) => partView(deps, c, { at: 'undo', words }),
    ),
  );
  return app;
}

function shelfWorkIn(partId: number, fields: FormFields): ShelfWork {
  const { quantity, note, seenMoveId } = readShelfForm(fields);
  return { partId, quantity: wholeNumber(quantity), note, seenMoveId: rowNumber(seenMoveId) ?? 0 };
}

function listView(deps: PanelDeps, c: PanelContext): JSX.Element {
  const frame = frameOf(deps, c);
  const view = stockViewNamed(c.req.query('daftar'));
  const search = (c.req.query('cari') ?? '').slice(0, 100);
  return (
    <StockPage
      frame={frame}
      view={view}
      search={search}
      list={stockList(deps.db, frame.actor, view, search)}
      unnamed={unnamedWaits(deps.db, frame.actor)}
      notice={NOTICES[takeFlash(c)?.key ?? '']}
    />
  );
}

const newView = (deps: PanelDeps, c: PanelContext, form: PartForm, problem?: string): JSX.Element => (
  <NewPartPage frame={frameOf(deps, c)} form={form} problem={problem} />
);

function partView(deps: PanelDeps, c: PanelContext, refused?: RefusedPart): JSX.Element {
  const frame = frameOf(deps, c);
  const before = rowNumber(c.req.query('sebelum') ?? '');
  const page = partPage(deps.db, frame.actor, idOf(c), before);
  return (
    <PartPage
      frame={frame}
      page={page}
      form={refused?.at === 'facts' ? refused.form : partFormOf(page.part)}
      before={before}
      notice={NOTICES[takeFlash(c)?.key ?? '']}
      refused={refused}
    />
  );
}

/** @throws DomainError `not_found` for what no row can be called */
function idOf(c: PanelContext, name = 'id'): number {
  const id = rowNumber(c.req.param(name) ?? '');
  if (id === undefined) throw new DomainError('not_found', 'Suku cadang ini tidak ada.');
  return id;
}
