import type { JSX } from 'hono/jsx/jsx-runtime';
import type { PanelContext } from '../../deps.ts';
import { saveOrShow } from '../../directory/saveOrShow.tsx';

/**
 * Changes the calendar and shows the year that it is about, with "Urungkan"; or shows the form again.
 * @param year undefined: the present one
 */
export const saveChange = (
  c: PanelContext,
  year: number | undefined,
  change: () => number | undefined,
  show: (problem: string) => JSX.Element,
): Promise<Response> =>
  saveOrShow(
    c,
    () => {
      const actId = change();
      return {
        to: `/pengaturan/kalender${year === undefined ? '' : `?tahun=${year}`}`,
        told: actId === undefined ? 'unchanged' : 'changed',
        actId,
      };
    },
    show,
  );
