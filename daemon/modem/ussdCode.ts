import { gsm7Septets } from '../../db/rules/gsm7.ts';
import { COMMAND_CHARS_MAX } from '../at/command.ts';
import { packSeptets } from '../pdu/septets.ts';
import type { UssdForm } from './profiles/profile.ts';

const CR = 0x0d;
const ALL_FORMS: readonly UssdForm[] = ['text', 'packed', 'ucs2'];
const DCS = { text: 15, packed: 15, ucs2: 72 } as const;

/**
 * The command that dials a code (27.007 §7.15), as a modem wants it that takes its string in this form.
 * @returns undefined when it does not fit into a command.
 */
export function ussdCommand(code: string, form: UssdForm): string | undefined {
  const text = `AT+CUSD=1,"${written(code, form)}",${DCS[form]}`;
  return text.length <= COMMAND_CHARS_MAX ? text : undefined;
}

function written(code: string, form: UssdForm): string {
  switch (form) {
    case 'text':
      return code;
    case 'packed':
      return packedHex(code);
    case 'ucs2':
      return [...code].map((char) => char.charCodeAt(0).toString(16).padStart(4, '0').toUpperCase()).join('');
  }
}

/** With seven bits left over, zeros would read as an @: a CR takes their place (23.038 §6.1.2.3.1). */
function packedHex(code: string): string {
  const septets = [...code].flatMap((char) => gsm7Septets(char) ?? []);
  if (septets.length % 8 === 7) septets.push(CR);
  return packSeptets(septets).toString('hex').toUpperCase();
}

/** The order in which the forms are tried. */
export const formsFrom = (first: UssdForm): readonly UssdForm[] => [
  first,
  ...ALL_FORMS.filter((form) => form !== first),
];
