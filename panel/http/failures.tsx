import type { JSX } from 'hono/jsx/jsx-runtime';
import type { PanelContext, PanelDeps } from '../deps.ts';
import { frameOf } from '../views/frame.ts';
import { Outside } from '../views/outside.tsx';
import { Page } from '../views/page.tsx';
import { Shape } from '../views/shape.tsx';
import { formFields } from './formFields.ts';
import { problemOf } from './problem.ts';
import { sendPage } from './sendPage.tsx';

interface Failure {
  status: 403 | 404 | 409 | 413 | 422 | 500 | 503;
  title: string;
  message: string;
}

/** The one place that turns an error into an answer; what a form held is shown, so that it can be copied. */
export async function answerError(deps: PanelDeps, c: PanelContext, error: unknown): Promise<Response> {
  const problem = problemOf(error);
  if (problem === undefined) {
    deps.log.error({ err: error, method: c.req.method, path: loggedPath(c) }, 'a request failed');
  } else if (problem.status === 503) {
    deps.log.warn({ err: error }, 'the database refused a request');
  }
  const failure: Failure = problem ?? {
    status: 500,
    title: 'Ada yang salah di program',
    message: 'Kesalahan ini sudah dicatat. Coba lagi; bila tetap terjadi, beri tahu pengelola server.',
  };
  return answerFailure(deps, c, failure, await typedIn(c));
}

/** The address of a status page is its key. */
const loggedPath = (c: PanelContext): string => new URL(c.req.url).pathname.replace(/^\/s\/.*/, '/s/…');

export const answerNotFound = (deps: PanelDeps, c: PanelContext): Promise<Response> =>
  answerFailure(deps, c, { status: 404, title: 'Tidak ditemukan', message: 'Halaman ini tidak ada.' });

export const answerTooLarge = (deps: PanelDeps, c: PanelContext, limit: string): Promise<Response> =>
  answerFailure(deps, c, {
    status: 413,
    title: 'Terlalu besar',
    message: `Isian ini terlalu besar (lebih dari ${limit}) dan tidak diterima. Kembali, lalu persingkat isinya.`,
  });

async function answerFailure(
  deps: PanelDeps,
  c: PanelContext,
  failure: Failure,
  typed = '',
): Promise<Response> {
  return sendPage(c, failurePage(deps, c, failure, typed), failure.status);
}

function failurePage(deps: PanelDeps, c: PanelContext, failure: Failure, typed: string): JSX.Element {
  const content = <FailureContent failure={failure} typed={typed} />;
  try {
    if (c.get('session'))
      return (
        <Page frame={frameOf(deps, c)} title={failure.title}>
          {content}
        </Page>
      );
  } catch (error) {
    // The very trouble that is being told of may keep the navigation from being drawn.
    deps.log.warn({ err: error }, 'an error page goes without its navigation');
  }
  return (
    <Outside title={failure.title} simulated={deps.simulated}>
      {content}
    </Outside>
  );
}

const FailureContent = ({ failure, typed }: { failure: Failure; typed: string }) => (
  <section class="failure">
    <h1>
      <Shape name="warning" />
      {failure.title}
    </h1>
    <p>{failure.message}</p>
    {typed && (
      <>
        <label for="typed">Isian Anda, supaya tidak hilang:</label>
        <textarea id="typed" rows={6} readonly>
          {typed}
        </textarea>
      </>
    )}
    <p>
      <a href="/">Ke halaman awal</a>
    </p>
  </section>
);

async function typedIn(c: PanelContext): Promise<string> {
  if (c.req.method !== 'POST') return '';
  try {
    const fields = await formFields(c);
    return [fields.get('text'), fields.get('note')].filter((text) => text.trim() !== '').join('\n\n');
  } catch {
    return '';
  }
}
