import { randomUUID } from 'node:crypto';
import { Hono } from 'hono';
import type { JSX } from 'hono/jsx/jsx-runtime';
import { addMessageByWeb, openByWeb, rateByWeb } from '../../db/actions/reporterWrites.ts';
import { reporterTicket, reporterTickets } from '../../db/queries/reporterTickets.ts';
import { DomainError } from '../../db/rules/errors.ts';
import type { PanelContext, PanelDeps, PanelEnv } from '../deps.ts';
import { setFlash, takeFlash } from '../http/flash.ts';
import { type FormFields, formFields, rowNumber, typedText } from '../http/formFields.ts';
import type { KeptForms } from '../http/keptForms.ts';
import { problemOf } from '../http/problem.ts';
import { sendPage } from '../http/sendPage.tsx';
import { whenPublic } from '../http/whenPublic.ts';
import { reporterDestination } from './destination.ts';
import { NewComplaintPage, NotFoundPage, ReporterListPage, ReporterTicketPage } from './pages.tsx';
import { endReporterSession, reporterIn, reporterOf, requireReporter } from './session.tsx';
import { askForCode, takeCode } from './signIn.tsx';
import { NumberPage } from './signInPages.tsx';

/** `/pelapor`: what people of an SKPD see and do without an account. */
export function reporterRoutes(deps: PanelDeps, keptForms: KeptForms): Hono<PanelEnv> {
  const { db, clock } = deps;
  const app = new Hono<PanelEnv>();
  app.use(whenPublic(deps));
  signInOn(app, deps, keptForms);
  app.use(requireReporter(deps));
  app.get('/', (c) => {
    const list = reporterTickets(db, reporterOf(deps, c), rowNumber(c.req.query('sebelum') ?? ''));
    return sendPage(c, <ReporterListPage {...around(deps, c)} list={list} />);
  });
  app.get('/baru', (c) => {
    const kept = keptFor(deps, keptForms, c);
    return sendPage(c, complaintPage(deps, c, kept ? { fields: kept, notice: RESTORED } : {}));
  });
  app.post('/baru', async (c) => {
    const fields = await formFields(c);
    return refusable(
      c,
      () => {
        const { ticketId, joined } = openByWeb(db, clock, reporterOf(deps, c), complaintIn(fields));
        setFlash(c, joined ? 'joined' : 'opened');
        return ticketId;
      },
      (problem) => complaintPage(deps, c, { fields, problem }),
    );
  });
  app.get('/tiket/:id', (c) => {
    const kept = keptFor(deps, keptForms, c);
    const notice = kept ? RESTORED : NOTICES[takeFlash(c)?.key ?? ''];
    return sendPage(c, ticketPage(deps, c, { text: kept?.get('text') ?? '', notice }));
  });
  app.post('/tiket/:id/pesan', async (c) => {
    const text = typedText((await formFields(c)).get('text'));
    return refusable(
      c,
      () => {
        addMessageByWeb(db, clock, reporterOf(deps, c), { ticketId: ticketIdIn(c), text });
        setFlash(c, 'sent');
        return ticketIdIn(c);
      },
      (problem) => ticketPage(deps, c, { text, problem }),
    );
  });
  app.post('/tiket/:id/nilai', async (c) => {
    const rating = Number((await formFields(c)).get('rating'));
    return refusable(
      c,
      () => {
        const end = rateByWeb(db, clock, reporterOf(deps, c), { ticketId: ticketIdIn(c), rating });
        setFlash(c, end === 'own_work' ? 'ownWork' : 'rated');
        return ticketIdIn(c);
      },
      (problem) => ticketPage(deps, c, { text: '', problem }),
    );
  });
  // What is not here is not the panel's either.
  app.use(() => {
    throw new DomainError('not_found', 'Halaman ini tidak ada.');
  });
  app.onError((error, c) => {
    const problem = problemOf(error);
    if (problem?.status !== 404) throw error;
    return sendPage(
      c,
      <NotFoundPage simulated={deps.simulated !== undefined} words={problem.message} />,
      404,
    );
  });
  return app;
}

/** Number, code, and out again. */
function signInOn(app: Hono<PanelEnv>, deps: PanelDeps, keptForms: KeptForms): void {
  app.get('/masuk', (c) => {
    const next = reporterDestination(c.req.query('next') ?? '');
    if (reporterIn(deps, c)) return c.redirect(next, 303);
    return sendPage(
      c,
      <NumberPage simulated={deps.simulated !== undefined} carried={{ next, typed: undefined }} />,
    );
  });
  app.post('/masuk', (c) => askForCode(deps, c));
  app.post('/kode', (c) => takeCode(deps, keptForms, c));
  app.post('/keluar', (c) => {
    endReporterSession(deps, c);
    return c.redirect('/pelapor/masuk', 303);
  });
}

const RESTORED = 'Isian Anda dari sebelum masuk ada lagi di bawah ini; belum dikirim.';

const NOTICES: Readonly<Record<string, string>> = {
  opened: 'Pengaduan Anda kami terima. Petugas membalas secepatnya pada jam kerja, lewat SMS ke nomor Anda.',
  joined: 'Pengaduan yang sama sudah kami terima; ini tiketnya.',
  sent: 'Pesan Anda ditambahkan.',
  rated: 'Terima kasih, nilai Anda kami catat.',
  ownWork: 'Nilai tidak dicatat: nomor ini milik petugas yang mengerjakannya.',
};

const around = (deps: PanelDeps, c: PanelContext) => ({
  reporter: reporterOf(deps, c),
  timeZone: deps.timeZone,
  simulated: deps.simulated !== undefined,
});

function keptFor(deps: PanelDeps, keptForms: KeptForms, c: PanelContext): FormFields | undefined {
  const kept = keptForms.read(`reporter ${reporterOf(deps, c).phone}`, c.req.query('isian') ?? '');
  return kept && { get: (name) => (Object.hasOwn(kept, name) ? (kept[name] ?? '') : '') };
}

/** @throws DomainError `not_found` for what no ticket can be called */
function ticketIdIn(c: PanelContext): number {
  const id = rowNumber(c.req.param('id') ?? '');
  if (id === undefined) throw new DomainError('not_found', 'Tiket ini tidak ditemukan.');
  return id;
}

function complaintIn(fields: FormFields) {
  const formId = fields.get('formId');
  return {
    text: typedText(fields.get('text')),
    place: typedText(fields.get('place')).replace(/\n/g, ' '),
    formId: /^[\w-]{8,64}$/.test(formId) ? formId : randomUUID(),
  };
}

function complaintPage(
  deps: PanelDeps,
  c: PanelContext,
  { fields, ...told }: { fields?: FormFields; notice?: string; problem?: string },
): JSX.Element {
  return <NewComplaintPage {...around(deps, c)} form={complaintIn(fields ?? { get: () => '' })} {...told} />;
}

const ticketPage = (
  deps: PanelDeps,
  c: PanelContext,
  state: { text: string; notice?: string | undefined; problem?: string },
): JSX.Element => (
  <ReporterTicketPage
    {...around(deps, c)}
    ticket={reporterTicket(deps.db, reporterOf(deps, c), ticketIdIn(c))}
    {...state}
  />
);

/** Done and led to the ticket, or refused with everything that was typed still there. */
async function refusable(
  c: PanelContext,
  act: () => number,
  show: (problem: string) => JSX.Element,
): Promise<Response> {
  try {
    return c.redirect(`/pelapor/tiket/${act()}`, 303);
  } catch (error) {
    const problem = problemOf(error);
    if (!problem || problem.status === 403 || problem.status === 404) throw error;
    return sendPage(c, show(problem.message), problem.status);
  }
}
