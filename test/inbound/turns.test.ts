import { describe, expect, test, vi } from 'vitest';
import { InboundTurns } from '../../daemon/inbound/inboundTurns.ts';
import { elapse, useVirtualTime } from '../support/virtualTime.ts';

useVirtualTime();

/** Rows that take five milliseconds each, handled by turns. */
function rowsOf(waiting: number) {
  const rows = { waiting, turns: 0 };
  const turns = new InboundTurns((isOver) => {
    rows.turns += 1;
    while (rows.waiting > 0 && !isOver()) {
      rows.waiting -= 1;
      vi.advanceTimersByTime(5);
    }
  });
  return { rows, turns };
}

const turn = () => new Promise(setImmediate);

describe('texts that come in', () => {
  test('alone are handled at once', async () => {
    const { rows, turns } = rowsOf(1);
    turns.kick(1);
    await turn();
    expect(rows).toEqual({ waiting: 0, turns: 1 });
  });

  test('by the hundred leave the line its time between short turns', async () => {
    const { rows, turns } = rowsOf(100);
    turns.kick();
    await turn();
    expect(rows.waiting).toBe(96);
    await elapse(2000);
    expect(rows.waiting).toBe(0);
    expect(rows.turns).toBeGreaterThanOrEqual(25);
  });

  test('as a backlog wait until the modem has no more', async () => {
    const { rows, turns } = rowsOf(500);
    turns.kick(50);
    await elapse(1500);
    turns.kick(450);
    expect(rows.waiting).toBe(500);
    turns.quiet();
    await turn();
    expect(rows.waiting).toBeLessThan(500);
    await elapse(5000);
    expect(rows.waiting).toBe(0);
  });

  test('as a backlog are handled beside a modem that is slow to delete, until it brings more', async () => {
    const { rows, turns } = rowsOf(500);
    turns.kick(200);
    await elapse(1900);
    expect(rows.waiting).toBe(500);
    await elapse(300);
    const { waiting } = rows;
    expect(waiting).toBeLessThan(500);
    turns.kick(200);
    await elapse(1900);
    expect(rows.waiting).toBe(waiting);
  });

  test('as a backlog without end wait for ten seconds, and share the time from then on', async () => {
    const { rows, turns } = rowsOf(500);
    for (let ms = 0; ms < 9900; ms += 50) {
      turns.kick(50);
      await elapse(50);
    }
    expect(rows.waiting).toBe(500);
    for (let ms = 0; ms < 1000; ms += 50) {
      turns.kick(50);
      await elapse(50);
    }
    expect(rows.waiting).toBeLessThan(400);
    expect(rows.waiting).toBeGreaterThan(200);
  });

  test('after the end are left for the next start', async () => {
    const { rows, turns } = rowsOf(3);
    turns.kick();
    turns.stop();
    turns.kick(50);
    await turn();
    await elapse(5000);
    expect(rows).toEqual({ waiting: 3, turns: 0 });
  });
});
