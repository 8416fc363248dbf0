import { mkdtempSync, readdirSync, rmSync, statSync, utimesSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { keepTrace } from '../../daemon/trace/keepTrace.ts';
import { readTraceText, traceText } from '../../daemon/trace/traceText.ts';
import { addUser } from '../../db/actions/addUser.ts';
import { askDaemon } from '../../db/actions/requests.ts';
import { requests } from '../../db/schema/requests.ts';
import { listTraces, readTrace, traceFolder } from '../../db/traces.ts';
import { type DaemonInMemory, useDaemonInMemory } from '../support/daemonInMemory.ts';
import { useVirtualTime } from '../support/virtualTime.ts';
import { tracesOf } from './tracesOf.ts';

const AT_MS = Date.UTC(2026, 2, 2, 1, 15);
const HEADER = { modem: 'a', startedAt: '2026-03-02T01:15:00.000Z', facts: { reason: 'L2' } };

describe('the text of a trace', () => {
  test('says the same when it is read, whatever bytes went over the wire', () => {
    const text = Array.from({ length: 256 }, (_, code) => String.fromCharCode(code)).join('');
    const entries = [
      { direction: 'opened', text: '', atMs: AT_MS, monotonicMs: 1000 },
      { direction: 'rx', text, atMs: AT_MS, monotonicMs: 1012.345 },
      { direction: 'omitted', text: '12', atMs: AT_MS, monotonicMs: 1012.345 },
    ] as const;
    const written = traceText(HEADER, entries);
    expect(written).toMatch(/^[\n\x20-\x7e]+$/);
    expect(readTraceText(written)).toEqual({
      header: HEADER,
      entries: [
        { ms: 0, direction: 'opened', text: '' },
        { ms: 12.3, direction: 'rx', text },
        { ms: 12.3, direction: 'omitted', text: '12' },
      ],
    });
  });

  test.each([
    ['', 1],
    ['{"a":1}', 1],
    [`${traceText(HEADER, [])}{"ms":"1","tx":"AT"}`, 2],
    [`${traceText(HEADER, [])}{"ms":1,"tx":"AT"}\nAT+CSQ`, 3],
    [`${traceText(HEADER, [])}{"ms":1e300,"tx":"AT"}`, 2],
    [`${traceText(HEADER, [])}{"ms":-1,"tx":"AT"}`, 2],
    [`${traceText(HEADER, [])}{"ms":1,"tx":"\\u4e00"}`, 2],
    [traceText({ ...HEADER, startedAt: '+275760-09-13T00:00:00.000Z' }, []), 1],
    ['\0\x01\x7fELF', 1],
    ['x'.repeat(5_000_000), 1],
  ])('%j is refused with the line that makes no sense', (text, line) => {
    expect(() => readTraceText(text)).toThrow(`line ${line} `);
  });
});

describe('the files', () => {
  let folder = '';
  const dbPath = (): string => join(folder, 'helpdesk.sqlite');
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'helpdesk-traces-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  /** As one that was written at some time. */
  const kept = (text: string, minute: number): string => {
    const name = keepTrace(dbPath(), 'a', 'L2', AT_MS + minute * 60_000, text);
    utimesSync(join(traceFolder(dbPath()), name), 0, AT_MS / 1000 + minute * 60);
    return name;
  };

  test('are for the owner alone, and are found by the panel', () => {
    const names = [kept('first', 0), kept('second', 0)];
    expect(names).toEqual(['20260302T011500Z-a-L2.trace', '20260302T011500Z-a-L2-2.trace']);
    expect(names.map((name) => readTrace(dbPath(), name))).toEqual(['first', 'second']);
    expect(listTraces(dbPath())).toHaveLength(2);
    const place = traceFolder(dbPath());
    expect(
      [place, ...names.map((name) => join(place, name))].map((file) => statSync(file).mode & 0o777),
    ).toEqual([0o700, 0o600, 0o600]);
  });

  test('are twenty, and the oldest go first', () => {
    const names = Array.from({ length: 25 }, (_, minute) => kept('x', minute));
    expect(listTraces(dbPath()).map(({ name }) => name)).toEqual(names.slice(5).reverse());
    expect(readdirSync(traceFolder(dbPath()))).toHaveLength(20);
  });

  test('are ten megabytes at most, and the newest stays whatever its size', () => {
    const large = 'x'.repeat(3 * 1024 * 1024);
    for (let minute = 0; minute < 5; minute += 1) kept(large, minute);
    expect(listTraces(dbPath())).toHaveLength(3);
    const name = kept('x'.repeat(11 * 1024 * 1024), 6);
    expect(listTraces(dbPath()).map((trace) => trace.name)).toEqual([name]);
  });
});

describe('the daemon', () => {
  useVirtualTime();
  const open = useDaemonInMemory();
  const pathOf = (it: DaemonInMemory): string => it.db.$client.name;
  const reasons = (it: DaemonInMemory): string[] =>
    listTraces(pathOf(it)).map(({ name }) => name.replace(/^\S+-modem-|\.trace$/g, ''));

  test('keeps what went over the wire when it is asked, with nobody in it', async () => {
    const it = open({ simPin: '471147' }, { pin: '471147' });
    await it.ready();
    it.simulation.smsc.sendFrom('+6281277788899', 'HELPDESK rahasia dapur');
    await it.until('answered', () => it.parts()[0]?.state === 'delivered', 60_000);
    const userId = addUser(it.db, it.clock, { username: 'rina', name: 'Rina', role: 'admin' });
    const rina = { userId, name: 'Rina', role: 'admin' } as const;
    const id = askDaemon(it.db, it.clock, rina, { kind: 'trace', modem: 'modem' });
    const row = () => it.db.select().from(requests).where(eq(requests.id, id)).get();
    await it.until('kept', () => row()?.endedAtMs !== null, 10_000);
    const [file] = listTraces(pathOf(it));
    expect(row()).toMatchObject({ state: 'done', result: `Jejak tersimpan: ${file?.name}` });

    const text = readTrace(pathOf(it), file?.name ?? '') ?? '';
    const { header, entries } = readTraceText(text);
    expect(header).toMatchObject({
      modem: 'modem',
      facts: { reason: 'request', phase: 'ready', line: 'serial' },
    });
    expect(header.facts['ownNumber']).toMatch(/^\+62\d{10}$/);
    expect(entries[0]).toMatchObject({ direction: 'opened', ms: 0 });
    expect(text).toContain('AT+CMGS=');
    const secrets = ['281277788899', '28113103001', 'rahasia dapur', '471147'];
    for (const trace of secrets.flatMap((secret) => [secret, ...tracesOf(secret)]))
      expect(text).not.toContain(trace);
  });

  test('keeps it when a step of the ladder begins, once for each step until the modem is well', async () => {
    const it = open();
    await it.ready();
    it.simulation.modem.goDumb('all');
    await it.until('the ladder is climbed', () => reasons(it).includes('L7'), 1_200_000);
    const first = reasons(it);
    expect(first).toContain('L2');
    await it.pass(3 * 3_600_000);
    expect(reasons(it)).toEqual(first);
    const newest = readTraceText(readTrace(pathOf(it), listTraces(pathOf(it)).at(-1)?.name ?? '') ?? '');
    expect(newest.entries.some(({ text }) => text === 'AT\r')).toBe(true);
  });
});
