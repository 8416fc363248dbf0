import { type ChildProcess, fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openDatabase } from '../../db/open.ts';
import { startSimulator } from '../sim/simulator.ts';

/**
 * Measures the way of a text through the daemon, which runs as a process of its own on the simulated modem at
 * zero latency: from the last byte of the arriving PDU on the wire to the committed ticket, and to the
 * acknowledgement's AT+CMGS on the wire.
 */
const TEXTS = 200;
const WARM_UP = 10;

const folder = mkdtempSync(join(tmpdir(), 'helpdesk-bench-'));
const dbPath = join(folder, 'helpdesk.sqlite');
const device = join(folder, 'modem');

let pduLastByteMs = 0;
let commandMs: number | undefined;
const simulator = await startSimulator({
  link: device,
  log: (direction, bytes) => {
    const text = bytes.toString('latin1');
    if (direction === 'modem' && /\+CMG[LR]: .*\r\n[0-9A-F]{20,}/.test(text))
      pduLastByteMs = performance.now();
    if (direction === 'host' && text.includes('AT+CMGS')) commandMs ??= performance.now();
  },
});
const daemon: ChildProcess = fork(fileURLToPath(new URL('./daemonProcess.js', import.meta.url)), [
  dbPath,
  device,
]);
await new Promise((resolve) => daemon.once('message', resolve));
const { $client: db } = openDatabase(dbPath);
const ticketsNow = db.prepare('SELECT count(*) FROM tickets').pluck();
await until(() => db.prepare("SELECT phase FROM gateways WHERE phase = 'ready'").get() !== undefined);

const toTicketMs: number[] = [];
const toCommandMs: number[] = [];
for (let i = 0; i < WARM_UP + TEXTS; i += 1) {
  const before = Number(ticketsNow.get());
  const answered = simulator.submitted.length;
  pduLastByteMs = 0;
  commandMs = undefined;
  simulator.deliver(
    `+628123${String(1_000_000 + i)}`,
    `HELPDESK keluhan nomor ${i}: printer di ruang rapat tidak mencetak`,
  );
  await until(() => Number(ticketsNow.get()) > before);
  const ticketMs = performance.now();
  await until(() => simulator.submitted.length > answered);
  if (i < WARM_UP) continue;
  toTicketMs.push(ticketMs - pduLastByteMs);
  toCommandMs.push((commandMs ?? Number.NaN) - pduLastByteMs);
}
console.log(`${TEXTS} texts, Node ${process.version}`);
for (const [what, values] of [
  ['last byte of the PDU to the committed ticket', toTicketMs],
  ['last byte of the PDU to AT+CMGS of the acknowledgement', toCommandMs],
] as const) {
  console.log(
    `${what}: median ${quantile(values, 0.5).toFixed(1)} ms, p95 ${quantile(values, 0.95).toFixed(1)} ms`,
  );
}
daemon.kill('SIGTERM');
await new Promise((resolve) => daemon.once('exit', resolve));
db.close();
await simulator.close();
rmSync(folder, { recursive: true, force: true });

function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}

/** Looks again at every turn of the event loop, so that what is measured is the daemon and not a timer. */
async function until(done: () => boolean): Promise<void> {
  while (!done()) await new Promise((resolve) => setImmediate(resolve));
}
