import type { JSX } from 'hono/jsx/jsx-runtime';
import type { PanelContext } from '../deps.ts';
import { setFlash } from '../http/flash.ts';
import { problemOf } from '../http/problem.ts';
import { sendPage } from '../http/sendPage.tsx';

/** Where a saved form leads, and what is told there. */
export interface SavedForm {
  to: string;
  told: string;
  /** For "Urungkan". */
  actId?: number | undefined;
}

/** Saves a form and goes on, or shows it again with all that was typed and why it was refused. */
export async function saveOrShow(
  c: PanelContext,
  save: () => SavedForm,
  show: (problem: string) => JSX.Element,
): Promise<Response> {
  let saved: SavedForm;
  try {
    saved = save();
  } catch (error) {
    const problem = problemOf(error);
    if (!problem || problem.status === 403 || problem.status === 404) throw error;
    return sendPage(c, show(problem.message), problem.status);
  }
  setFlash(c, saved.told, saved.actId);
  return c.redirect(saved.to, 303);
}
