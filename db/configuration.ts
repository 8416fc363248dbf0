import { readFileSync } from 'node:fs';

/** Environment variables as a process has them; a parameter, so that a test can hand in its own. */
export type Env = Readonly<Record<string, string | undefined>>;

/**
 * The configuration cannot be used. `faults` lists everything that is wrong, each fault naming the variable, what was
 * expected and what was got; `warnings` lists what is merely suspicious (a name that nothing reads). Never holds a secret.
 */
export class ConfigError extends Error {
  readonly faults: readonly string[];
  readonly warnings: readonly string[];

  constructor(faults: readonly string[], warnings: readonly string[] = []) {
    super(
      `The configuration has ${faults.length === 1 ? 'a fault' : `${faults.length} faults`}: ${faults.join('; ')}`,
    );
    this.name = 'ConfigError';
    this.faults = faults;
    this.warnings = warnings;
  }
}

/**
 * Reads variables one by one and collects what is wrong with them, so that a person mends all of it at once.
 * An empty or blank value counts as not set: `HELPDESK_PIN=` in an environment file means "no PIN".
 */
export class Variables {
  readonly faults: string[] = [];
  readonly warnings: string[] = [];
  readonly #env: Env;

  constructor(env: Env) {
    this.#env = env;
  }

  /** The names that are set to something. */
  names(): string[] {
    return Object.keys(this.#env).filter((name) => this.text(name) !== undefined);
  }

  text(name: string): string | undefined {
    const value = this.#env[name]?.trim();
    return value === '' ? undefined : value;
  }

  /** A value that is never printed: from NAME itself, or from the file that NAME_FILE names. */
  secret(name: string): string | undefined {
    const fileName = `${name}_FILE`;
    const value = this.text(name);
    const path = this.text(fileName);
    if (path === undefined) return value;
    if (value !== undefined) this.faults.push(`${fileName}: expected either this or ${name}, got both`);
    try {
      return readFileSync(path, 'utf8').trim() || undefined;
    } catch (error) {
      this.fault(fileName, 'a file that can be read', `${path} (${codeOf(error)})`);
      return undefined;
    }
  }

  choice<T extends string>(name: string, choices: readonly T[], fallback: T): T {
    const value = this.text(name);
    if (value === undefined) return fallback;
    const chosen = choices.find((choice) => choice === value);
    if (chosen === undefined) this.fault(name, `one of ${choices.join(', ')}`, value);
    return chosen ?? fallback;
  }

  /** A whole number within the bounds, both included, written in plain decimal digits. */
  integer(name: string, fallback: number, min: number, max: number): number {
    const value = this.text(name);
    if (value === undefined) return fallback;
    const number = /^-?\d{1,15}$/.test(value) ? Number(value) : Number.NaN;
    if (number >= min && number <= max) return number;
    this.fault(name, `a whole number from ${min} to ${max}`, value);
    return fallback;
  }

  fault(name: string, expected: string, got: string): void {
    this.faults.push(`${name}: expected ${expected}, got "${got}"`);
  }

  /** As `fault`, for a value that must not be shown. */
  secretFault(name: string, expected: string): void {
    this.faults.push(`${name}: expected ${expected}, got something else (not shown, it is a secret)`);
  }
}

/**
 * Runs one reader over the environment and freezes what it returns.
 * A reader may call several others: their faults end in the same list.
 * @throws ConfigError with every fault found
 */
export function readConfiguration<T extends object>(
  env: Env,
  read: (variables: Variables) => T,
): Readonly<T> {
  const variables = new Variables(env);
  const config = read(variables);
  const faults = [...new Set(variables.faults)];
  if (faults.length > 0) throw new ConfigError(faults, [...new Set(variables.warnings)]);
  return deepFreeze(config);
}

function deepFreeze<T extends object>(value: T): Readonly<T> {
  for (const inner of Object.values(value))
    if (typeof inner === 'object' && inner !== null) deepFreeze(inner);
  return Object.freeze(value);
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}
