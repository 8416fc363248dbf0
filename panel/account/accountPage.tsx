import type { OwnAccount, SecurityEventRow, SessionRow } from '../../db/queries/userAccounts.ts';
import { ROLE_LABELS } from '../../db/rules/permissions.ts';
import type { Frame } from '../views/frame.ts';
import { Alert, Notice } from '../views/notices.tsx';
import { Page } from '../views/page.tsx';
import { Shape } from '../views/shape.tsx';
import { Ago, At } from '../views/time.tsx';
import { browserName } from './browserName.ts';
import { PasswordField } from './passwordPage.tsx';
import { SecurityRecord } from './securityRecord.tsx';

interface AccountProps {
  frame: Frame;
  account: OwnAccount;
  /** The hash of the session that asks. */
  thisSession: string;
  events: readonly SecurityEventRow[];
  notice: string | undefined;
  problem: string | undefined;
}

/** `/akun`: what one can see and do of one's own account. */
export const AccountView = (props: AccountProps) => {
  const { frame, account, notice, problem } = props;
  return (
    <Page frame={frame} title="Akun saya">
      <div class="page-head">
        <h1>Akun saya</h1>
        <p class="lead">
          {frame.actor.name}, {ROLE_LABELS[frame.actor.role]}; nama pengguna {account.username}
        </p>
      </div>
      <div id="told" role="status">
        {notice && <Notice>{notice}</Notice>}
      </div>
      {problem && <Alert id="problem">{problem}</Alert>}
      <section class="account-part" aria-label="Cara masuk">
        <h2>Cara masuk</h2>
        <p>Kata sandi tidak pernah kedaluwarsa. Ganti bila ada orang lain yang mungkin mengetahuinya.</p>
        <a class="button" href="/akun/kata-sandi">
          Ganti kata sandi
        </a>
        <SecondFactor account={account} isAdmin={frame.actor.role === 'admin'} />
      </section>
      <Sessions {...props} />
      <SecurityRecord frame={frame} events={props.events} named={false} />
    </Page>
  );
};

const SecondFactor = ({ account, isAdmin }: { account: OwnAccount; isAdmin: boolean }) =>
  account.hasSecondFactor ? (
    <>
      <p>
        <span class="state">
          <Shape name="done" />
          Kode kedua menyala
        </span>
        , sisa {account.codesLeft} kode pemulihan.
      </p>
      <details>
        <summary>Kode pemulihan baru, atau matikan kode kedua</summary>
        <form method="post" action="/akun/kode-kedua/kode-pemulihan" class="narrow">
          <PasswordField name="password" label="Kata sandi sekarang" use="current-password" />
          <div class="buttons">
            <button type="submit">Buat kode pemulihan baru</button>
            <button type="submit" formaction="/akun/kode-kedua/matikan">
              Matikan kode kedua
            </button>
          </div>
        </form>
      </details>
    </>
  ) : (
    <form method="post" action="/akun/kode-kedua/mulai">
      <p>
        <span class="state">
          <Shape name={isAdmin ? 'warning' : 'ring'} />
          Kode kedua belum menyala
        </span>
        {isAdmin && ': admin dapat mengubah segalanya, jadi lindungi akun Anda dengan kode dari telepon.'}
      </p>
      <button type="submit">Pasang kode kedua</button>
    </form>
  );

const Sessions = ({ frame, account, thisSession }: AccountProps) => (
  <section class="account-part" aria-label="Sesi">
    <h2>Tempat Anda masuk</h2>
    <ol class="lines">
      {account.sessions.map((session) => (
        <SessionLine
          key={session.id}
          frame={frame}
          session={session}
          isThis={session.tokenHash === thisSession}
        />
      ))}
    </ol>
    {account.sessions.length > 1 && (
      <form method="post" action="/akun/sesi/akhiri-lain">
        <button type="submit">Akhiri semua sesi lain</button>
      </form>
    )}
  </section>
);

const SessionLine = ({ frame, session, isThis }: { frame: Frame; session: SessionRow; isThis: boolean }) => {
  const { nowMs, timeZone } = frame;
  return (
    <li class="session">
      <b>{browserName(session.browser)}</b>
      <span class="muted">
        {session.address ?? 'alamat tak dikenal'}, masuk{' '}
        <At atMs={session.createdAtMs} nowMs={nowMs} timeZone={timeZone} />
      </span>
      {isThis ? (
        <span class="session-end">peramban ini</span>
      ) : (
        <form class="session-end" method="post" action={`/akun/sesi/${session.id}/akhiri`}>
          <span class="muted">
            dipakai <Ago atMs={session.seenAtMs} nowMs={nowMs} timeZone={timeZone} />
          </span>
          <button type="submit" class="small">
            Akhiri
          </button>
        </form>
      )}
    </li>
  );
};
