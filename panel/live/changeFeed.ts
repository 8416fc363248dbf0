import { randomBytes } from 'node:crypto';

/** Tells the open pages that something changed, never what: each asks anew for what it may see (R58). */
export interface ChangeFeed {
  /** The state that a page read now will show; differs after every change and between runs of the process. */
  version(): string;
  changed(): void;
  /** @returns a function that ends the subscription. */
  subscribe(listener: ChangeListener): () => void;
  /** Ends every subscription; later ones are ended at once. */
  close(): void;
}

export interface ChangeListener {
  changed(version: string): void;
  closed(): void;
}

export function createChangeFeed(): ChangeFeed {
  const run = randomBytes(4).toString('hex');
  const listeners = new Set<ChangeListener>();
  let changes = 0;
  let open = true;
  const version = (): string => `${run}-${changes}`;
  return {
    version,
    changed() {
      changes += 1;
      for (const listener of [...listeners]) listener.changed(version());
    },
    subscribe(listener) {
      if (open) listeners.add(listener);
      else listener.closed();
      return () => listeners.delete(listener);
    },
    close() {
      open = false;
      for (const listener of [...listeners]) listener.closed();
      listeners.clear();
    },
  };
}
