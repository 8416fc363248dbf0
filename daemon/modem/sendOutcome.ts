/** What the number of a failure means for the queue (errors.json, DESIGN 5). */
export type SendFaultClass =
  | 'permanent'
  | 'transient-retry'
  | 'retry-after-network'
  | 'fatal-sim'
  | 'unknown-outcome';

export interface SendFault {
  readonly class: SendFaultClass;
  /** The raw CMS or CME number, where there was one. */
  readonly code: number | undefined;
  /** The finer tag of errors.json; `link`: no answer, no prompt or no modem; `bare-error`: ERROR without a number. */
  readonly sub: string | undefined;
  /** English, for the log and the history; holds no personal data. */
  readonly text: string;
}

/**
 * After Ctrl-Z the truth lives at the SMSC, so there are three ends and not two (DRIVER §0.5).
 * `unknown` is never resent by a program.
 */
export type SendOutcome =
  | { readonly kind: 'sent'; readonly reference: number | undefined }
  | { readonly kind: 'notSent'; readonly fault: SendFault }
  | { readonly kind: 'unknown'; readonly fault: SendFault };
