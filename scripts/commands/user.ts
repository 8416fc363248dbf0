import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { addUser } from '../../db/actions/addUser.ts';
import { setPassword } from '../../db/actions/setPassword.ts';
import { resetUser } from '../../db/actions/userAccounts.ts';
import { systemClock } from '../../db/clock.ts';
import { readEnvironment } from '../../db/environment.ts';
import { migrate } from '../../db/migrate.ts';
import { newPassword } from '../../db/oneTimePassword.ts';
import { type Db, openDatabase } from '../../db/open.ts';
import { hashPassword } from '../../db/password.ts';
import { checkPassword } from '../../db/rules/access/passwordRules.ts';
import { DomainError } from '../../db/rules/errors.ts';
import { ROLES, type Role } from '../../db/rules/permissions.ts';
import { parsePhoneNumber } from '../../db/rules/phoneNumber.ts';
import { failing } from '../failing.ts';
import { readSecret } from '../readSecret.ts';

const USAGE = `Usage:
  helpdesk user add NAME ROLE [PHONE]     or --name, --role, --phone, --username
  helpdesk user password USERNAME
  helpdesk user reset USERNAME            ends a lock, the second factor and all sessions; prints a one-time password
ROLE is ${ROLES.join(', ')}. The password is the first line of standard input; a technician may do without one.`;

/** `helpdesk user add`, `helpdesk user password` and `helpdesk user reset`. */
export async function user(argv: readonly string[]): Promise<void> {
  await failing('user', () => runUser(argv));
}

async function runUser(argv: readonly string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: {
      name: { type: 'string' },
      role: { type: 'string' },
      phone: { type: 'string' },
      username: { type: 'string' },
    },
  });
  const [verb, ...rest] = positionals;
  const name = values.name ?? rest.shift();
  if (name === undefined || (verb !== 'add' && verb !== 'password' && verb !== 'reset')) {
    console.error(USAGE);
    process.exitCode = 2;
    return;
  }
  const role = verb === 'add' ? readRole(values.role ?? rest.shift()) : undefined;
  const phone = values.phone ?? rest.shift();
  const number = phone === undefined ? undefined : parsePhoneNumber(phone);
  const own = role === undefined ? [name] : [name, values.username ?? slug(name)];
  const password = verb === 'reset' ? newPassword() : await readPassword(role !== 'technician', own);
  const { dbPath } = readEnvironment(process.env);
  if (verb !== 'add' && !existsSync(dbPath)) {
    throw new DomainError('not_found', `Basis data ${dbPath} tidak ada. Periksa HELPDESK_DB.`);
  }
  const db = openDatabase(dbPath);
  try {
    migrate(db);
    const hash = password === undefined ? undefined : await hashPassword(password);
    if (role === undefined) changePassword(db, name, hash, verb === 'reset' ? password : undefined);
    else
      add(db, {
        name,
        username: values.username ?? slug(name),
        role,
        ...(number && { phone: number }),
        ...(hash && { passwordHash: hash }),
      });
  } finally {
    db.$client.close();
  }
}

function add(db: Db, wanted: Parameters<typeof addUser>[2]): void {
  addUser(db, systemClock, wanted);
  const entry = wanted.passwordHash
    ? `signs in as "${wanted.username}"`
    : 'works by SMS alone, without a password';
  console.log(`added ${wanted.role} ${wanted.name}, who ${entry}`);
}

/** @param shown a password for one sign-in, which is printed here and is nowhere else to be read. */
function changePassword(db: Db, username: string, hash: string | undefined, shown?: string): void {
  if (hash === undefined) throw new DomainError('invalid', 'Kata sandi masih kosong.');
  if (shown === undefined) {
    setPassword(db, systemClock, username, hash);
    console.log(`the password of "${username}" is changed; open sessions have ended`);
    return;
  }
  resetUser(db, systemClock, username, hash);
  console.log(`"${username}" may sign in again, without a second factor, and then chooses a new password`);
  console.log(`password for one sign-in within 3 days: ${shown}`);
}

function readRole(role: string | undefined): Role {
  const known = ROLES.find((one) => one === role);
  if (!known) throw new DomainError('invalid', `Peran harus salah satu dari: ${ROLES.join(', ')}.`);
  return known;
}

async function readPassword(needed: boolean, own: readonly string[]): Promise<string | undefined> {
  const password = await readSecret('Password: ');
  if (password === undefined && !needed) return undefined;
  checkPassword(password ?? '', own);
  return password;
}

/** "Rina Wati" signs in as "rina.wati". */
const slug = (name: string): string =>
  name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .trim()
    .toLowerCase()
    .replace(/[^a-z0-9_-]+/g, '.')
    .replace(/^\.+|\.+$/g, '');
