import type { UssdLine } from './ussdLine.ts';

export type UssdOutcome =
  | { readonly kind: 'answered'; readonly text: string }
  /** No words of the network: one Indonesian sentence why. */
  | { readonly kind: 'failed'; readonly words: string };

export interface UssdJob {
  readonly code: string;
  /** Whether an answer is what was hoped for; an apology of the network is not. */
  readonly accepts: (text: string) => boolean;
  readonly settle: (outcome: UssdOutcome) => void;
}

export const USSD_WORDS = {
  notReady: 'Modem belum siap.',
  notRegistered: 'Modem belum terdaftar di jaringan.',
  busy: 'Kode lain masih menunggu jawaban jaringan.',
  interrupted: 'Sambungan ke modem terputus sebelum jaringan menjawab.',
  refused: 'Modem menolak kode itu.',
  unsupported: 'Jaringan tidak mengenal kode itu.',
  unanswered: 'Jaringan tidak menjawab.',
} as const;

/** The one dialogue with the network that waits or runs; what the network says meanwhile goes to it. */
export class UssdDesk {
  #job: UssdJob | undefined;
  #ear: ((line: UssdLine) => void) | undefined;

  begin(code: string, accepts: (text: string) => boolean): Promise<UssdOutcome> {
    if (this.#job) return Promise.resolve({ kind: 'failed', words: USSD_WORDS.busy });
    return new Promise((resolve) => {
      this.#job = {
        code,
        accepts,
        settle: (outcome) => {
          this.#job = undefined;
          resolve(outcome);
        },
      };
    });
  }

  get job(): UssdJob | undefined {
    return this.#job;
  }

  /** Gives up what waits or runs. */
  refuse(words: string): void {
    this.#job?.settle({ kind: 'failed', words });
  }

  /** @returns a function that ends it. */
  listen(ear: (line: UssdLine) => void): () => void {
    this.#ear = ear;
    return () => {
      this.#ear = undefined;
    };
  }

  /** @returns false when nobody has asked. */
  hear(line: UssdLine): boolean {
    this.#ear?.(line);
    return this.#ear !== undefined;
  }
}
