import { and, desc, eq, isNotNull, sql } from 'drizzle-orm';
import type { SQLiteColumn, SQLiteTable } from 'drizzle-orm/sqlite-core';
import type { Db, Tx } from './open.ts';
import { publicUrlOf, statusLink } from './publicUrl.ts';
import { inGsm7 } from './rules/inGsm7.ts';
import type { NoticeFacts } from './rules/notices/placeholder.ts';
import { septetsOf } from './rules/notices/shortened.ts';
import { contacts, units, users } from './schema/people.ts';
import { categories } from './schema/tickets.ts';

/** As long as those that the database makes. */
const TOKEN = '0'.repeat(24);

/** The longest values that texts about this office's tickets can be filled with (R28); what it has none of is left out. */
export function longestValues(db: Db | Tx): NoticeFacts {
  const url = publicUrlOf(db);
  const link = url === undefined ? undefined : statusLink(url, TOKEN);
  return Object.fromEntries(
    Object.entries({
      skpd: longest(db, units, units.shortName, units.active),
      pelapor: longest(db, contacts, contacts.name, contacts.active),
      teknisi: longest(db, users, users.name, users.active, eq(users.role, 'technician')),
      kategori: longest(db, categories, categories.name, categories.active),
      cek: link,
      tautan: link,
    }).filter(([, value]) => value !== undefined),
  );
}

/** Letters beyond the default alphabet's first table count twice: the longest few are measured. */
const MEASURED = 20;

function longest(
  db: Db | Tx,
  table: SQLiteTable,
  column: SQLiteColumn,
  active: SQLiteColumn,
  also?: ReturnType<typeof eq>,
): string | undefined {
  return db
    .select({ value: sql<string>`${column}` })
    .from(table)
    .where(and(eq(active, true), isNotNull(column), also))
    .orderBy(desc(sql`length(${column})`))
    .limit(MEASURED)
    .all()
    .map(({ value }) => value)
    .sort((a, b) => septetsOf(inGsm7(b)) - septetsOf(inGsm7(a)))[0];
}
