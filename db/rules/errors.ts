/** What went wrong, for the program: mapped once to an HTTP status or an SMS at each edge. */
export type ErrorCode = 'not_found' | 'conflict' | 'invalid' | 'forbidden';

/**
 * A failure that a person caused or can mend. `message` is shown to them as it is (Indonesian);
 * anything that is not a DomainError is a bug and is logged, never shown.
 */
export class DomainError extends Error {
  readonly code: ErrorCode;

  constructor(code: ErrorCode, message: string) {
    super(message);
    this.name = 'DomainError';
    this.code = code;
  }
}
