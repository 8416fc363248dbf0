import { Hono } from 'hono';
import { changeWording, switchNotices } from '../../../db/actions/changeNotice.ts';
import { noticeSetting, noticeSettings } from '../../../db/queries/noticeSettings.ts';
import { DomainError } from '../../../db/rules/errors.ts';
import {
  isNoticeKey,
  NOTICE_KEYS,
  type NoticeKey,
  noticeNamed,
} from '../../../db/rules/notices/noticeTable.ts';
import { actorOf, type PanelContext, type PanelDeps, type PanelEnv } from '../../deps.ts';
import { setFlash, takeFlash } from '../../http/flash.ts';
import { type FormFields, formFields, typedText } from '../../http/formFields.ts';
import type { KeptForms } from '../../http/keptForms.ts';
import { problemOf } from '../../http/problem.ts';
import { byHtmx, sendPage } from '../../http/sendPage.tsx';
import { requireRight } from '../../http/session.tsx';
import { frameOf } from '../../views/frame.ts';
import { NoticeEditPage } from './editPage.tsx';
import { NoticeListPage } from './listPage.tsx';
import { NoticePreview } from './noticePreview.tsx';

const TOLD: Record<string, string> = {
  saved: 'SMS disimpan; berlaku untuk SMS berikutnya.',
  original: 'Teks bawaan berlaku lagi.',
  switched: 'Pilihan disimpan; berlaku untuk SMS berikutnya.',
  restored: 'Isian Anda dari sebelum masuk ada lagi di bawah ini; belum disimpan.',
};

/** `/pengaturan/sms`: what the program says by itself, to whom, and whether at all. */
export function noticeRoutes(deps: PanelDeps, keptForms: KeptForms): Hono<PanelEnv> {
  const { db, clock } = deps;
  const app = new Hono<PanelEnv>();
  app.use(requireRight('changeSettings'));

  app.get('/', (c) => sendPage(c, listView(deps, c, undefined)));
  app.post('/', async (c) => {
    try {
      switchNotices(db, clock, actorOf(c), switchesIn(await formFields(c)));
      setFlash(c, 'switched');
      return c.redirect('/pengaturan/sms', 303);
    } catch (error) {
      const problem = problemOf(error);
      if (!problem || problem.status === 403) throw error;
      return sendPage(c, listView(deps, c, problem.message), problem.status);
    }
  });

  app.get('/:key', (c) => {
    const kept = keptForms.read(actorOf(c).userId, c.req.query('isian') ?? '')?.['text'];
    return sendPage(
      c,
      editView(deps, c, kept === undefined ? {} : { typed: typedText(kept), told: TOLD['restored'] }),
    );
  });
  app.get('/:key/pratinjau', (c) => {
    const text = typedText(c.req.query('text') ?? '');
    if (!byHtmx(c)) return sendPage(c, editView(deps, c, { typed: text }));
    const key = keyOf(c);
    const { notice, longest } = noticeSetting(db, actorOf(c), key);
    return c.html(
      <NoticePreview notice={notice} path={`/pengaturan/sms/${key}`} text={text} longest={longest} />,
    );
  });
  app.post('/:key', (c) =>
    change(deps, c, 'saved', (fields) => ({
      wording: typedText(fields.get('text')),
      agreedParts: Number(fields.get('agreedParts')) || 0,
    })),
  );
  app.post('/:key/bawaan', (c) => change(deps, c, 'original', () => ({ wording: null })));
  return app;
}

async function change(
  deps: PanelDeps,
  c: PanelContext,
  told: string,
  wanted: (fields: FormFields) => { wording: string | null; agreedParts?: number },
): Promise<Response> {
  const notice = keyOf(c);
  const fields = await formFields(c);
  const seenChangeId = Number(fields.get('seenChangeId')) || 0;
  try {
    changeWording(deps.db, deps.clock, actorOf(c), { notice, ...wanted(fields), seenChangeId });
    setFlash(c, told);
    return c.redirect(`/pengaturan/sms/${notice}`, 303);
  } catch (error) {
    const problem = problemOf(error);
    if (!problem || problem.status === 403) throw error;
    const typed = typedText(fields.get('text'));
    return sendPage(c, editView(deps, c, { typed, problem: problem.message }), problem.status);
  }
}

/** @throws DomainError `not_found` */
function keyOf(c: PanelContext): NoticeKey {
  const key = c.req.param('key') ?? '';
  if (!isNoticeKey(key)) throw new DomainError('not_found', 'SMS otomatis ini tidak ada.');
  return key;
}

/** What was switched on the form; what somebody else has switched meanwhile stays as they left it. */
function switchesIn(fields: FormFields): { notice: NoticeKey; active: boolean }[] {
  const shown = fields.get('shown').split(',');
  return NOTICE_KEYS.map((notice) => ({ notice, active: fields.get(`on-${notice}`) !== '' })).filter(
    ({ notice, active }) => active !== shown.includes(notice) && !noticeNamed(notice).fixed,
  );
}

function listView(deps: PanelDeps, c: PanelContext, problem: string | undefined) {
  const told = TOLD[takeFlash(c)?.key ?? ''];
  return (
    <NoticeListPage
      frame={frameOf(deps, c)}
      settings={noticeSettings(deps.db, actorOf(c))}
      told={told}
      problem={problem}
    />
  );
}

function editView(
  deps: PanelDeps,
  c: PanelContext,
  { typed, problem, told }: { typed?: string; problem?: string; told?: string | undefined },
) {
  const setting = noticeSetting(deps.db, actorOf(c), keyOf(c));
  return (
    <NoticeEditPage
      frame={frameOf(deps, c)}
      setting={setting}
      typed={typed ?? setting.text}
      told={told ?? TOLD[takeFlash(c)?.key ?? '']}
      problem={problem}
    />
  );
}
