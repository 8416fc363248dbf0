import type { Piece } from '../faultBoard.ts';

export const urc = (text: string): Piece => ({ role: 'urc', text });

/** Puts pieces in front of the first piece of a role; false when there is none. */
export function before(pieces: Piece[], role: Piece['role'], ...added: Piece[]): boolean {
  const at = pieces.findIndex((piece) => piece.role === role);
  if (at < 0) return false;
  pieces.splice(at, 0, ...added);
  return true;
}

/** Leaves out the pieces of a role; false when there is none. */
export function without(pieces: Piece[], role: Piece['role']): boolean {
  const kept = pieces.filter((piece) => piece.role !== role);
  const found = kept.length < pieces.length;
  pieces.splice(0, pieces.length, ...kept);
  return found;
}

/** Lets the first piece wait. */
export function delayed(pieces: Piece[], delayMs: number): void {
  const [first, ...rest] = pieces;
  if (first) pieces.splice(0, pieces.length, { ...first, afterMs: delayMs }, ...rest);
}
