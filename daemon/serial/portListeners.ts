/** The listening half of a port: many drivers report a loss twice, everybody above hears it once. */
export class PortListeners {
  readonly #bytes: Array<(bytes: Buffer) => void> = [];
  readonly #closed: Array<(why: Error | undefined) => void> = [];
  /** Bytes that came before anybody listened; an open port with nobody at it is a matter of microtasks. */
  #early: Buffer[] = [];
  #ended: { why: Error | undefined } | undefined;

  get isClosed(): boolean {
    return this.#ended !== undefined;
  }

  /** What came before goes out after this call and not within it: whoever listens may still be under construction. */
  onBytes(listener: (bytes: Buffer) => void): void {
    this.#bytes.push(listener);
    queueMicrotask(() => this.#tellEarly());
  }

  onClosed(listener: (why: Error | undefined) => void): void {
    if (this.#ended) listener(this.#ended.why);
    else this.#closed.push(listener);
  }

  heard(bytes: Buffer): void {
    if (this.#ended) return;
    if (this.#bytes.length === 0 || this.#early.length > 0) this.#early.push(bytes);
    else for (const listener of this.#bytes) listener(bytes);
  }

  #tellEarly(): void {
    const early = this.#early;
    this.#early = [];
    for (const bytes of early) for (const listener of this.#bytes) listener(bytes);
  }

  closed(why: Error | undefined): void {
    if (this.#ended) return;
    if (this.#bytes.length > 0) this.#tellEarly();
    this.#ended = { why };
    for (const listener of this.#closed) listener(why);
  }
}
