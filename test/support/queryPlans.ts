import type { Db } from '../../db/open.ts';

type Client = Db['$client'];
type Statement = ReturnType<Client['prepare']>;

const RUNNING = new Set(['all', 'get', 'run', 'iterate']);

/**
 * Notes every statement that a connection runs from now on, with its values: SQLite chooses a partial index
 * by the values, so the text alone says too little.
 * @returns how SQLite carries each of them out, and the statement behind it.
 */
export function recordPlans(db: Db): () => { plan: string; sql: string }[] {
  const ran: { sql: string; values: unknown[] }[] = [];
  const prepare = db.$client.prepare.bind(db.$client);
  const watched = (statement: Statement, sql: string): Statement =>
    new Proxy(statement, {
      get(target, name) {
        const member: unknown = Reflect.get(target, name, target);
        if (typeof member !== 'function') return member;
        return (...values: unknown[]) => {
          if (RUNNING.has(String(name))) ran.push({ sql, values });
          const result: unknown = Reflect.apply(member, target, values);
          return result === target ? watched(target, sql) : result;
        };
      },
    });
  db.$client.prepare = ((sql: string) => watched(prepare(sql), sql)) as Client['prepare'];
  return () =>
    ran.flatMap(({ sql, values }) =>
      prepare(`EXPLAIN QUERY PLAN ${sql}`)
        .all(...values)
        .map((row) => ({ plan: String(Reflect.get(Object(row), 'detail')), sql })),
    );
}
