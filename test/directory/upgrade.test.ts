import { expect, test } from 'vitest';
import { migrate } from '../../db/migrate.ts';
import { openOffice } from '../support/office.ts';
import { olderDatabase } from '../support/olderDatabase.ts';

const AT_MS = Date.UTC(2026, 0, 5, 2);

/** When a contact was one number. */
function olderOffice() {
  const db = olderDatabase('0014');
  db.$client.exec(`
    INSERT INTO units (id, name, short_name, district) VALUES (1, 'Dinas Pendidikan', 'Disdik', 'Banyuwangi');
    INSERT INTO contacts VALUES (3, '+6281234567891', 'Siti', 1, ${AT_MS});
    INSERT INTO contacts VALUES (5, '+6281234567892', NULL, NULL, ${AT_MS + 1});`);
  return db;
}

test('every contact of an earlier edition is a person with its number after the upgrade', () => {
  const db = olderOffice();
  migrate(db);
  const rows = db.$client
    .prepare(
      'SELECT c.id, c.name, c.unit_id, c.active, c.created_at_ms, p.phone FROM contacts c JOIN contact_phones p ON p.contact_id = c.id ORDER BY c.id',
    )
    .raw()
    .all();
  expect(rows).toEqual([
    [3, 'Siti', 1, 1, AT_MS, '+6281234567891'],
    [5, null, null, 1, AT_MS + 1, '+6281234567892'],
  ]);
  expect(db.$client.pragma('foreign_key_check')).toEqual([]);
});

test('a known number still brings its unit along after the upgrade', () => {
  const office = openOffice(olderOffice());
  office.says('+6281234567891', 'HELPDESK printer rusak');
  expect(office.tickets()).toMatchObject([{ unitId: 1 }]);
});
