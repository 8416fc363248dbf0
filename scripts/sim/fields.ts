/** Puts values into the {fields} of a line. */
export function filled(line: string, values: Readonly<Record<string, string | number>>): string {
  return line.replace(/\{(\w+)\}/g, (field, name: string) => String(values[name] ?? field));
}
