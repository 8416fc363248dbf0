import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';

/**
 * The first line of standard input; from a terminal it is asked for without echo. Undefined when the input
 * ends without one.
 */
export async function readSecret(prompt: string): Promise<string | undefined> {
  const terminal = process.stdin.isTTY === true;
  const mute = new Writable({ write: (_chunk, _encoding, done) => done() });
  if (terminal) process.stderr.write(prompt);
  const lines = createInterface({ input: process.stdin, output: terminal ? mute : undefined, terminal });
  try {
    for await (const line of lines) return line.length > 0 ? line : undefined;
    return undefined;
  } finally {
    lines.close();
    if (terminal) process.stderr.write('\n');
  }
}
