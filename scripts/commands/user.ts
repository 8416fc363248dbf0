import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { addUser } from '../../db/actions/addUser.ts';
import { setPassword } from '../../db/actions/setPassword.ts';
import { systemClock } from '../../db/clock.ts';
import { readEnvironment } from '../../db/environment.ts';
import { migrate } from '../../db/migrate.ts';
import { type Db, openDatabase } from '../../db/open.ts';
import { hashPassword } from '../../db/password.ts';
import { DomainError } from '../../db/rules/errors.ts';
import { ROLES, type Role } from '../../db/rules/permissions.ts';
import { parsePhoneNumber } from '../../db/rules/phoneNumber.ts';
import { failing } from '../failing.ts';
import { readSecret } from '../readSecret.ts';

const USAGE = `Usage:
  helpdesk user add NAME ROLE [PHONE]     or --name, --role, --phone, --username
  helpdesk user password USERNAME
ROLE is ${ROLES.join(', ')}. The password is the first line of standard input; a technician may do without one.`;

const PASSWORD_CHARS_MIN = 8;

/** `helpdesk user add` and `helpdesk user password`. */
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
  if (name === undefined || (verb !== 'add' && verb !== 'password')) {
    console.error(USAGE);
    process.exitCode = 2;
    return;
  }
  const role = verb === 'add' ? readRole(values.role ?? rest.shift()) : undefined;
  const phone = values.phone ?? rest.shift();
  const number = phone === undefined ? undefined : parsePhoneNumber(phone);
  const password = await readPassword(role !== 'technician');
  const { dbPath } = readEnvironment(process.env);
  if (verb === 'password' && !existsSync(dbPath)) {
    throw new DomainError('not_found', `Basis data ${dbPath} tidak ada. Periksa HELPDESK_DB.`);
  }
  const db = openDatabase(dbPath);
  try {
    migrate(db);
    const hash = password === undefined ? undefined : await hashPassword(password);
    if (role === undefined) changePassword(db, name, hash);
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

function changePassword(db: Db, username: string, hash: string | undefined): void {
  if (hash === undefined) throw new DomainError('invalid', 'Kata sandi masih kosong.');
  setPassword(db, systemClock, username, hash);
  console.log(`the password of "${username}" is changed; open sessions have ended`);
}

function readRole(role: string | undefined): Role {
  const known = ROLES.find((one) => one === role);
  if (!known) throw new DomainError('invalid', `Peran harus salah satu dari: ${ROLES.join(', ')}.`);
  return known;
}

async function readPassword(needed: boolean): Promise<string | undefined> {
  const password = await readSecret('Password: ');
  if (password === undefined && !needed) return undefined;
  if (password === undefined || [...password].length < PASSWORD_CHARS_MIN) {
    throw new DomainError(
      'invalid',
      `Kata sandi paling sedikit ${PASSWORD_CHARS_MIN} karakter, dari masukan standar.`,
    );
  }
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
