import type { PropsWithChildren } from 'hono/jsx';
import type { JSX } from 'hono/jsx/jsx-runtime';
import { may } from '../../db/rules/permissions.ts';
import type { Flash } from '../http/flash.ts';
import type { Frame } from '../views/frame.ts';
import { Alert, Notice } from '../views/notices.tsx';

const TABS = [
  { path: '/direktori', label: 'SKPD dan orang', right: 'seeDirectory' },
  { path: '/direktori/pendaftaran', label: 'Pendaftaran', right: 'changeDirectory' },
  { path: '/direktori/petugas', label: 'Petugas', right: 'seeDirectory' },
  { path: '/direktori/impor', label: 'Impor dan ekspor', right: 'changeDirectory' },
] as const;

/** What the pages of the directory begin with: where one is, and what was done or went wrong. */
export const DirectoryHead = ({
  title,
  told,
  problem,
  children,
}: PropsWithChildren<{
  title: string;
  told: JSX.Element | undefined;
  problem: string | undefined;
}>) => (
  <>
    <div class="page-head">
      <h1 dir="auto">{title}</h1>
      {children}
    </div>
    <div id="told" role="status">
      {told}
    </div>
    {problem && <Alert id="problem">{problem}</Alert>}
  </>
);

/** The lists of the directory, with what waits in each. */
export const DirectoryTabs = ({ frame }: { frame: Frame }) => (
  <nav id="views" class="views" aria-label="Direktori">
    <ul>
      {TABS.filter(({ right }) => may(frame.actor, right)).map(({ path, label }) => (
        <li key={path}>
          <a href={path} aria-current={frame.path === path ? 'page' : undefined}>
            {label}
            {path.endsWith('/pendaftaran') && frame.registrations ? (
              <>
                {' '}
                <span class="count">{frame.registrations}</span>
              </>
            ) : null}
          </a>
        </li>
      ))}
    </ul>
  </nav>
);

const DONE: Readonly<Record<string, string>> = {
  saved: 'Disimpan.',
  unchanged: 'Tidak ada yang berubah.',
  added: 'Ditambahkan.',
  deactivated: 'Dinonaktifkan. Riwayat dan tiketnya tetap ada.',
  activated: 'Diaktifkan kembali.',
  merged: 'Kedua catatan digabung; nomornya kini pada orang ini.',
  undone: 'Perubahan diurungkan.',
  confirmed: 'Pendaftaran disetujui. Pengirim diberi tahu lewat SMS.',
  refused: 'Pendaftaran ditolak. Pengirim diberi tahu lewat SMS.',
  imported: 'Impor selesai.',
};

/** What was done, with its undo where the act can be undone. */
export const Told = ({ flash, frame }: { flash: Flash | undefined; frame: Frame }) => {
  const words = flash && DONE[flash.key];
  if (!flash || words === undefined) return null;
  return (
    <Notice>
      {words}{' '}
      {flash.row !== undefined && flash.key !== 'undone' && (
        <UndoButton actId={flash.row} back={frame.path} class="small" />
      )}
    </Notice>
  );
};

export const UndoButton = ({
  actId,
  back,
  ...rest
}: {
  actId: number;
  /** The page to come back to. */
  back: string;
  class?: string;
}) => (
  <form class="undo" method="post" action={`/direktori/urungkan/${actId}`}>
    <input type="hidden" name="back" value={back} />
    <button type="submit" {...rest}>
      Urungkan
    </button>
  </form>
);
