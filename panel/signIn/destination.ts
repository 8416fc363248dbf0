/**
 * Where somebody goes after signing in: an address of ours, or the first page. `//host`, `/\host` and their like
 * would lead elsewhere.
 */
export const safeDestination = (raw: string): string =>
  /^\/(?![/\\])[\x21-\x7e]*$/.test(raw) && !raw.startsWith('/masuk') ? raw : '/';

/** The page on which a posted form stood: `/tiket/5/balasan` stands on `/tiket/5`. */
export function pageOf(path: string): string {
  const [, page] = /^(\/tiket\/\d+|\/tiket|\/tugas|\/periksa|\/operator|\/gateway)(?:\/|$)/.exec(path) ?? [];
  return page ?? '/';
}
