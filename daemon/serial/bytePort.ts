/**
 * The whole of what the AT layer may know about a wire. A serial device, a TCP bridge, the simulated modem and
 * the fakes of the tests all are this and no more.
 */
export interface BytePort {
  /** Resolves when the bytes have left the process; rejects when the wire is gone. */
  write(bytes: Uint8Array): Promise<void>;
  /** One listener per port is enough for us; a second call replaces nothing, it adds. */
  onBytes(listener: (bytes: Buffer) => void): void;
  /** Called once, however often the driver underneath reports the loss. No error means a close of our own. */
  onClosed(listener: (why: Error | undefined) => void): void;
  /**
   * Idempotent. Rejects with {@link UnclosablePort} when the driver does not let go in time.
   * @param how `hangUp`: with DTR dropped, where there is such a line, so that the modem takes notice.
   */
  close(how?: { readonly hangUp: boolean }): Promise<void>;
}

/** A port could not be opened. `code` is the errno where there is one; the message is made for a human. */
export class PortOpenError extends Error {
  override readonly name = 'PortOpenError';
  readonly code: string | undefined;

  constructor(message: string, code?: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** The native close did not come back: only the end of the process frees the device (exit code 75, DESIGN 28). */
export class UnclosablePort extends Error {
  override readonly name = 'UnclosablePort';
}
