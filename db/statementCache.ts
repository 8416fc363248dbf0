import type Database from 'better-sqlite3';

/** More than the program has; queries with lists of varying length are what goes first. */
const KEPT = 300;

/**
 * Lets a connection keep what it has compiled: the query builder asks for the same statements again and again, and
 * compiling one takes longer than most of them run.
 */
export function cacheStatements(client: Database.Database): void {
  const compile = client.prepare.bind(client);
  const kept = new Map<string, Database.Statement>();
  const prepare = (sql: string): Database.Statement => {
    const found = kept.get(sql);
    if (found) {
      kept.delete(sql);
      // As new: the mode of the last use is not the next one's.
      if (found.reader) found.raw(false);
    }
    const statement = found ?? compile(sql);
    kept.set(sql, statement);
    const [oldest] = kept.keys();
    if (kept.size > KEPT && oldest !== undefined) kept.delete(oldest);
    return statement;
  };
  Object.assign(client, { prepare });
}
