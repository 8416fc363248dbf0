import type { OutboundKind } from '../messageKind.ts';
import type { Placeholder } from './placeholder.ts';

/** Who is told. `technician` is the ticket's own, `leader` and `admin` are all of them with a number. */
export type Recipient = 'reporter' | 'technician' | 'leader' | 'admin';

export interface Notice {
  to: Recipient;
  kind: OutboundKind;
  /** What has happened, for the list in the settings. */
  label: string;
  /** Placeholders in braces. */
  text: string;
  /** This one's words are cut when the whole would not fit in one part. */
  elastic?: Placeholder;
}
