/** Classes of a failed sending; the codes are sorted into them where the modem is driven (DESIGN 5). */
export type FaultClass =
  | 'permanent'
  | 'transient-retry'
  | 'retry-after-network'
  | 'fatal-sim'
  | 'unknown-outcome';

/** Why a part was not sent, or perhaps not. */
export interface SendingFault {
  class: FaultClass;
  /** The finer tag of the class, such as 'network' or 'modem-busy'; 'link': the modem was lost or mute. */
  sub?: string | undefined;
  /** The modem's own number, CMS or CME. */
  code?: number | undefined;
  text: string;
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** Waits after the 1st, 2nd … refusal. After the last: the text fails, or the last wait again until its time is over. */
interface RetryPlan {
  waitsMs: readonly number[];
  thenFails?: boolean;
}

const USUAL: readonly number[] = [30 * SECOND, 2 * MINUTE, 10 * MINUTE, 30 * MINUTE, HOUR];
const BUSY: RetryPlan = { waitsMs: [...Array.from({ length: 6 }, () => 10 * SECOND), ...USUAL] };
const CONGESTED: RetryPlan = { waitsMs: [MINUTE, 5 * MINUTE, 15 * MINUTE, HOUR] };
/** A number that only its maker knows, or none, may mean anything: a few tries, then a human. */
const OBSCURE: RetryPlan = { waitsMs: USUAL.slice(0, 4), thenFails: true };

/** By the finer tag, where the usual waits do not fit it. */
const PLANS: ReadonlyMap<string, RetryPlan> = new Map(
  Object.entries<RetryPlan>({
    'modem-busy': BUSY,
    'modem-state': BUSY,
    'sim-busy': BUSY,
    pin2: BUSY,
    // The storage is swept meanwhile.
    'local-storage': BUSY,
    link: { waitsMs: [5 * SECOND, ...USUAL] },
    destination: { waitsMs: [15 * MINUTE, HOUR, 4 * HOUR], thenFails: true },
    smsc: CONGESTED,
    vendor: OBSCURE,
    'bare-error': OBSCURE,
  }),
);

/** The longest wait between two attempts, with what is added at random. */
export const RETRY_MAX_MS = 5 * HOUR;

/** Congestion by TS 24.011 (42, 47), 23.040 (C0) and 27.005's word for want of a better one (500). */
export const isCongestion = ({ class: faultClass, sub, code }: SendingFault): boolean =>
  faultClass === 'transient-retry' &&
  ((sub === 'network' && (code === 42 || code === 47 || code === 122)) ||
    (sub === 'smsc' && code === 192) ||
    (sub === 'vendor' && code === 500));

/**
 * How long a part waits after its nth refusal (1 = first). The text's time ends it, not a count, but for refusals
 * that waiting hardly mends.
 * @param luck 0…1: by up to a tenth longer or shorter, so that what was refused together does not come back together.
 * @returns undefined: no more.
 */
export function retryDelayMs(fault: SendingFault, attempts: number, luck = 0.5): number | undefined {
  const plan = isCongestion(fault) ? CONGESTED : PLANS.get(fault.sub ?? '');
  const { waitsMs, thenFails = false } = plan ?? { waitsMs: USUAL };
  const waitMs = waitsMs[attempts - 1] ?? (thenFails ? undefined : waitsMs.at(-1));
  return waitMs === undefined ? undefined : Math.round(waitMs * (0.9 + 0.2 * luck));
}

/** How long a text rests that our own code stumbled over. */
export const HANDLING_RETRY_MS = 10_000;

/** An unsent text is worthless after a day. */
export const MESSAGE_TTL_MS = 24 * HOUR;
