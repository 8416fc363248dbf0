import type { PropsWithChildren } from 'hono/jsx';
import type { SecurityEventRow, UserAccount } from '../../../db/queries/userAccounts.ts';
import { ROLE_LABELS, ROLES } from '../../../db/rules/permissions.ts';
import { showPhoneNumber } from '../../../db/rules/phoneNumber.ts';
import { SecurityRecord } from '../../account/securityRecord.tsx';
import type { Frame } from '../../views/frame.ts';
import { Alert, Notice } from '../../views/notices.tsx';
import { Page } from '../../views/page.tsx';
import { AccountState } from './accountState.tsx';
import { OneTimePassword } from './oneTimePassword.tsx';

interface UserProps {
  frame: Frame;
  account: UserAccount;
  events: readonly SecurityEventRow[];
  notice: string | undefined;
  problem?: string | undefined;
  shown?: { password: string; name: string } | undefined;
}

/** One account, and what an admin can do to it. */
export const UserView = ({ frame, account, events, notice, problem, shown }: UserProps) => (
  <Page frame={frame} title={account.name}>
    <div class="page-head">
      <p class="crumb">
        <a href="/pengaturan/pengguna">Pengguna</a>
      </p>
      <h1 dir="auto">{account.name}</h1>
      <p class="head-facts">
        <AccountState account={account} />
        <span>{ROLE_LABELS[account.role]}</span>
        <span class="muted">nama pengguna {account.username}</span>
        {account.phone !== null && <span class="muted">{showPhoneNumber(account.phone)}</span>}
      </p>
    </div>
    <div id="told" role="status">
      {notice && <Notice>{notice}</Notice>}
    </div>
    {problem && <Alert id="problem">{problem}</Alert>}
    {shown && <OneTimePassword {...shown} />}
    <dl class="account-acts">
      <Act account={account} verb="peran" title="Peran" button="Ubah peran">
        <label class="sr" for="role">
          Peran
        </label>
        <select id="role" name="role">
          {ROLES.map((role) => (
            <option key={role} value={role} selected={role === account.role}>
              {ROLE_LABELS[role]}
            </option>
          ))}
        </select>
      </Act>
      <Act account={account} verb="kata-sandi" title="Kata sandi lupa" button="Buat kata sandi sekali pakai">
        Semua sesinya berakhir; ia memilih kata sandi baru saat masuk.
      </Act>
      {account.lockedMs > 0 && (
        <Act account={account} verb="kunci" title="Ditahan" button="Buka penahanan">
          Terlalu banyak kata sandi yang salah. Pastikan pemiliknya sendiri yang mencoba.
        </Act>
      )}
      {account.hasSecondFactor && (
        <Act account={account} verb="kode-kedua" title="Telepon hilang" button="Matikan kode kedua">
          Hanya bila Anda yakin yang meminta adalah pemiliknya.
        </Act>
      )}
      {account.sessions > 0 && (
        <Act account={account} verb="sesi" title={`${account.sessions} sesi`} button="Akhiri semua sesi">
          Ia harus masuk lagi; yang sedang diketik tidak hilang.
        </Act>
      )}
      {account.active ? (
        <Act account={account} verb="nonaktif" title="Tidak bekerja di sini lagi" button="Nonaktifkan">
          Tidak dapat masuk dan tidak menerima tugas. Riwayatnya tetap ada.
        </Act>
      ) : (
        <Act account={account} verb="aktif" title="Nonaktif" button="Aktifkan lagi">
          Ia dapat masuk lagi dengan kata sandi lamanya.
        </Act>
      )}
    </dl>
    <SecurityRecord frame={frame} events={events} named={false} />
  </Page>
);

interface ActProps {
  account: UserAccount;
  verb: string;
  title: string;
  button: string;
}

/** One thing to do, with what it leads to. */
const Act = ({ account, verb, title, button, children }: PropsWithChildren<ActProps>) => (
  <div>
    <dt>{title}</dt>
    <dd>
      <form method="post" action={`/pengaturan/pengguna/${account.id}/${verb}`}>
        <span class="act-words">{children}</span>
        <button type="submit">{button}</button>
      </form>
    </dd>
  </div>
);
