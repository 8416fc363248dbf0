import { wellFormed } from './smsText.ts';

/**
 * Text from outside as it may be stored and shown: well-formed Unicode, line ends as `\n`, and every
 * control character that could end a string, ring a bell or forge a line replaced by U+FFFD.
 */
export function readableText(raw: string): string {
  return wellFormed(raw)
    .replace(/\r\n?/g, '\n')
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g, '\ufffd');
}

const SUBJECT_CHARS_MAX = 120;

/** One line that stands for a text in lists: its first words, cut at a word's end. */
export function subjectOf(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  const chars = [...line];
  if (chars.length <= SUBJECT_CHARS_MAX) return line || '(tanpa isi)';
  const cut = chars.slice(0, SUBJECT_CHARS_MAX - 1).join('');
  const space = cut.lastIndexOf(' ');
  return `${space > SUBJECT_CHARS_MAX / 2 ? cut.slice(0, space) : cut}…`;
}
