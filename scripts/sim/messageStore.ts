/** <stat> of +CMGL and +CMGR in PDU mode (27.005 §3.1). */
export const STATUS = { unread: 0, read: 1, unsent: 2, sent: 3, all: 4 } as const;

export type MemoryName = 'SM' | 'ME' | 'SR' | 'BM';
export type MemoryChoice = MemoryName | 'MT';

export interface StoredMessage {
  status: number;
  pduHex: string;
}

export interface Place {
  readonly memory: MemoryName;
  readonly slot: number;
}

/** The message memories. MT is several of them seen as one (27.005 §3.2.2). */
export class MessageStore {
  readonly #memories: Readonly<Record<MemoryName, (StoredMessage | undefined)[]>>;
  readonly indexBase: number;
  readonly #all: readonly MemoryName[];

  /** `all` is what MT consists of, in the order of its indices. */
  constructor(
    capacity: Readonly<Record<MemoryName, number>>,
    indexBase: number,
    all: readonly MemoryName[] = ['ME', 'SM'],
  ) {
    const empty = (size: number): undefined[] => Array.from({ length: size }, () => undefined);
    this.#memories = {
      SM: empty(capacity.SM),
      ME: empty(capacity.ME),
      SR: empty(capacity.SR),
      BM: empty(capacity.BM),
    };
    this.indexBase = indexBase;
    this.#all = all;
  }

  #members(choice: MemoryChoice): readonly MemoryName[] {
    return choice === 'MT' ? this.#all : [choice];
  }

  total(choice: MemoryChoice): number {
    return this.#members(choice).reduce((sum, name) => sum + this.#memories[name].length, 0);
  }

  used(choice: MemoryChoice): number {
    return this.list(choice).length;
  }

  full(choice: MemoryChoice): boolean {
    return this.used(choice) >= this.total(choice);
  }

  /** The place that an index means, or undefined when it lies outside of the memory. */
  placeOf(choice: MemoryChoice, index: number): Place | undefined {
    let slot = index - this.indexBase;
    for (const memory of this.#members(choice)) {
      const size = this.#memories[memory].length;
      if (slot >= 0 && slot < size) return { memory, slot };
      slot -= size;
    }
    return undefined;
  }

  at(place: Place): StoredMessage | undefined {
    return this.#memories[place.memory][place.slot];
  }

  /** Puts a message on the lowest free place; undefined when there is none. The index is that within `choice`. */
  add(choice: MemoryChoice, message: StoredMessage): number | undefined {
    let before = 0;
    for (const memory of this.#members(choice)) {
      const slots = this.#memories[memory];
      const slot = slots.indexOf(undefined);
      if (slot >= 0) {
        slots[slot] = message;
        return before + slot + this.indexBase;
      }
      before += slots.length;
    }
    return undefined;
  }

  put(place: Place, message: StoredMessage): void {
    this.#memories[place.memory][place.slot] = message;
  }

  remove(place: Place): void {
    this.#memories[place.memory][place.slot] = undefined;
  }

  clear(memory: MemoryName): void {
    this.#memories[memory].fill(undefined);
  }

  /** Every message of a memory with its index, in the order of the indices. */
  list(choice: MemoryChoice): { index: number; place: Place; message: StoredMessage }[] {
    const found: { index: number; place: Place; message: StoredMessage }[] = [];
    let before = this.indexBase;
    for (const memory of this.#members(choice)) {
      for (const [slot, message] of this.#memories[memory].entries()) {
        if (message) found.push({ index: before + slot, place: { memory, slot }, message });
      }
      before += this.#memories[memory].length;
    }
    return found;
  }
}
