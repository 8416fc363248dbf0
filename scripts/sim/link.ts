import { readlinkSync, renameSync, symlinkSync, unlinkSync } from 'node:fs';

/** Points a symbolic link to a target in one step: whoever opens it finds the old or the new one, never none. */
export function pointLink(link: string, target: string): void {
  const draft = `${link}.${process.pid}.new`;
  symlinkSync(target, draft);
  renameSync(draft, link);
}

/** Takes a link away, if it still points to that target. */
export function removeLink(link: string, target: string): void {
  try {
    if (readlinkSync(link) === target) unlinkSync(link);
  } catch {
    // Gone already, or no longer ours.
  }
}
