import { Hono } from 'hono';
import { moveCannedReply, saveCannedReply } from '../../../db/actions/saveCannedReply.ts';
import { type CannedReply, cannedReplyList } from '../../../db/queries/cannedReplies.ts';
import { activeCategories, allCategories } from '../../../db/queries/categories.ts';
import { DomainError } from '../../../db/rules/errors.ts';
import { actorOf, type PanelContext, type PanelDeps, type PanelEnv } from '../../deps.ts';
import { setFlash, takeFlash } from '../../http/flash.ts';
import { type FormFields, formFields, rowNumber, typedText } from '../../http/formFields.ts';
import type { KeptForms } from '../../http/keptForms.ts';
import { problemOf } from '../../http/problem.ts';
import { sendPage } from '../../http/sendPage.tsx';
import { requireRight } from '../../http/session.tsx';
import { frameOf } from '../../views/frame.ts';
import { Notice } from '../../views/notices.tsx';
import { Page } from '../../views/page.tsx';
import { categoryField, ReplyFormPage, replyFields } from './replyForm.tsx';
import { ReplyPreview } from './replyPreview.tsx';

const BASE = '/pengaturan/balasan';

/** `/pengaturan/balasan`: answers that admins choose while replying. */
export function cannedReplyRoutes(deps: PanelDeps, keptForms: KeptForms): Hono<PanelEnv> {
  const { db, clock } = deps;
  const app = new Hono<PanelEnv>();
  app.use(requireRight('changeSettings'));
  const kept = (c: PanelContext): FormFields | undefined => {
    const fields = keptForms.read(actorOf(c).userId, c.req.query('isian') ?? '');
    return fields && { get: (name) => fields[name] ?? '' };
  };
  app.get('/', (c) => sendPage(c, listView(deps, c)));
  app.get('/pratinjau', (c) => c.html(<ReplyPreview text={typedText(c.req.query('text') ?? '')} />));
  app.get('/baru', (c) => sendPage(c, formView(deps, c, undefined, { typed: kept(c) })));
  app.get('/:id', (c) => sendPage(c, formView(deps, c, replyOf(deps, c), { typed: kept(c) })));
  app.post('/baru', (c) => save(deps, c, undefined));
  app.post('/:id', (c) => save(deps, c, replyOf(deps, c)));
  app.post('/:id/:way{naik|turun}', (c) => {
    moveCannedReply(
      db,
      clock,
      actorOf(c),
      replyOf(deps, c).id,
      c.req.param('way') === 'naik' ? 'up' : 'down',
    );
    return c.redirect(BASE, 303);
  });
  return app;
}

/** @throws DomainError `not_found` */
function replyOf(deps: PanelDeps, c: PanelContext): CannedReply {
  const id = rowNumber(c.req.param('id') ?? '');
  const reply = cannedReplyList(deps.db, actorOf(c)).find((each) => each.id === id);
  if (!reply) throw new DomainError('not_found', 'Balasan siap pakai ini tidak ada.');
  return reply;
}

async function save(deps: PanelDeps, c: PanelContext, reply: CannedReply | undefined): Promise<Response> {
  const fields = await formFields(c);
  try {
    const typed = {
      title: typedText(fields.get('title')),
      wording: typedText(fields.get('text')),
      active: fields.get('active') !== '',
      categoryIds: allCategories(deps.db)
        .map(({ id }) => id)
        .filter((id) => fields.get(categoryField(id)) !== ''),
    };
    const seen = reply && { id: reply.id, updatedAtMs: Number(fields.get('seenAtMs')) || 0 };
    saveCannedReply(deps.db, deps.clock, actorOf(c), typed, seen);
    setFlash(c, 'saved');
    return c.redirect(BASE, 303);
  } catch (error) {
    const problem = problemOf(error);
    if (!problem || problem.status === 403 || problem.status === 404) throw error;
    // Another's words were told with the refusal: they are seen now.
    const typed: FormFields = {
      get: (name) => (name === 'seenAtMs' ? String(reply?.updatedAtMs ?? '') : fields.get(name)),
    };
    return sendPage(c, formView(deps, c, reply, { typed, problem: problem.message }), problem.status);
  }
}

const formView = (
  deps: PanelDeps,
  c: PanelContext,
  reply: CannedReply | undefined,
  { typed, problem }: { typed: FormFields | undefined; problem?: string },
) => (
  <ReplyFormPage
    frame={frameOf(deps, c)}
    id={reply?.id}
    typed={typed ?? replyFields(reply)}
    categories={activeCategories(deps.db)}
    problem={problem}
  />
);

function listView(deps: PanelDeps, c: PanelContext) {
  const replies = cannedReplyList(deps.db, actorOf(c));
  const categories = new Map(allCategories(deps.db).map(({ id, name }) => [id, name]));
  const saved = takeFlash(c)?.key === 'saved';
  return (
    <Page frame={frameOf(deps, c)} title="Balasan siap pakai">
      <p>
        <a class="more" href="/pengaturan">
          Pengaturan
        </a>
      </p>
      <div class="page-head">
        <h1>Balasan siap pakai</h1>
        <a class="button" href={`${BASE}/baru`}>
          Balasan baru
        </a>
      </div>
      <div role="status">{saved && <Notice>Balasan disimpan.</Notice>}</div>
      {replies.length === 0 ? (
        <p class="empty">
          Belum ada. Balasan yang ditulis di sini bisa dipilih pada halaman tiket, di atas tombol Kirim SMS.
        </p>
      ) : (
        <ol class="reply-list">
          {replies.map((reply, at) => (
            <li key={reply.id} class={reply.active ? undefined : 'off'}>
              <p>
                <b dir="auto">{reply.title}</b>
                {!reply.active && <small> tidak dipakai</small>}
                <small>
                  {' · '}
                  {reply.categoryIds.map((id) => categories.get(id) ?? '?').join(', ') || 'semua tiket'}
                </small>
              </p>
              <p class="notice-text" dir="auto">
                {reply.wording}
              </p>
              <Order id={reply.id} title={reply.title} first={at === 0} last={at === replies.length - 1} />
              <a class="button" href={`${BASE}/${reply.id}`} aria-label={`Ubah balasan: ${reply.title}`}>
                Ubah
              </a>
            </li>
          ))}
        </ol>
      )}
    </Page>
  );
}

const Order = ({ id, title, first, last }: { id: number; title: string; first: boolean; last: boolean }) => (
  <form method="post" class="buttons">
    <button type="submit" formaction={`${BASE}/${id}/naik`} disabled={first} aria-label={`Naikkan ${title}`}>
      Naik
    </button>
    <button type="submit" formaction={`${BASE}/${id}/turun`} disabled={last} aria-label={`Turunkan ${title}`}>
      Turun
    </button>
  </form>
);
