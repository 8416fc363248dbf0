import { countSignIn, forgiveSignIn, noteWrongPassword } from '../../db/actions/signIn.ts';
import { type OwnAccount, ownAccount } from '../../db/queries/userAccounts.ts';
import { DomainError } from '../../db/rules/errors.ts';
import { actorOf, type PanelContext, type PanelDeps } from '../deps.ts';
import type { PasswordCheck } from '../signIn/passwordCheck.ts';
import { inWords } from '../signIn/waitWords.ts';

/**
 * Asks the signed-in for the own password before something that a passer-by at an open browser must not do. Wrong ones
 * count like those of signing in.
 * @throws DomainError `invalid` for a wrong one, and while too many were.
 */
export async function proveOwnPassword(
  deps: PanelDeps,
  c: PanelContext,
  checkPassword: PasswordCheck,
  password: string,
): Promise<OwnAccount> {
  const { db, clock } = deps;
  const account = ownAccount(db, actorOf(c), clock.nowMs());
  const attempt = { username: account.username, address: deps.addressOf(c) };
  const waitMs = countSignIn(db, clock, attempt);
  if (waitMs > 0)
    throw new DomainError(
      'invalid',
      `Terlalu banyak kata sandi yang salah. Coba lagi dalam ${inWords(Math.ceil(waitMs / 1000))}`,
    );
  const right = await checkPassword(password.slice(0, 1000), account.passwordHash);
  if (right === undefined) throw new DomainError('invalid', 'Server sedang sibuk. Coba lagi sebentar lagi');
  if (!right) {
    noteWrongPassword(db, clock, attempt);
    throw new DomainError('invalid', 'Kata sandi Anda yang sekarang tidak cocok');
  }
  forgiveSignIn(db, clock, attempt);
  return account;
}
