import { exitCodeOf, explain } from './service.ts';

/** Runs a short command; what a person can mend is printed without a stack and ends with the right exit code. */
export async function failing(name: string, body: () => void | Promise<void>): Promise<void> {
  try {
    await body();
  } catch (error) {
    console.error(explain(name, error));
    process.exitCode = exitCodeOf(error);
  }
}
