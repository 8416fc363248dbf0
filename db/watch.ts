import Database from 'better-sqlite3';

/**
 * Calls `onChange` after another connection has committed to the database, at most once a poll.
 * It has a connection of its own: `data_version` never changes for a connection's own commits (DESIGN 27).
 * An error of the poll (a locked or vanished file) goes to `onError`, and the polling goes on.
 * @returns a function that ends it.
 */
export function watchDatabase(
  path: string,
  pollMs: number,
  onChange: () => void,
  onError: (error: unknown) => void,
): () => void {
  const client = new Database(path, { readonly: true, fileMustExist: true, timeout: 1000 });
  const version = client.prepare('PRAGMA data_version').pluck();
  let seen = version.get();
  const timer = setInterval(() => {
    try {
      const now = version.get();
      if (now === seen) return;
      seen = now;
      onChange();
    } catch (error) {
      onError(error);
    }
  }, pollMs);
  return () => {
    clearInterval(timer);
    client.close();
  };
}
