import type { InboundRequest } from '../../db/rules/inboundRequest.ts';
import { afterKeyword } from './keyword.ts';
import { readReporterCommand } from './reporterCommand.ts';
import { isThanks } from './thanks.ts';

export { parseCommand } from './technicianCommand.ts';

/**
 * What people really type before the first word (blanks of all kinds, quotes, "#", bullets, emoji with their variation
 * marks, characters without width), and what a phone writes before a text that somebody passes on.
 */
const LEAD =
  /^(?:[\s\p{P}\p{S}\p{M}\p{Cf}\u115f\u3164\ufffd]|(?:fwd?|re|bls|balas|terusan|diteruskan)\s*:|\d{1,2}[.)](?=\s))*/iu;
const HELP = /^(?:bantuan|help|info|format|panduan)(?:\s|\p{P}|\p{Cf})*$/iu;
const HELP_CHARS_MAX = 80;

/**
 * Reads what a text asks for. Never throws: whatever it does not understand is plain text. A text that
 * begins with the keyword is a complaint, unless nothing but a command and numbers follows (DESIGN 17).
 */
export function parseRequest(text: string): InboundRequest {
  const start = text.replace(LEAD, '');
  const behind = afterKeyword(start);
  if (!behind) return readReporterCommand(start, false) ?? { kind: isThanks(text) ? 'thanks' : 'plain' };
  const { rest, exact } = behind;
  if (!/[\p{L}\p{N}]/u.test(rest) && !/\p{Extended_Pictographic}/u.test(rest)) return { kind: 'keywordOnly' };
  const command = readReporterCommand(rest, true);
  if (command) return command;
  if (rest.length <= HELP_CHARS_MAX && HELP.test(rest)) return { kind: 'help' };
  return { kind: 'complaint', text: exact ? rest : text.trim(), mistyped: !exact };
}
