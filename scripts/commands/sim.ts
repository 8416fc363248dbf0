import { parseArgs } from 'node:util';
import { parseLatency } from '../sim/latency.ts';
import { startPhonePage } from '../sim/phone/phonePage.ts';
import { startSimulator } from '../sim/simulator.ts';

const USAGE = `helpdesk sim --link PATH [--port N] [--host ADDRESS] [--pin PIN] [--latency zero|realistic[:FACTOR]] [--trace]

A simulated modem on a pseudo terminal, and a page with virtual phones.
  --link     symbolic link to the modem's device, e.g. /tmp/modem
  --port     port of the page (8081; 0 takes a free one)
  --host     address of the page (127.0.0.1)
  --pin      the card asks for this PIN
  --latency  zero answers at once (default); realistic takes the time of a stick on a 2G network
  --trace    shows every byte
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

/** The subcommand `sim`: runs until it is told to stop. Throws on options that make no sense and on a port in use. */
export async function sim(argv: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      link: { type: 'string' },
      port: { type: 'string', default: '8081' },
      host: { type: 'string', default: '127.0.0.1' },
      pin: { type: 'string' },
      latency: { type: 'string', default: 'zero' },
      trace: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  const say = (text: string): void => void process.stdout.write(text);
  if (values.help) return say(USAGE);
  if (values.pin !== undefined && !/^\d{4,8}$/.test(values.pin))
    throw new RangeError('--pin: expected 4 to 8 digits');
  const port = portOf(values.port);
  const latencyMs = parseLatency(values.latency);
  const ended = signalled();
  const simulator = await startSimulator({
    latencyMs,
    ...(values.link && { link: values.link }),
    ...(values.pin && { simPin: values.pin }),
    ...(values.trace && {
      log: (direction: 'host' | 'modem', bytes: Buffer) =>
        say(`${direction === 'host' ? '>>' : '<<'} ${shown(bytes)}\n`),
    }),
  });
  try {
    const page = await startPhonePage({ simulator, host: values.host, port });
    say(
      `Simulated modem: ${values.link ? `${values.link} -> ` : ''}${simulator.path}\nVirtual phones:  ${page.url}\n`,
    );
    await ended;
    await page.close();
  } finally {
    await simulator.close();
  }
}
