import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DaemonConfig } from '../../daemon/config.ts';
import { type Daemon, startDaemon } from '../../daemon/main.ts';
import type { Trace } from '../../daemon/trace/traceText.ts';
import { inAction } from '../../db/actions/action.ts';
import { queueSms } from '../../db/actions/queueSms.ts';
import { systemClock } from '../../db/clock.ts';
import type { LogLevel } from '../../db/environment.ts';
import { createLog } from '../../db/log.ts';
import { type Db, openDatabase } from '../../db/open.ts';
import { readPhoneNumber } from '../../db/rules/phoneNumber.ts';
import { prepareDatabase } from '../prepareDatabase.ts';
import { type EndState, endState } from './endState.ts';
import { RecordedModem } from './recordedModem.ts';
import { readRecording, type SentText } from './recording.ts';
import { takeTime, type VirtualTime } from './virtualTime.ts';

/** After the last of the recording: reports are matched, texts handled. */
const SETTLE_MS = 90_000;
/** When nothing of the recording was played for so long beyond its longest silence, nothing more will be. */
const STUCK_MS = 300_000;
const STOP_MS = 10 * 60_000;
/** Whatever was masked as a PIN: any will do. */
const ANY_PIN = '0000';

export interface ReplayOptions {
  /** Seconds of the recording in one of ours; as fast as possible without it. */
  readonly speed?: number;
  readonly logLevel?: LogLevel;
  /** Sees what goes over the wire, on the recording's clock. */
  readonly onWire?: (atMs: number, direction: 'tx' | 'rx', text: string) => void;
}

export interface ReplayResult {
  /** Sentences; none when all went as it was recorded. */
  readonly differences: readonly string[];
  readonly end: EndState;
  /** Time that has passed for the daemon. */
  readonly tookMs: number;
}

/**
 * Lets today's daemon live through what a trace has recorded: a new database, the modem's answers from the trace, and
 * a clock that goes as fast as both can.
 */
export async function replay(trace: Trace, options: ReplayOptions = {}): Promise<ReplayResult> {
  const folder = mkdtempSync(join(tmpdir(), 'helpdesk-replay-'));
  const dbPath = join(folder, 'helpdesk.sqlite');
  const startMs = Date.parse(trace.header.startedAt);
  const time = takeTime(startMs);
  try {
    prepareDatabase(dbPath);
    const db = openDatabase(dbPath);
    const modem = new RecordedModem({
      clock: time,
      connections: readRecording(trace.entries),
      queue: (parts) => queue(db, parts),
      onWire: (direction, text) => options.onWire?.(time.nowMs() - startMs, direction, text),
    });
    const daemon = startDaemon({
      config: configOf(trace, dbPath),
      log: createLog({ level: options.logLevel ?? 'silent', name: 'daemon' }),
      simulated: true,
      minGapMs: 0,
      timing: { jitter: 0 },
      openPort: modem.open,
    });
    await play(time, modem, longestSilenceMs(trace) + STUCK_MS, options.speed);
    const end = endState(db);
    await stop(daemon, time);
    db.$client.close();
    return { differences: differencesOf(modem), end, tookMs: time.nowMs() - startMs };
  } finally {
    time.release();
    rmSync(folder, { recursive: true, force: true });
  }
}

function configOf({ header }: Trace, dbPath: string): DaemonConfig {
  const { facts } = header;
  const ownNumber = readPhoneNumber(facts['ownNumber'] ?? '');
  return {
    dbPath,
    timezone: 'Asia/Jakarta',
    language: 'id',
    publicUrl: undefined,
    logLevel: 'silent',
    warnings: [],
    modems: [
      {
        name: header.modem,
        device: facts['line'] === 'tcp' ? 'tcp://recording:1' : '/dev/serial/by-id/recording',
        ...(facts['pin'] && { pin: ANY_PIN }),
        ...(facts['smsc'] && { smsc: facts['smsc'] }),
        ...(ownNumber && { ownNumber }),
      },
    ],
  };
}

function longestSilenceMs({ entries }: Trace): number {
  return Math.max(0, ...entries.slice(1).map(({ ms }, at) => ms - (entries[at]?.ms ?? ms)));
}

async function play(time: VirtualTime, modem: RecordedModem, stuckMs: number, speed?: number): Promise<void> {
  for (;;) {
    const waitedMs = time.nowMs() - modem.playedAtMs;
    if (waitedMs > (modem.isOver() ? SETTLE_MS : stuckMs)) return;
    if (speed !== undefined) await time.sleep(time.leftMs() / speed);
    await time.step();
  }
}

async function stop(daemon: Daemon, time: VirtualTime): Promise<void> {
  let stopped = false;
  const stopping = daemon.stop().finally(() => {
    stopped = true;
  });
  const untilMs = time.nowMs() + STOP_MS;
  while (!stopped && time.nowMs() < untilMs) await time.step();
  await stopping;
}

/** A person's text, whose words are not known; it is as long, and in the same alphabet. */
function queue(db: Db, parts: readonly SentText[]): void {
  const [first] = parts;
  const text = parts.map((part) => part.text).join('');
  if (!first) return;
  inAction(db, systemClock, (tx, nowMs) => {
    queueSms(
      tx,
      {
        ticketId: null,
        kind: 'reply',
        to: first.to,
        text: text.trim() === '' ? 'x' : text,
        cause: `replay:${nowMs}`,
      },
      nowMs,
    );
  });
}

function differencesOf(modem: RecordedModem): string[] {
  const unknown = [...modem.unknownLines].map(
    ([line, times]) => `not in the recording: ${line}${times > 1 ? ` (${times} times)` : ''}`,
  );
  const surplus = modem.surplus.map((to) => `sent to ${to}, to whom nothing was sent in the recording`);
  const missing = modem.replies.notAskedFor().map(({ written, atMs, sent }) => {
    const what = sent ? `the text to ${sent.to}` : written;
    return `never asked for: ${what} (at ${(atMs / 1000).toFixed(1)} s)`;
  });
  return [...unknown, ...surplus, ...missing];
}
