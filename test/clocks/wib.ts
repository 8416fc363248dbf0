/** `2026-01-05 10:00` on a wall clock in Banyuwangi, as UTC epoch milliseconds. */
export const wib = (wall: string): number => {
  const atMs = Date.parse(`${wall.replace(' ', 'T')}:00+07:00`);
  if (Number.isNaN(atMs)) throw new Error(`no such time: ${wall}`);
  return atMs;
};

/** The other way round, for failures that can be read. */
export const wall = (atMs: number | null | undefined): string | null =>
  atMs === null || atMs === undefined
    ? null
    : new Date(atMs + 7 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ');
