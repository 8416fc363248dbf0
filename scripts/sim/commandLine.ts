export type Form = 'exec' | 'set' | 'read' | 'test';

/** What stands behind a command's name in each form. */
export const FORM_SIGNS: Readonly<Record<Form, string>> = { exec: '', set: '=', read: '?', test: '=?' };

/** One command out of a line. `args` is what followed its name, '=' and '?' taken off. */
export interface Command {
  readonly name: string;
  readonly form: Form;
  readonly args: string;
}

/** Up to the next ';' that stands outside of quotes. */
const EXTENDED = /^([+^*$%#][A-Za-z][A-Za-z0-9]*)((?:"[^"]*"|[^;"])*)(?:;|$)/;
const REGISTER = /^S(\d+)(\?|=\d*)/;
const DIAL = /^D([^;]*;?)/;
const BASIC = /^(&?[A-Z])(\d*)/;

function formOf(rest: string): { form: Form; args: string } | undefined {
  if (rest === '') return { form: 'exec', args: '' };
  if (rest === '?') return { form: 'read', args: '' };
  if (rest === '=?') return { form: 'test', args: '' };
  return rest.startsWith('=') ? { form: 'set', args: rest.slice(1) } : undefined;
}

/**
 * Cuts the body of a command line (what follows AT) into its commands: basic ones in a row, extended ones up to a
 * semicolon (V.250 §5.2–5.4). Undefined when it is none.
 */
export function parseCommandLine(body: string): Command[] | undefined {
  const commands: Command[] = [];
  let rest = body.trim();
  while (rest !== '') {
    const upper = rest.toUpperCase();
    const extended = EXTENDED.exec(rest);
    const register = REGISTER.exec(upper);
    const dial = DIAL.exec(upper);
    const basic = BASIC.exec(upper);
    let length: number;
    if (extended) {
      const shape = formOf((extended[2] ?? '').trim());
      if (!shape) return undefined;
      commands.push({ name: (extended[1] ?? '').toUpperCase(), ...shape });
      length = extended[0].length;
    } else if (register) {
      const shape = formOf(register[2] ?? '');
      if (!shape) return undefined;
      commands.push({ name: `S${register[1]}`, ...shape });
      length = register[0].length;
    } else if (dial) {
      commands.push({ name: 'D', form: 'exec', args: rest.slice(1, dial[0].length) });
      length = dial[0].length;
    } else if (basic) {
      commands.push({ name: basic[1] ?? '', form: 'exec', args: basic[2] ?? '' });
      length = basic[0].length;
    } else {
      return undefined;
    }
    rest = rest.slice(length).replace(/^[\s;]+/, '');
  }
  return commands;
}

/** The comma-separated parameters of a set command; quotes are taken off, an empty place is undefined. */
export function parameters(args: string): (string | undefined)[] {
  const found = args.match(/(?:"[^"]*"|[^,"])+|(?<=,|^)(?=,|$)/g) ?? [];
  return found.map((each) => {
    const value = each.trim();
    if (value === '') return undefined;
    return /^".*"$/.test(value) ? value.slice(1, -1) : value;
  });
}
