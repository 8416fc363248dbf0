import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { readTraceText, type Trace } from '../../daemon/trace/traceText.ts';
import { LOG_LEVELS, type LogLevel } from '../../db/environment.ts';
import type { EndState } from '../replay/endState.ts';
import { replay } from '../replay/replay.ts';

const USAGE = `helpdesk replay FILE [--speed N] [--wire] [--log LEVEL]

Lets the daemon live through what a trace (traces/*.trace beside the database) has recorded, on a new database and a
clock of its own, and says what went otherwise. Ends with 0 when nothing did, with 1 otherwise.
  --speed  seconds of the recording in one second; without it as fast as possible
  --wire   shows what goes over the wire
  --log    shows the daemon's log: ${LOG_LEVELS.join(', ')}
`;

interface Options {
  trace: Trace;
  speed: number | undefined;
  wire: boolean;
  logLevel: LogLevel | undefined;
}

/** The subcommand `replay`. Bad options and a file that is no trace end it with exit code 2. */
export async function replayCommand(argv: readonly string[]): Promise<void> {
  let options: Options;
  try {
    options = readOptions(argv);
  } catch (reason) {
    console.error(
      `helpdesk replay: ${reason instanceof Error ? reason.message : String(reason)}\n\n${USAGE}`,
    );
    process.exitCode = 2;
    return;
  }
  const { header, entries } = options.trace;
  console.log(`${header.modem}, ${entries.length} entries from ${header.startedAt} on`);
  for (const [name, value] of Object.entries(header.facts))
    if (value !== '') console.log(`  ${name}: ${value}`);
  const { differences, end, tookMs } = await replay(options.trace, {
    ...(options.speed === undefined ? {} : { speed: options.speed }),
    ...(options.logLevel === undefined ? {} : { logLevel: options.logLevel }),
    ...(options.wire ? { onWire: showWire } : {}),
  });
  console.log(`\nAfter ${(tookMs / 1000).toFixed(0)} s of its time:\n${endWords(end)}`);
  if (differences.length === 0) console.log('\nAll went as it was recorded.');
  else console.log(`\nOtherwise than recorded:\n${differences.map((each) => `  ${each}`).join('\n')}`);
  process.exitCode = differences.length === 0 ? 0 : 1;
}

function readOptions(argv: readonly string[]): Options {
  const { values, positionals } = parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: {
      speed: { type: 'string' },
      wire: { type: 'boolean', default: false },
      log: { type: 'string' },
    },
  });
  const [file] = positionals;
  if (file === undefined || positionals.length > 1) throw new Error('expected one file');
  const speed = values.speed === undefined ? undefined : Number(values.speed);
  if (speed !== undefined && !(speed > 0))
    throw new RangeError(`--speed: expected a number, got "${values.speed}"`);
  const logLevel = LOG_LEVELS.find((level) => level === values.log);
  if (values.log !== undefined && !logLevel) throw new RangeError(`--log: there is no level "${values.log}"`);
  return { trace: readTraceText(readFileSync(file, 'utf8')), speed, wire: values.wire, logLevel };
}

function showWire(atMs: number, direction: 'tx' | 'rx', text: string): void {
  console.log(
    `${(atMs / 1000).toFixed(2).padStart(9)} ${direction === 'tx' ? '>' : '<'} ${JSON.stringify(text)}`,
  );
}

function endWords({ tickets, parts, textsIn, quarantined, alarms, gateway }: EndState): string {
  const states = new Map<string, number>();
  for (const { state } of parts) states.set(state, (states.get(state) ?? 0) + 1);
  const byState = [...states].map(([state, count]) => `${count} ${state}`).join(', ');
  return [
    `  modem: ${gateway ? `${gateway.phase} (${gateway.detail})` : 'never seen'}`,
    `  texts in: ${textsIn}, unreadable: ${quarantined}`,
    `  tickets: ${tickets.length}`,
    ...tickets.map(({ id, reporter, status }) => `    #${id} of ${reporter}: ${status}`),
    `  SMS out: ${parts.length === 0 ? 'none' : byState}`,
    ...parts.map(
      ({ to, state, reference }) => `    to ${to}: ${state}${reference === null ? '' : ` (${reference})`}`,
    ),
    `  alarms: ${alarms.length === 0 ? 'none' : alarms.join(', ')}`,
  ].join('\n');
}
