import { ConfigError } from '../db/configuration.ts';
import { DomainError } from '../db/rules/errors.ts';
import { EXIT } from './service.ts';

/** Runs a short command; what a person can mend is printed without a stack and ends with the right exit code. */
export async function failing(name: string, body: () => void | Promise<void>): Promise<void> {
  try {
    await body();
  } catch (error) {
    if (error instanceof ConfigError) {
      console.error(
        [`helpdesk ${name}: the configuration cannot be used`, ...error.faults.map((f) => `  - ${f}`)].join(
          '\n',
        ),
      );
      process.exitCode = EXIT.configuration;
      return;
    }
    const known =
      error instanceof DomainError ||
      (error instanceof Error && error.name !== 'Error' && !(error instanceof TypeError));
    console.error(
      `helpdesk ${name}: ${known ? (error as Error).message : error instanceof Error ? error.stack : String(error)}`,
    );
    process.exitCode = EXIT.failed;
  }
}
