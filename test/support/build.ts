import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/**
 * Tests that start the program as a person does run what is built; this keeps it as new as the sources, whatever single
 * test was asked for. Type errors do not keep the compiler from writing; `npm test` has refused them before.
 */
export function setup(): void {
  const project = fileURLToPath(new URL('../../', import.meta.url));
  const run = (...args: string[]) => spawnSync(process.execPath, args, { cwd: project, stdio: 'ignore' });
  run('node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json');
  run('dist/scripts/copyAssets.js');
}
