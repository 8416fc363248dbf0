import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

export const PROJECT = fileURLToPath(new URL('../../', import.meta.url));

/**
 * Writes the sources into an empty tree under the project's own Biome configuration and lints it.
 * @param sources path within the project → its text
 * @returns path → the rules broken there, such as `style/noRestrictedImports` or `plugin`
 */
export function lintPlanted(sources: Readonly<Record<string, string>>): Map<string, string[]> {
  const root = mkdtempSync(join(tmpdir(), 'helpdesk-planted-'));
  try {
    for (const name of ['biome.json', '.ci/clock.grit', 'package.json'])
      cpSync(join(PROJECT, name), join(root, name));
    for (const [path, source] of Object.entries(sources)) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), source);
    }
    return brokenRules(lint(root), root);
  } finally {
    rmSync(root, { recursive: true });
  }
}

function lint(root: string): string {
  const biome = join(PROJECT, 'node_modules/.bin/biome');
  try {
    return execFileSync(biome, ['lint', '--reporter=github', '--max-diagnostics=none', '.'], {
      cwd: root,
      encoding: 'utf8',
      stdio: 'pipe',
    });
  } catch (error) {
    // Exit code 1 is what a broken rule gives; anything else is Biome's own trouble.
    if (error instanceof Error && 'status' in error && error.status === 1 && 'stdout' in error)
      return String(error.stdout);
    throw error;
  }
}

function brokenRules(report: string, root: string): Map<string, string[]> {
  const broken = new Map<string, string[]>();
  for (const [, title = '', file = ''] of report.matchAll(/^::error title=([^,]*),file=([^,]*),/gm)) {
    const path = relative(root, file);
    broken.set(path, [...(broken.get(path) ?? []), title.replace(/^lint\//, '')]);
  }
  return broken;
}
