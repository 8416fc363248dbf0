import { verifyPassword } from '../../db/password.ts';

/** Each check takes 64 MiB and a fifth of a second of one core. */
const AT_ONCE = 2;
const WAITING_MAX = 30;

/** Checks passwords, a few at a time; undefined when so many wait that this one is not even begun. */
export type PasswordCheck = (
  password: string,
  hash: string | null | undefined,
) => Promise<boolean | undefined>;

export function createPasswordCheck(): PasswordCheck {
  const waiting: (() => void)[] = [];
  let running = 0;
  return async (password, hash) => {
    if (waiting.length >= WAITING_MAX) return undefined;
    if (running >= AT_ONCE) await new Promise<void>((go) => waiting.push(go));
    else running += 1;
    try {
      return await verifyPassword(password, hash);
    } finally {
      // The place is handed on, not given up, so that nobody slips in between.
      const next = waiting.shift();
      if (next) next();
      else running -= 1;
    }
  };
}
