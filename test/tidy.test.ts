import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { PROJECT } from './support/planted.ts';

/*
 * What Biome cannot say (see tidy.imports.test.ts for what it does). Every check is a function from text to findings,
 * shown on a planted fault first and then turned on the project.
 */

const SOURCE_FOLDERS = ['daemon', 'panel', 'db', 'scripts'];

function filesUnder(folders: readonly string[], pattern: RegExp): string[] {
  return folders.flatMap((folder) =>
    readdirSync(join(PROJECT, folder), { recursive: true, encoding: 'utf8' })
      .map((name) => `${folder}/${name}`)
      .filter((path) => pattern.test(path) && !path.startsWith('test/vectors/')),
  );
}

const read = (path: string): string => readFileSync(join(PROJECT, path), 'utf8');
const sources = filesUnder(SOURCE_FOLDERS, /\.tsx?$/);
const withTests = [...sources, ...filesUnder(['test'], /\.tsx?$/)];

/** Runs a check over files; what it finds is named `path: finding`. */
const findings = (paths: readonly string[], check: (text: string, path: string) => string[]): string[] =>
  paths.flatMap((path) => check(read(path), path).map((finding) => `${path}: ${finding}`));

const matches = (text: string, pattern: RegExp): string[] =>
  [...text.matchAll(pattern)].map(([found]) => found);

/** An async body would run on after better-sqlite3 has committed or refused (STYLE P7). */
const asyncTransactions = (text: string): string[] =>
  matches(text, /\b(?:transaction|inAction|immediate)\s*\((?:[^()]*,)?\s*async\b/g);

/** Biome sees imports, not types taken by `import('…')`; those would go round its directions. */
const inlineImportTypes = (text: string): string[] =>
  matches(text, /(?:[:<|&=]|\btypeof|\bas)\s*import\(\s*'[^']*'\s*\)\s*(?:\.|\[)/g);

const unfinished = (text: string): string[] => matches(text, /\b(?:TO[D]O|FIX[M]E|X[X]X)\b/g);

const vagueName = (_: string, path: string): string[] =>
  matches(path, /\/(?:[a-z]*(?:Utils?|Helpers?|Manager)|utils?|helpers?|common|misc)\.tsx?$/g);

/** Steps that can lose rows are written down as read by a person. */
const destructive = (sql: string): string[] => {
  const statements = sql.replace(/--.*$/gm, '').toUpperCase();
  const reviewed = /^-- reviewed: .{10,}$/m.test(sql);
  const pattern =
    /\bDROP\s+(?:TABLE|COLUMN)\b|\bDELETE\s+FROM\b|\bON\s+DELETE\s+(?:CASCADE|SET)\b|\bRENAME\s+TO\b|\bREPLACE\s+INTO\b/g;
  return reviewed ? [] : matches(statements, pattern);
};

/** Migrations are numbered sentences without gaps: `0001_create_people.sql`. */
const misnumbered = (names: readonly string[]): string[] =>
  [...names].sort().filter((name, index) => {
    const number = String(index + 1).padStart(4, '0');
    return !new RegExp(`^${number}(?:_[a-z0-9]+)+\\.sql$`).test(name);
  });

const addresses = (lock: string): string[] => matches(lock, /"resolved": "https?:[^"]*"/g);

describe('the checks find what is planted', () => {
  test.each([
    ['db.transaction(async (tx) => {})', 1],
    ['inAction(db, clock, async (tx) => {})', 1],
    ['client.transaction(async () => 1).immediate()', 1],
    ['db.transaction((tx) => {}, { behavior: "immediate" })', 0],
    ['inAction(db, clock, (tx) => {}); async function later() {}', 0],
  ])('async in a transaction: %s', (text, count) => expect(asyncTransactions(text)).toHaveLength(count));

  test.each([
    ["let app: import('../../panel/app.tsx').App;", 1],
    ["type App = typeof import('../../panel/app.tsx')['app'];", 1],
    ["const app = await import('./app.ts');", 0],
  ])('a type that goes round the import rules: %s', (text, count) =>
    expect(inlineImportTypes(text)).toHaveLength(count),
  );

  test.each([
    ['DROP TABLE tickets;', 1],
    ['drop  table `tickets`;', 1],
    ['ALTER TABLE tickets DROP COLUMN note;', 1],
    ['DELETE FROM tickets;', 1],
    ['id INTEGER REFERENCES tickets (id) ON DELETE CASCADE', 1],
    ['-- DROP TABLE tickets;\nCREATE TABLE x (id INTEGER);', 0],
    ['-- reviewed: rows are copied to parts_new in the statement above\nDROP TABLE parts;', 0],
    ['-- reviewed:\nDROP TABLE parts;', 1],
  ])('SQL that can lose rows: %s', (sql, count) => expect(destructive(sql)).toHaveLength(count));

  test.each([
    [['0001_create_people.sql', '0002_create_tickets.sql'], []],
    [['0001_create_people.sql', '0003_create_tickets.sql'], ['0003_create_tickets.sql']],
    [['0001_create_people.sql', '0001_create_tickets.sql'], ['0001_create_tickets.sql']],
    [['0001_Luxuriant-Johnny.sql'], ['0001_Luxuriant-Johnny.sql']],
  ])('the numbers of migrations: %j', (names, wrong) => expect(misnumbered(names)).toEqual(wrong));

  test('unfinished work, vague names, download addresses', () => {
    // Words are put together here and above, or this file would find itself.
    expect(unfinished(`// ${'TO'}${'DO'}: later`)).toHaveLength(1);
    expect(
      ['panel/utils.ts', 'db/timeUtils.ts', 'daemon/modemManager.ts'].flatMap((p) => vagueName('', p)),
    ).toHaveLength(3);
    expect(vagueName('', 'db/rules/smsText.ts')).toEqual([]);
    expect(addresses(`"resolved": "${'https'}://registry.example/a.tgz"`)).toHaveLength(1);
  });
});

describe('the project', () => {
  test('transaction bodies are synchronous', () => {
    expect(findings(sources, asyncTransactions)).toEqual([]);
  });

  test('no type goes round the import rules', () => {
    expect(findings(sources, inlineImportTypes)).toEqual([]);
  });

  test('nothing is left unfinished', () => {
    expect(findings(withTests, unfinished)).toEqual([]);
  });

  test('files are named after what is in them', () => {
    expect(findings(sources, vagueName)).toEqual([]);
  });

  test('migrations are numbered without gaps and lose nothing unread', () => {
    const names = readdirSync(join(PROJECT, 'db/migrations')).filter((name) => name.endsWith('.sql'));
    expect(names.length).toBeGreaterThan(0);
    expect(misnumbered(names)).toEqual([]);
    expect(
      findings(
        names.map((name) => `db/migrations/${name}`),
        destructive,
      ),
    ).toEqual([]);
  });

  test('the lock file names versions, not the addresses of one registry', () => {
    expect(addresses(read('package-lock.json'))).toEqual([]);
  });

  test('there are only the agreed folders at the top', () => {
    const made = ['.git', 'node_modules', 'dist', 'data', 'coverage'];
    const folders = readdirSync(PROJECT, { withFileTypes: true }).filter((entry) => entry.isDirectory());
    const unknown = folders.map(({ name }) => name).filter((name) => !made.includes(name));
    expect(unknown.sort()).toEqual(['.ci', ...SOURCE_FOLDERS, 'systemd', 'test'].sort());
  });
});
