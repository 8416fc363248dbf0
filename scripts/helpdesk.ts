#!/usr/bin/env node
/** The one executable: `helpdesk COMMAND`. Each command is loaded only when it is called. */

const COMMANDS: Record<string, { about: string; run: (argv: readonly string[]) => Promise<void> }> = {
  start: {
    about:
      'start daemon and panel together; without HELPDESK_MODEM also a simulated modem with a virtual phone',
    run: async (argv) => (await import('./commands/start.ts')).start(argv),
  },
  daemon: {
    about: 'drive the modem named by HELPDESK_MODEM',
    run: async (argv) => {
      (await import('./smallHeap.ts')).keepHeapSmall();
      await (await import('./commands/daemon.ts')).daemon(argv);
    },
  },
  panel: { about: 'serve the panel', run: async (argv) => (await import('./commands/panel.ts')).panel(argv) },
  migrate: {
    about: 'bring the database up to date',
    run: async (argv) => (await import('./commands/migrate.ts')).migrateCommand(argv),
  },
  user: {
    about: 'add a user or set a password: user add NAME ROLE [PHONE], user password NAME',
    run: async (argv) => (await import('./commands/user.ts')).user(argv),
  },
  pin: {
    about: 'pin forget: let the configured PIN be tried once more, after it was refused',
    run: async (argv) => (await import('./commands/pin.ts')).pin(argv),
  },
  sim: {
    about: 'run the simulated modem alone: sim --link PATH',
    run: async (argv) => (await import('./commands/sim.ts')).sim(argv),
  },
  replay: {
    about: 'let the daemon live through a recorded trace: replay FILE',
    run: async (argv) => (await import('./commands/replay.ts')).replayCommand(argv),
  },
};

const [name = 'help', ...argv] = process.argv.slice(2);
const command = COMMANDS[name];
if (command) {
  await command.run(argv);
} else {
  const lines = Object.entries(COMMANDS).map(([known, { about }]) => `  ${known.padEnd(9)}${about}`);
  const asked = ['help', '--help', '-h'].includes(name);
  const text = `Usage: helpdesk COMMAND\n\n${lines.join('\n')}\n\nSettings come from the environment: HELPDESK_DB, HELPDESK_MODEM … (see README.md).`;
  if (asked) console.log(text);
  else console.error(`helpdesk: there is no command "${name}".\n\n${text}`);
  process.exitCode = asked ? 0 : 2;
}
