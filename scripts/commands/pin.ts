import { forgetPinAttempts } from '../../db/actions/notePinAttempt.ts';
import { systemClock } from '../../db/clock.ts';
import { readEnvironment } from '../../db/environment.ts';
import { assertSchema } from '../../db/migrate.ts';
import { openDatabase } from '../../db/open.ts';
import { failing } from '../failing.ts';

/** `helpdesk pin forget`: after a human has made sure of the PIN, the next bring-up may try it once. */
export async function pin(argv: readonly string[]): Promise<void> {
  if (argv[0] !== 'forget') {
    console.error('Usage: helpdesk pin forget');
    process.exitCode = 2;
    return;
  }
  await failing('pin', () => {
    const db = openDatabase(readEnvironment(process.env).dbPath);
    assertSchema(db);
    const forgotten = forgetPinAttempts(db, systemClock);
    db.$client.close();
    console.log(
      `forgot ${forgotten} tries; the configured PIN is tried once when the daemon next looks at the SIM`,
    );
  });
}
