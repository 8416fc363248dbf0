import { parseArgs } from 'node:util';
import { type Latency, parseLatency } from '../sim/latency.ts';
import { PERSONALITIES, personalityOf } from '../sim/personalities/table.ts';
import { startPhonePage } from '../sim/phone/phonePage.ts';
import { startSimulator } from '../sim/simulator.ts';

const MAKES = PERSONALITIES.map(({ id, title }) => `  ${id.padEnd(18)} ${title}`).join('\n');

const USAGE = `helpdesk sim --link PATH [--port N] [--host ADDRESS] [--pin PIN] [--personality ID]
             [--latency zero|realistic[:FACTOR]|make] [--trace]

A simulated modem on a pseudo terminal, and a page with virtual phones.
  --link         symbolic link to the modem's device, e.g. /tmp/modem
  --port         port of the page (8081; 0 takes a free one)
  --host         address of the page (127.0.0.1)
  --pin          the card asks for this PIN
  --personality  the make of modem that it plays, see below (generic)
  --latency      zero answers at once (default); realistic takes the time of a stick on a 2G network;
                 make takes what is typical of the make
  --trace        shows every byte

Makes:
${MAKES}
`;

/** Control characters as words, so that a trace can be read. */
function shown(bytes: Buffer): string {
  return JSON.stringify(bytes.toString('latin1')).slice(1, -1);
}

function portOf(written: string): number {
  const port = Number(written);
  if (!/^\d{1,5}$/.test(written) || port > 65_535)
    throw new RangeError(`--port: expected 0 to 65535, got "${written}"`);
  return port;
}

/** Waits for the first SIGINT or SIGTERM. */
function signalled(): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      process.off('SIGINT', end);
      process.off('SIGTERM', end);
      resolve();
    };
    process.on('SIGINT', end);
    process.on('SIGTERM', end);
  });
}

interface Options {
  link: string | undefined;
  pin: string | undefined;
  host: string;
  port: number;
  personality: string;
  /** Undefined: the times of the make. */
  latencyMs: Latency | undefined;
  trace: boolean;
  help: boolean;
}

/** Throws an Error that says which option makes no sense. */
function readOptions(argv: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      link: { type: 'string' },
      port: { type: 'string', default: '8081' },
      host: { type: 'string', default: '127.0.0.1' },
      pin: { type: 'string' },
      latency: { type: 'string', default: 'zero' },
      personality: { type: 'string', default: 'generic' },
      trace: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  const { link, pin, host, trace, help } = values;
  if (pin !== undefined && !/^\d{4,8}$/.test(pin)) throw new RangeError('--pin: expected 4 to 8 digits');
  const latencyMs = values.latency === 'make' ? undefined : parseLatency(values.latency);
  const personality = personalityOf(values.personality).id;
  return { link, pin, host, port: portOf(values.port), personality, latencyMs, trace, help };
}

const say = (text: string): void => {
  process.stdout.write(text);
};

async function run({ link, pin, host, port, personality, latencyMs, trace }: Options): Promise<void> {
  const ended = signalled();
  const log = (direction: 'host' | 'modem', bytes: Buffer): void =>
    say(`${direction === 'host' ? '>>' : '<<'} ${shown(bytes)}\n`);
  const simulator = await startSimulator({
    personality,
    ...(latencyMs ? { latencyMs } : { pace: 'typical' }),
    ...(link && { link }),
    ...(pin && { simPin: pin }),
    ...(trace && { log }),
  });
  try {
    const page = await startPhonePage({ simulator, host, port });
    say(`Simulated modem: ${link ? `${link} -> ` : ''}${simulator.path}\nVirtual phones:  ${page.url}\n`);
    await ended;
    await page.close();
  } finally {
    await simulator.close();
  }
}

/** The subcommand `sim`: runs until SIGINT or SIGTERM. Bad options end it with exit code 2, a taken port or link with 1. */
export async function sim(argv: readonly string[]): Promise<void> {
  let code = 2;
  try {
    const options = readOptions(argv);
    code = 1;
    if (options.help) say(USAGE);
    else await run(options);
  } catch (reason) {
    process.stderr.write(`helpdesk sim: ${reason instanceof Error ? reason.message : String(reason)}\n`);
    process.exitCode = code;
  }
}
