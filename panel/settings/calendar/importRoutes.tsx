import { Hono } from 'hono';
import { importClosures } from '../../../db/actions/importClosures.ts';
import { importPreview, type PreviewedLine } from '../../../db/queries/officeCalendar.ts';
import { DomainError } from '../../../db/rules/errors.ts';
import { localDate } from '../../../db/rules/zonedTime.ts';
import { actorOf, type PanelContext, type PanelDeps, type PanelEnv } from '../../deps.ts';
import { keptFields } from '../../directory/keptFields.ts';
import { fieldsOf } from '../../gateway/settings/amountField.tsx';
import { type FormFields, formFields } from '../../http/formFields.ts';
import type { KeptForms } from '../../http/keptForms.ts';
import { problemOf } from '../../http/problem.ts';
import { sendPage } from '../../http/sendPage.tsx';
import { frameOf } from '../../views/frame.ts';
import { ImportView } from './importPage.tsx';
import { saveChange } from './saveChange.ts';

/** `/pengaturan/kalender/impor`: a list is pasted, looked at line by line, then saved. */
export function importRoutes(deps: PanelDeps, keptForms: KeptForms): Hono<PanelEnv> {
  const { db, clock } = deps;
  const app = new Hono<PanelEnv>();
  app.get('/', (c) => {
    const year = /^20\d\d$/.exec(c.req.query('tahun') ?? '')?.[0];
    const blank = fieldsOf([['year', year ?? localDate(clock.nowMs(), deps.timeZone).slice(0, 4)]]);
    return sendPage(c, view(deps, c, keptFields(keptForms, c) ?? blank, undefined));
  });
  app.post('/', async (c) => {
    const typed = await formFields(c);
    try {
      const preview = importPreview(db, actorOf(c), listIn(typed), listYearIn(typed));
      return sendPage(c, view(deps, c, typed, preview));
    } catch (error) {
      const problem = problemOf(error);
      if (!problem || problem.status === 403) throw error;
      return sendPage(c, view(deps, c, typed, undefined, problem.message), problem.status);
    }
  });
  app.post('/simpan', async (c) => {
    const typed = await formFields(c);
    const year = Number(typed.get('year')) || undefined;
    return saveChange(
      c,
      year,
      () =>
        importClosures(db, clock, actorOf(c), {
          text: listIn(typed),
          year: listYearIn(typed),
          source: typed.get('source'),
        }),
      (problem) => view(deps, c, typed, undefined, problem),
    );
  });
  return app;
}

function listIn(typed: FormFields): string {
  const text = typed.get('list');
  if (text.trim() === '') throw new DomainError('invalid', 'Tempel dahulu daftar hari liburnya.');
  return text;
}

function listYearIn(typed: FormFields): number {
  const year = typed.get('year').trim();
  if (!/^20\d\d$/.test(year))
    throw new DomainError('invalid', `Tahun: "${year}" bukan tahun. Tulis seperti 2027.`);
  return Number(year);
}

const view = (
  deps: PanelDeps,
  c: PanelContext,
  typed: FormFields,
  preview: readonly PreviewedLine[] | undefined,
  problem?: string,
) => <ImportView frame={frameOf(deps, c)} typed={typed} preview={preview} problem={problem} />;
