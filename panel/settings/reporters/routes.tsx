import { Hono } from 'hono';
import { changeReporterPages } from '../../../db/actions/changeReporterPages.ts';
import { reporterPages } from '../../../db/queries/reporterPages.ts';
import { actorOf, type PanelContext, type PanelDeps, type PanelEnv } from '../../deps.ts';
import { setFlash, takeFlash } from '../../http/flash.ts';
import { formFields } from '../../http/formFields.ts';
import { problemOf } from '../../http/problem.ts';
import { sendPage } from '../../http/sendPage.tsx';
import { requireRight } from '../../http/session.tsx';
import { frameOf } from '../../views/frame.ts';
import { Alert, Notice } from '../../views/notices.tsx';
import { Page } from '../../views/page.tsx';

/** `/pengaturan/pelapor`: what the reporters' pages may cost. */
export function reporterSettingsRoutes(deps: PanelDeps): Hono<PanelEnv> {
  const app = new Hono<PanelEnv>();
  app.use(requireRight('changeSettings'));
  app.get('/', (c) => sendPage(c, <ReporterSettings deps={deps} c={c} />));
  app.post('/', async (c) => {
    const typed = (await formFields(c)).get('codesPerDay').trim();
    try {
      const codesPerDay = /^\d{1,6}$/.test(typed) ? Number(typed) : Number.NaN;
      changeReporterPages(deps.db, deps.clock, actorOf(c), { codesPerDay });
      setFlash(c, 'saved');
      return c.redirect('/pengaturan/pelapor', 303);
    } catch (error) {
      const problem = problemOf(error);
      if (!problem || problem.status === 403) throw error;
      const refused = { typed, words: problem.message };
      return sendPage(c, <ReporterSettings deps={deps} c={c} refused={refused} />, problem.status);
    }
  });
  return app;
}

interface SettingsProps {
  deps: PanelDeps;
  c: PanelContext;
  refused?: { typed: string; words: string };
}

const ReporterSettings = ({ deps, c, refused }: SettingsProps) => {
  const frame = frameOf(deps, c);
  const { codesPerDay, sentLately } = reporterPages(deps.db, frame.actor, frame.nowMs);
  return (
    <Page frame={frame} title="Halaman pelapor">
      <p>
        <a class="more" href="/pengaturan">
          Pengaturan
        </a>
      </p>
      <div class="page-head">
        <h1>Halaman pelapor</h1>
        <p class="lead">
          {deps.publicUrl === undefined
            ? 'Halaman pelapor dan tautan status mati: HELPDESK_PUBLIC_URL belum diatur di server.'
            : `Pelapor masuk di ${deps.publicUrl.replace(/\/+$/, '')}/pelapor dengan kode yang dikirim lewat SMS ke nomornya di Direktori.`}
        </p>
      </div>
      <div role="status">{takeFlash(c)?.key === 'saved' && <Notice>Pengaturan disimpan.</Notice>}</div>
      {refused && <Alert id="problem">{refused.words}</Alert>}
      <form method="post" action="/pengaturan/pelapor" class="narrow">
        <label for="codesPerDay">Kode paling banyak dalam 24 jam</label>
        <input
          id="codesPerDay"
          name="codesPerDay"
          inputmode="numeric"
          required
          maxlength={6}
          value={refused?.typed ?? String(codesPerDay)}
          aria-describedby={refused ? 'problem codes-hint' : 'codes-hint'}
        />
        <p id="codes-hint" class="hint">
          Setiap kode adalah satu SMS; {sentLately} dikirim dalam 24 jam terakhir. Bila batas tercapai,
          pelapor diberi tahu dan peringatan muncul di halaman Gateway.
        </p>
        <button type="submit" class="primary">
          Simpan
        </button>
      </form>
    </Page>
  );
};
