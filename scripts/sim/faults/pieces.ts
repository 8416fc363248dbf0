import type { Moments, Piece } from '../faultBoard.ts';

export const urc = (text: string): Piece => ({ role: 'urc', text });
export const final = (text: string): Piece => ({ role: 'final', text });

/** Whether a command line is just this, e.g. '+CREG?'. */
export const asks = ({ body }: { readonly body: string }, command: string): boolean =>
  body.toUpperCase() === command;

export const says = ({ pieces }: { readonly pieces: readonly Piece[] }, role: Piece['role']): boolean =>
  pieces.some((piece) => piece.role === role);

/** Puts pieces in front of the first piece of a role, if there is one. */
export function before(pieces: Piece[], role: Piece['role'], ...added: Piece[]): void {
  const at = pieces.findIndex((piece) => piece.role === role);
  if (at >= 0) pieces.splice(at, 0, ...added);
}

/** Leaves out the pieces of a role. */
export function without(pieces: Piece[], role: Piece['role']): void {
  pieces.splice(0, pieces.length, ...pieces.filter((piece) => piece.role !== role));
}

/** Lets the first piece wait. */
export function delayed(pieces: Piece[], delayMs: number): void {
  const [first, ...rest] = pieces;
  if (first) pieces.splice(0, pieces.length, { ...first, afterMs: delayMs }, ...rest);
}

/** Rewrites the information lines of an answer. */
export function reworded(turn: Moments['answer'], reword: (text: string) => string): void {
  turn.pieces = turn.pieces.map((piece) =>
    piece.role === 'info' ? { ...piece, text: reword(piece.text) } : piece,
  );
}
