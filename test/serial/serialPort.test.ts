import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type BytePort, PortOpenError } from '../../daemon/serial/bytePort.ts';
import { openSerialPort } from '../../daemon/serial/serialPortPort.ts';
import { type Simulator, startSimulator } from '../../scripts/sim/simulator.ts';

let sim: Simulator;
let folder: string;
const ports: BytePort[] = [];

beforeEach(async () => {
  sim = await startSimulator();
  folder = mkdtempSync(join(tmpdir(), 'locks-'));
});
afterEach(async () => {
  await Promise.allSettled(ports.splice(0).map((port) => port.close()));
  await sim.close();
  rmSync(folder, { recursive: true, force: true });
});

async function open(path = sim.path): Promise<BytePort> {
  const port = await openSerialPort({ path, lockFolder: folder });
  ports.push(port);
  return port;
}

const lockFile = () => join(folder, `LCK..pts_${basename(sim.path)}`);
const faultOf = async (opening: Promise<unknown>): Promise<PortOpenError> => {
  const fault = await opening.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (!(fault instanceof PortOpenError)) throw new Error(`no PortOpenError but ${String(fault)}`);
  return fault;
};

describe('a serial device', () => {
  test('carries bytes both ways', async () => {
    const port = await open();
    const heard: string[] = [];
    const answered = new Promise<void>((resolve) => {
      port.onBytes((bytes) => {
        heard.push(bytes.toString('latin1'));
        if (heard.join('').includes('OK')) resolve();
      });
    });
    await port.write(Buffer.from('AT\r'));
    await answered;
    expect(heard.join('')).toContain('\r\nOK\r\n');
  });

  // node-serialport#2735: "Cannot lock port" at the reopening.
  test('can be closed and opened fifty times in a row (LINK-03)', async () => {
    for (let round = 0; round < 50; round += 1) await (await open()).close();
    expect(existsSync(lockFile())).toBe(false);
  });

  test('reports its loss once, and a write afterwards fails', async () => {
    const port = await open();
    const losses: Array<Error | undefined> = [];
    const lost = new Promise<void>((resolve) => {
      port.onClosed((why) => {
        losses.push(why);
        resolve();
      });
    });
    const pending = port.write(Buffer.alloc(200_000, 0x41)).catch(() => 'failed');
    sim.unplug(60_000);
    await lost;
    await pending;
    await expect(port.write(Buffer.from('AT\r'))).rejects.toThrow(/closed/);
    await port.close();
    await port.close();
    expect(losses).toHaveLength(1);
    expect(losses[0]).toBeInstanceOf(Error);
  });

  test('tells of a close of our own without an error', async () => {
    const port = await open();
    const closed = new Promise((resolve) => port.onClosed(resolve));
    await port.close();
    expect(await closed).toBeUndefined();
  });

  test('that does not exist is named', async () => {
    const fault = await faultOf(open('/dev/ttyNOTHERE7'));
    expect(fault).toMatchObject({ code: 'ENOENT', message: '/dev/ttyNOTHERE7 does not exist' });
  });
});

describe('exclusive use', () => {
  test('leaves a lock file that other programs understand', async () => {
    await open();
    expect(readFileSync(lockFile(), 'latin1')).toBe(`${String(process.pid).padStart(10)}\n`);
  });

  test('is kept through a link to the device', async () => {
    const link = join(folder, 'modem');
    symlinkSync(sim.path, link);
    await open(link);
    expect(await faultOf(open())).toMatchObject({ code: 'EBUSY' });
  });

  test('names the process that holds the lock file', async () => {
    const holder = spawn('sleep', ['60']);
    writeFileSync(lockFile(), `${String(holder.pid).padStart(10)}\n`);
    const fault = await faultOf(open());
    holder.kill();
    expect(fault.code).toBe('EBUSY');
    expect(fault.message).toContain(`is in use by process ${holder.pid} (sleep)`);
    expect(existsSync(lockFile())).toBe(true);
  });

  test('takes over the lock of a process that is dead', async () => {
    const holder = spawn('true');
    await new Promise((resolve) => holder.once('exit', resolve));
    writeFileSync(lockFile(), `${String(holder.pid).padStart(10)}\n`);
    await open();
    expect(Number(readFileSync(lockFile(), 'latin1'))).toBe(process.pid);
  });

  test('takes over a lock with our own number that a former life has left', async () => {
    writeFileSync(lockFile(), `${String(process.pid).padStart(10)}\n`);
    await open();
  });

  test.each(['', 'nonsense\n'])('takes over a lock that says nothing (%j)', async (content) => {
    writeFileSync(lockFile(), content);
    await open();
  });

  test('of a device that this process has open under another lock folder is known as ours', async () => {
    await open();
    const elsewhere = mkdtempSync(join(tmpdir(), 'locks-'));
    const fault = await faultOf(openSerialPort({ path: sim.path, lockFolder: elsewhere }));
    rmSync(elsewhere, { recursive: true });
    expect(['EHELDBYUS', 'EBUSY']).toContain(fault.code);
  });

  test('goes without a lock file where the folder does not exist', async () => {
    const port = await openSerialPort({ path: sim.path, lockFolder: join(folder, 'nowhere') });
    ports.push(port);
    expect(await faultOf(open())).toMatchObject({ code: expect.stringMatching(/EBUSY|EHELDBYUS/) });
  });
});
