import type { TextRead } from '../../db/actions/incomingText.ts';
import type { TextToHandle } from '../../db/queries/inboundWork.ts';
import { readableText } from '../../db/rules/readableText.ts';
import { withoutPin } from '../../db/rules/technicianPin.ts';
import { decodePdu } from '../pdu/decode.ts';
import { parseCommand, parseRequest } from './grammar.ts';

/**
 * Reads a text from the raw PDUs of its parts. They are joined before they are made well-formed, since an
 * emoji may be cut between two of them; what is missing is named where it is missing.
 */
export function joinParts(text: TextToHandle): TextRead {
  const found = new Map(
    text.parts.map((part) => [part.seq, textOf(part.pduHex, part.tpduLength ?? undefined)]),
  );
  const incomplete = found.size < text.partCount;
  const pieces = Array.from({ length: text.partCount }, (_, i) => found.get(i + 1) ?? gap(i + 1, found));
  const whole = text.content === 'data' ? '' : readableText(pieces.join(''));
  const beginningKnown = found.has(1);
  const command = beginningKnown && !incomplete ? parseCommand(whole) : undefined;
  return {
    textId: text.id,
    // A PIN is read here and written down nowhere.
    text: command?.pin === undefined ? whole : withoutPin(whole, command.pin),
    incomplete,
    beginningKnown,
    request: beginningKnown ? parseRequest(whole) : { kind: 'plain' },
    command,
  };
}

/** One mark for each run of missing parts, at its first. */
function gap(seq: number, found: ReadonlyMap<number, string>): string {
  if (seq > 1 && !found.has(seq - 1)) return '';
  return ` [bagian ${seq} belum diterima] `;
}

function textOf(pduHex: string, tpduLength: number | undefined): string {
  const pdu = decodePdu(pduHex, tpduLength);
  return pdu.kind === 'deliver' ? (pdu.text ?? '') : '';
}
