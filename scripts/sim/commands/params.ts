import { parameters } from '../commandLine.ts';
import { CME, CMS, cme, cms } from '../reply.ts';

/** The parameters of one command; what does not fit is refused in the command's own error family. */
export class Params {
  readonly raw: string;
  readonly list: readonly (string | undefined)[];
  readonly #family: 'cme' | 'cms';

  constructor(args: string, family: 'cme' | 'cms') {
    this.raw = args;
    this.list = parameters(args);
    this.#family = family;
  }

  refuse(): never {
    throw this.#family === 'cms' ? cms(CMS.notAllowed) : cme(CME.incorrectParameters);
  }

  get count(): number {
    return this.list.length;
  }

  /** More parameters than the command has are refused. */
  atMost(count: number): this {
    return this.count > count ? this.refuse() : this;
  }

  text(at: number): string | undefined {
    return this.list[at];
  }

  /** A whole number within bounds; the fallback when it is left out. Without a fallback it must be there. */
  number(at: number, [least, most]: readonly [number, number], fallback?: number): number {
    const written = this.list[at];
    if (written === undefined) return fallback ?? this.refuse();
    const value = Number(written);
    return /^-?\d+$/.test(written) && value >= least && value <= most ? value : this.refuse();
  }

  /** One of a list of words. */
  oneOf<Word extends string>(at: number, words: readonly Word[], fallback?: Word): Word {
    const written = this.list[at];
    if (written === undefined) return fallback ?? this.refuse();
    return words.find((word) => word === written.toUpperCase()) ?? this.refuse();
  }
}
