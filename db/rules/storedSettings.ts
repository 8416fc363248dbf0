/**
 * What is stored as JSON, each broken or missing field replaced by its default: a bad row must not stop the program.
 * @param faultIn what is wrong with a field; undefined: nothing.
 */
export function readStoredSettings<T extends object>(
  stored: string | undefined,
  defaults: T,
  faultIn: (name: string, value: unknown) => string | undefined,
): T {
  const sound = Object.entries(parseObject(stored)).filter(
    ([name, value]) => Object.hasOwn(defaults, name) && faultIn(name, value) === undefined,
  );
  return { ...defaults, ...Object.fromEntries(sound) };
}

function parseObject(stored: string | undefined): object {
  try {
    const value: unknown = JSON.parse(stored ?? '{}');
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    return {};
  }
}
