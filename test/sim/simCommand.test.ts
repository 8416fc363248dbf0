import { createServer } from 'node:http';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { sim } from '../../scripts/commands/sim.ts';
import { parseLatency } from '../../scripts/sim/latency.ts';

let said = '';
beforeEach(() => {
  said = '';
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    said += String(text);
    return true;
  });
});
afterEach(() => {
  vi.restoreAllMocks();
  process.exitCode = undefined;
});

describe('helpdesk sim refuses', () => {
  test.each([
    [['--port', 'x'], '--port: expected 0 to 65535, got "x"'],
    [['--port', '70000'], '--port: expected 0 to 65535, got "70000"'],
    [['--pin', '12'], '--pin: expected 4 to 8 digits'],
    [['--latency', 'slow'], '--latency: expected zero, realistic or realistic:<factor>, got "slow"'],
    [['--personality', 'nokia-3310'], 'no personality "nokia-3310"; known: generic huawei-e173'],
    [['--nonsense'], "Unknown option '--nonsense'"],
  ])('%j with exit code 2', async (argv, message) => {
    await sim(argv);
    expect(said).toContain(`helpdesk sim: ${message}`);
    expect(process.exitCode).toBe(2);
  });

  test('a port that is taken, with exit code 1', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    await sim(['--port', String(port)]);
    server.close();
    expect(said).toContain('EADDRINUSE');
    expect(process.exitCode).toBe(1);
  });
});

test('latency scales', () => {
  expect(parseLatency('realistic:0.5').send).toBe(parseLatency('realistic').send / 2);
  expect(parseLatency('zero').send).toBe(0);
});
