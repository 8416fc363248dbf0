import { Hono } from 'hono';
import { changeOfficeHours } from '../../../db/actions/changeOfficeHours.ts';
import { confirmDrafts, discardDrafts, draftNextYear } from '../../../db/actions/draftHolidays.ts';
import { removeClosure } from '../../../db/actions/saveClosure.ts';
import { removeHoursRange } from '../../../db/actions/saveHoursRange.ts';
import { undoCalendarChange } from '../../../db/actions/undoCalendarChange.ts';
import { holidayWarning } from '../../../db/queries/holidayWarning.ts';
import { officeCalendar } from '../../../db/queries/officeCalendar.ts';
import { localDate } from '../../../db/rules/zonedTime.ts';
import { actorOf, type PanelContext, type PanelDeps, type PanelEnv } from '../../deps.ts';
import { keptFields } from '../../directory/keptFields.ts';
import { rowIn } from '../../directory/rowIn.ts';
import { takeFlash } from '../../http/flash.ts';
import { type FormFields, formFields } from '../../http/formFields.ts';
import type { KeptForms } from '../../http/keptForms.ts';
import { sendPage } from '../../http/sendPage.tsx';
import { requireRight } from '../../http/session.tsx';
import { frameOf } from '../../views/frame.ts';
import { closureRoutes } from './closureRoutes.tsx';
import { HoursView, hoursFields, hoursIn } from './hoursPage.tsx';
import { importRoutes } from './importRoutes.tsx';
import { OverviewPage } from './overview.tsx';
import { rangeRoutes } from './rangeRoutes.tsx';
import { saveChange } from './saveChange.ts';
import { presetNamed, weekEntries } from './weekGrid.tsx';
import { withPreset } from './withPreset.ts';

/** `/pengaturan/kalender`: hours, ranges, holidays. */
export function calendarRoutes(deps: PanelDeps, keptForms: KeptForms): Hono<PanelEnv> {
  const { db, clock } = deps;
  const app = new Hono<PanelEnv>();
  app.use(requireRight('changeSettings'));
  app.get('/', (c) => sendPage(c, overview(deps, c, yearIn(deps, c.req.query('tahun') ?? ''))));

  app.get('/jam', (c) => sendPage(c, hoursView(deps, c, keptFields(keptForms, c))));
  app.post('/jam', async (c) => {
    const typed = await formFields(c);
    const preset = presetNamed(typed.get('pola'));
    if (preset) return sendPage(c, hoursView(deps, c, withPreset(typed, weekEntries(preset))));
    return saveChange(
      c,
      undefined,
      () => {
        const { settings, seenChangeId } = hoursIn(typed);
        return changeOfficeHours(db, clock, actorOf(c), settings, seenChangeId);
      },
      (problem) => hoursView(deps, c, typed, problem),
    );
  });

  const atOnce = (
    path: string,
    change: (c: PanelContext, fields: FormFields) => number | undefined,
  ): void => {
    app.post(path, async (c) => {
      const fields = await formFields(c);
      const year = yearIn(deps, fields.get('year'));
      return saveChange(
        c,
        year,
        () => change(c, fields),
        (problem) => overview(deps, c, year, problem),
      );
    });
  };
  atOnce('/salin', (c, fields) => draftNextYear(db, clock, actorOf(c), yearIn(deps, fields.get('year')) - 1));
  atOnce('/perkiraan/tetapkan', (c, fields) =>
    confirmDrafts(db, clock, actorOf(c), { ids: draftsIn(deps, c, fields), source: fields.get('source') }),
  );
  atOnce('/perkiraan/hapus', (c, fields) => discardDrafts(db, clock, actorOf(c), draftsIn(deps, c, fields)));
  atOnce('/libur/:id/hapus', (c) => removeClosure(db, clock, actorOf(c), rowIn(c.req.param('id') ?? '')));
  atOnce('/rentang/:id/hapus', (c) =>
    removeHoursRange(db, clock, actorOf(c), rowIn(c.req.param('id') ?? '')),
  );
  atOnce('/urungkan/:id', (c) => undoCalendarChange(db, clock, actorOf(c), rowIn(c.req.param('id') ?? '')));

  app.route('/libur', closureRoutes(deps, keptForms));
  app.route('/rentang', rangeRoutes(deps, keptForms));
  app.route('/impor', importRoutes(deps, keptForms));
  return app;
}

/** The year that was asked for, else the present one. */
export function yearIn({ clock, timeZone }: PanelDeps, typed: string): number {
  const now = Number(localDate(clock.nowMs(), timeZone).slice(0, 4));
  return /^20\d\d$/.test(typed) ? Number(typed) : now;
}

const draftsIn = ({ db }: PanelDeps, c: PanelContext, fields: FormFields): number[] =>
  officeCalendar(db, actorOf(c), Number(fields.get('year')))
    .closures.filter(({ id, state }) => state === 'draft' && fields.get(`draft-${id}`) !== '')
    .map(({ id }) => id);

function overview(deps: PanelDeps, c: PanelContext, year: number, problem?: string) {
  const { db, clock } = deps;
  return (
    <OverviewPage
      frame={frameOf(deps, c)}
      year={year}
      view={officeCalendar(db, actorOf(c), year)}
      warning={holidayWarning(db, clock.nowMs())}
      flash={problem === undefined ? takeFlash(c) : undefined}
      problem={problem}
    />
  );
}

function hoursView(deps: PanelDeps, c: PanelContext, typed: FormFields | undefined, problem?: string) {
  const { settings, newestChangeId } = officeCalendar(deps.db, actorOf(c), yearIn(deps, ''));
  return (
    <HoursView
      frame={frameOf(deps, c)}
      typed={typed ?? hoursFields(settings)}
      seenChangeId={newestChangeId}
      problem={problem}
    />
  );
}
