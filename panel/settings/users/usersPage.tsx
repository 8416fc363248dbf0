import type { SecurityEventRow, UserAccount } from '../../../db/queries/userAccounts.ts';
import { ROLE_LABELS, ROLES } from '../../../db/rules/permissions.ts';
import { showPhoneNumber } from '../../../db/rules/phoneNumber.ts';
import { SecurityRecord } from '../../account/securityRecord.tsx';
import type { FormFields } from '../../http/formFields.ts';
import type { Frame } from '../../views/frame.ts';
import { Alert } from '../../views/notices.tsx';
import { Page } from '../../views/page.tsx';
import { Ago } from '../../views/time.tsx';
import { AccountState } from './accountState.tsx';
import { OneTimePassword } from './oneTimePassword.tsx';

interface UsersProps {
  frame: Frame;
  accounts: readonly UserAccount[];
  events: readonly SecurityEventRow[];
  /** What was typed into the form for a new account. */
  typed?: FormFields | undefined;
  problem?: string | undefined;
  shown?: { password: string; name: string } | undefined;
}

/** Who may sign in, as what, and what happened to accounts. */
export const UsersView = ({ frame, accounts, events, typed, problem, shown }: UsersProps) => (
  <Page frame={frame} title="Pengguna">
    <p>
      <a class="more" href="/pengaturan">
        Pengaturan
      </a>
    </p>
    <div class="page-head">
      <h1>Pengguna</h1>
      <p class="lead">
        Yang tertulis di sini dapat masuk ke panel. Pelapor tidak memerlukan akun: mereka masuk dengan kode
        SMS.
      </p>
    </div>
    {shown && <OneTimePassword {...shown} />}
    <ul class="users">
      {accounts.map((account) => (
        <UserLine key={account.id} frame={frame} account={account} />
      ))}
    </ul>
    <details class="new-user" open={typed !== undefined}>
      <summary>Tambah pengguna</summary>
      <NewUser typed={typed} problem={problem} />
    </details>
    <SecurityRecord frame={frame} events={events} named />
  </Page>
);

const UserLine = ({ frame, account }: { frame: Frame; account: UserAccount }) => (
  <li>
    <a href={`/pengaturan/pengguna/${account.id}`}>
      <b dir="auto">{account.name}</b>
      <span class="muted">
        {account.username}
        {account.phone !== null && ` · ${showPhoneNumber(account.phone)}`}
      </span>
      <span>{ROLE_LABELS[account.role]}</span>
      <AccountState account={account} />
      <span class="user-seen muted">
        {account.seenAtMs === null ? (
          'tidak sedang masuk'
        ) : (
          <>
            dipakai <Ago atMs={account.seenAtMs} nowMs={frame.nowMs} timeZone={frame.timeZone} />
          </>
        )}
      </span>
    </a>
  </li>
);

const NewUser = ({ typed, problem }: Pick<UsersProps, 'typed' | 'problem'>) => (
  <form method="post" action="/pengaturan/pengguna" class="narrow">
    {problem && <Alert id="problem">{problem}</Alert>}
    <label for="name">Nama lengkap</label>
    <input
      id="name"
      name="name"
      required
      maxlength={80}
      autocomplete="off"
      value={typed?.get('name') ?? ''}
    />
    <label for="username">Nama pengguna</label>
    <input
      id="username"
      name="username"
      required
      maxlength={32}
      autocomplete="off"
      autocapitalize="none"
      spellcheck={false}
      value={typed?.get('username') ?? ''}
      aria-describedby={problem ? 'problem username-hint' : 'username-hint'}
    />
    <p id="username-hint" class="hint">
      Huruf, angka, titik atau garis, tanpa spasi.
    </p>
    <label for="role">Peran</label>
    <select id="role" name="role">
      {ROLES.map((role) => (
        <option key={role} value={role} selected={(typed?.get('role') || 'technician') === role}>
          {ROLE_LABELS[role]}
        </option>
      ))}
    </select>
    <label for="phone">Nomor telepon</label>
    <input
      id="phone"
      name="phone"
      type="tel"
      maxlength={40}
      autocomplete="off"
      value={typed?.get('phone') ?? ''}
      aria-describedby="phone-hint"
    />
    <p id="phone-hint" class="hint">
      Perintah SMS teknisi hanya berlaku dari nomor ini; penugasan dan pengingat dikirim ke sini.
    </p>
    <button type="submit" class="primary">
      Buat akun
    </button>
  </form>
);
