/** What the panel may ask of the daemon. */
export const REQUEST_KINDS = ['sweep', 'restart', 'balance', 'trace'] as const;
export type RequestKind = (typeof REQUEST_KINDS)[number];

export type RequestState = 'queued' | 'claimed' | 'done' | 'failed' | 'expired';

/** Nobody waits longer at a button; what was not begun by then is not done at all. */
export const REQUEST_EXPIRES_MS = 2 * 60_000;
