import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { addUser } from '../../db/actions/addUser.ts';
import { openSession } from '../../db/actions/session.ts';
import { systemClock } from '../../db/clock.ts';
import { openDatabase } from '../../db/open.ts';
import type { Contestant } from './contestant.ts';
import { type Findings, median, quantile, type Section } from './figures.ts';
import { databasePath, OUR_DAEMON, PROGRAM } from './ourDaemon.ts';
import { openStage, type Stage } from './stage.ts';
import { pause, until } from './waiting.ts';

const CLICKS = 60;
const WITHIN_MS = 10_000;
const START_MS = 20_000;

/** A reply posted to the panel, which is a process of its own, until AT+CMGS is on the wire; the line is idle. */
export const CLICK: Section = {
  name: 'click',
  title: 'click on "kirim" in the panel to AT+CMGS on the wire',
  run: async (contestants: readonly Contestant[]): Promise<Findings> => {
    if (!contestants.includes(OUR_DAEMON)) return { figures: [], raw: [] };
    const timingsMs = await clickAll();
    return {
      figures: [
        { what: 'click → AT+CMGS, median', unit: 'ms', values: { helpdesk: median(timingsMs) } },
        {
          what: 'click → AT+CMGS, p95',
          unit: 'ms',
          atMost: 300,
          values: { helpdesk: quantile(timingsMs, 0.95) },
        },
      ],
      raw: timingsMs,
    };
  },
};

async function clickAll(): Promise<number[]> {
  const stage = await openStage(OUR_DAEMON);
  let commandMs = Number.POSITIVE_INFINITY;
  stage.listen((direction, text) => {
    if (direction === 'host' && text.includes('AT+CMGS=')) commandMs = performance.now();
  });
  const panel = await startPanel(stage);
  try {
    stage.start();
    stage.simulator.deliver('+6281234500101', 'HELPDESK printer tidak bisa mencetak');
    // Its acknowledgement is not what is measured.
    await until(() => stage.simulator.submitted.length > 0, START_MS);
    const timingsMs: number[] = [];
    for (let i = 0; i < CLICKS; i += 1) {
      await pause(100 + ((i * 377) % 400));
      const taken = stage.simulator.submitted.length;
      const clickedMs = performance.now();
      await panel.reply(`Teknisi berangkat, kabar ke-${i}.`, i);
      await until(() => stage.simulator.submitted.length > taken, WITHIN_MS);
      timingsMs.push(commandMs - clickedMs);
    }
    return timingsMs;
  } finally {
    panel.stop();
    await stage.close();
  }
}

async function startPanel({ folder }: Stage) {
  const dbPath = databasePath(folder);
  const db = openDatabase(dbPath);
  const userId = addUser(db, systemClock, { username: 'rina', name: 'Rina', role: 'admin' });
  const cookie = `helpdesk_session=${openSession(db, systemClock, userId)}`;
  db.$client.close();
  const port = await freePort();
  const env = { ...process.env, HELPDESK_DB: dbPath, HELPDESK_PANEL_PORT: String(port) };
  const child = spawn(process.execPath, [PROGRAM, 'panel'], { env, stdio: 'ignore' });
  const address = `http://127.0.0.1:${port}`;
  for (const endMs = performance.now() + START_MS; performance.now() < endMs; await pause(50)) {
    if (await fetch(`${address}/health`).catch(() => undefined)) break;
  }
  return {
    reply: async (text: string, i: number): Promise<void> => {
      const body = new URLSearchParams({ text, formId: `formulir-${i}`, seenReplyId: String(2 ** 40) });
      const answer = await fetch(`${address}/tiket/1/balasan`, {
        method: 'POST',
        body,
        headers: { cookie },
        redirect: 'manual',
      });
      if (answer.status >= 400) throw new Error(`the panel refuses the reply: ${answer.status}`);
    },
    stop: (): void => void child.kill('SIGTERM'),
  };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address ? address.port : 0;
      server.close(() => resolve(port));
    });
  });
}
