import type { FinalError } from '../at/finalResult.ts';
import { lookUpError, type VendorFamily } from './errorTable.ts';

/** What makers whose own list is not known mean by these is to wait. */
const BUSY_CODES: ReadonlySet<number> = new Set([314, 512, 514, 515]);

/** The card or the modem has other things to do for the moment (CME 14, CMS 314, 515 …): it is asked again. */
export function isBusyError(error: FinalError, vendor: VendorFamily | undefined): boolean {
  const known = lookUpError(error, vendor);
  return known !== undefined && (known.sub.endsWith('-busy') || BUSY_CODES.has(known.code ?? 0));
}
