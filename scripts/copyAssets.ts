import { cpSync, existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/* The last step of `npm run build`: what the program reads at run time and the compiler does not carry over. */
const built = fileURLToPath(new URL('../', import.meta.url));
for (const folder of ['db/migrations', 'panel/static']) {
  const source = `${built}../${folder}`;
  if (existsSync(source)) cpSync(source, `${built}${folder}`, { recursive: true });
}
