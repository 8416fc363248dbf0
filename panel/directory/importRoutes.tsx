import { Hono } from 'hono';
import { importDirectory } from '../../db/actions/importDirectory.ts';
import type { TableKind } from '../../db/directoryPlan.ts';
import { contactTable, type DirectoryTable, unitTable } from '../../db/queries/directoryTables.ts';
import { importPreview } from '../../db/queries/importPreview.ts';
import { DomainError } from '../../db/rules/errors.ts';
import { localDate } from '../../db/rules/zonedTime.ts';
import { actorOf, type PanelContext, type PanelDeps, type PanelEnv } from '../deps.ts';
import { csvHeaders, csvText } from '../http/csv.ts';
import { takeFlash } from '../http/flash.ts';
import { formFields } from '../http/formFields.ts';
import { problemOf } from '../http/problem.ts';
import { sendPage } from '../http/sendPage.tsx';
import { requireRight } from '../http/session.tsx';
import { frameOf } from '../views/frame.ts';
import { ImportView, PreviewView } from './importPages.tsx';
import { createKeptTables, type KeptTable } from './keptTables.ts';
import { readCsv } from './readCsv.ts';
import { saveOrShow } from './saveOrShow.tsx';

const GONE =
  'Berkas ini sudah tidak ada di server (lebih dari setengah jam, atau program dimulai ulang). Unggah sekali lagi.';

/** `/direktori/impor` and `/direktori/ekspor`: tables of units and people, in with a preview, and out. */
export function importRoutes(deps: PanelDeps): Hono<PanelEnv> {
  const { db, clock } = deps;
  const tables = createKeptTables(clock);
  const app = new Hono<PanelEnv>();
  const change = requireRight('changeDirectory');
  const start = (c: PanelContext, problem?: string) => (
    <ImportView frame={frameOf(deps, c)} flash={takeFlash(c)} problem={problem} />
  );
  const kept = (c: PanelContext): KeptTable => {
    const table = tables.read(actorOf(c).userId, c.req.param('key') ?? '');
    if (!table) throw new DomainError('conflict', GONE);
    return table;
  };
  const preview = (c: PanelContext, problem?: string) => {
    const table = kept(c);
    const plan = importPreview(db, actorOf(c), table.kind, table.lines);
    const path = `/direktori/impor/${c.req.param('key') ?? ''}`;
    return <PreviewView frame={frameOf(deps, c)} path={path} table={table} plan={plan} problem={problem} />;
  };
  const orStart = (c: PanelContext, show: () => Response | Promise<Response>) => {
    try {
      return show();
    } catch (error) {
      const problem = problemOf(error);
      if (!problem || problem.status === 403) throw error;
      return sendPage(c, start(c, problem.message), problem.status);
    }
  };

  app.get('/impor', change, (c) => sendPage(c, start(c)));
  app.post('/impor', change, async (c) => {
    const upload = await uploaded(c);
    return orStart(c, () => {
      const lines = readCsv(upload.bytes);
      importPreview(db, actorOf(c), upload.kind, lines);
      const key = tables.keep(actorOf(c).userId, { kind: upload.kind, fileName: upload.name, lines });
      return c.redirect(`/direktori/impor/${key}`, 303);
    });
  });
  app.get('/impor/:key', change, (c) => orStart(c, () => sendPage(c, preview(c))));
  app.post('/impor/:key', change, async (c) => {
    const seenDigest = (await formFields(c)).get('digest');
    return orStart(c, () => {
      const { kind, lines } = kept(c);
      return saveOrShow(
        c,
        () => {
          const actId = importDirectory(db, clock, actorOf(c), { kind, lines, seenDigest });
          return { to: '/direktori/impor', told: actId === undefined ? 'unchanged' : 'imported', actId };
        },
        (problem) => preview(c, problem),
      );
    });
  });
  app.get('/ekspor/skpd.csv', change, (c) => sendTable(deps, c, 'skpd', unitTable(db, actorOf(c))));
  app.get('/ekspor/orang.csv', change, (c) => sendTable(deps, c, 'orang', contactTable(db, actorOf(c))));
  return app;
}

function sendTable({ clock, timeZone }: PanelDeps, c: PanelContext, name: string, table: DirectoryTable) {
  const date = localDate(clock.nowMs(), timeZone);
  return c.body(csvText(table), 200, csvHeaders(`${name}-${date}.csv`));
}

/** @throws DomainError `invalid` without a file */
async function uploaded(c: PanelContext): Promise<{ kind: TableKind; name: string; bytes: Uint8Array }> {
  const body: Record<string, unknown> = await c.req.parseBody().catch(() => ({}));
  const { file, kind } = body;
  if (!(file instanceof File) || file.size === 0)
    throw new DomainError('invalid', 'Pilih berkas CSV-nya dahulu.');
  return {
    kind: kind === 'contacts' ? 'contacts' : 'units',
    name: file.name,
    bytes: new Uint8Array(await file.arrayBuffer()),
  };
}
