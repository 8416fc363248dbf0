import type { OutboundKind } from '../messageKind.ts';
import type { Placeholder } from './placeholder.ts';

/**
 * Who is told. `technician` is the ticket's own, `leader` and `admin` are all of them with a number; `sender` is
 * whoever has written or rung, `caretaker` the numbers of the gateway's settings.
 */
export type Recipient = 'reporter' | 'sender' | 'technician' | 'leader' | 'admin' | 'caretaker';

export interface Notice {
  to: Recipient;
  kind: OutboundKind;
  /** What has happened, for the list in the settings. */
  label: string;
  /** Placeholders in braces; what is in square brackets is left out whole when a value in it is missing. */
  text: string;
  /** This one's words are cut first when the whole would not fit. */
  elastic?: Placeholder;
  /** So many SMS it may take. @default 1 */
  parts?: number;
  /** It knows nothing but the placeholders of its own text: it is about no ticket, or about several. */
  general?: true;
  /** It cannot be switched off: somebody waits for it, or something burns. */
  fixed?: true;
  /** What reporters of tickets that were merged into this one are told in its place; `same`: the same words. */
  merged?: 'same' | 'mergedSolved';
}
