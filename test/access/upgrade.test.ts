import { expect, test } from 'vitest';
import { sessionHash } from '../../db/actions/session.ts';
import { migrate } from '../../db/migrate.ts';
import { signedIn } from '../../db/queries/signedIn.ts';
import { olderDatabase } from '../support/olderDatabase.ts';

const AT_MS = Date.UTC(2026, 0, 5, 2);

test('whoever was signed in before the upgrade still is, with the password that was', () => {
  const db = olderDatabase('0016');
  db.$client.exec(`
    INSERT INTO users (id, username, name, role, password_hash, created_at_ms)
      VALUES (3, 'rina', 'Rina', 'admin', 'scrypt$a$b', ${AT_MS});
    INSERT INTO sessions VALUES ('${sessionHash('kue')}', 3, ${AT_MS}, ${AT_MS + 1000});`);
  migrate(db);
  expect(signedIn(db, sessionHash('kue'), AT_MS)).toMatchObject({
    actor: { userId: 3, name: 'Rina', role: 'admin' },
    seenAtMs: AT_MS,
    mustChangePassword: false,
  });
  expect(signedIn(db, sessionHash('kue'), AT_MS + 1000)).toBeUndefined();
  expect(db.$client.pragma('foreign_key_check')).toEqual([]);
  db.$client.close();
});
