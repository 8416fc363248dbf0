import type { UserAccount } from '../../../db/queries/userAccounts.ts';
import { inWords } from '../../signIn/waitWords.ts';
import { Shape } from '../../views/shape.tsx';

/** Whether an account can be used, in word, shape and colour. */
export const AccountState = ({ account }: { account: UserAccount }) => {
  if (!account.active)
    return (
      <span class="state muted">
        <Shape name="dash" />
        Nonaktif
      </span>
    );
  if (account.lockedMs > 0)
    return (
      <span class="state bad">
        <Shape name="pause" />
        Ditahan {inWords(Math.ceil(account.lockedMs / 1000))}
      </span>
    );
  if (!account.hasPassword)
    return (
      <span class="state muted">
        <Shape name="ring" />
        Hanya lewat SMS
      </span>
    );
  if (account.passwordUntilMs !== null)
    return (
      <span class="state warn">
        <Shape name="half" />
        Kata sandi sekali pakai
      </span>
    );
  return (
    <span class="state">
      <Shape name={account.hasSecondFactor ? 'doubleDone' : 'done'} />
      {account.hasSecondFactor ? 'Aktif, kode kedua' : 'Aktif'}
    </span>
  );
};
