/** What a text that somebody sent asks for (DESIGN 17). */
export type InboundRequest =
  /** `text` is the complaint without the keyword; a mistyped keyword leaves the text whole. */
  | { kind: 'complaint'; text: string; mistyped: boolean }
  | { kind: 'keywordOnly' }
  | { kind: 'help' }
  | { kind: 'status'; ticketId: number | undefined }
  /** `BUKA 12 masih mati`: the reporter is not content with the solution. */
  | { kind: 'reopen'; ticketId: number | undefined; reason: string }
  /** `NILAI 12 5`; `rating` is undefined unless it is 1 to 5. */
  | { kind: 'rate'; ticketId: number | undefined; rating: number | undefined }
  /** `DAFTAR nama#unit`, in the sender's words; '' for what is missing. */
  | { kind: 'register'; name: string; unit: string }
  /** A short thank-you or "ok": nothing is asked for. */
  | { kind: 'thanks' }
  | { kind: 'plain' };

/** What technicians order by SMS (SOP 7, 8). */
export const TECHNICIAN_VERBS = [
  'accept',
  'decline',
  'depart',
  'arrive',
  'pend',
  'resume',
  'close',
  'report',
  'tasks',
  'info',
  'help',
] as const;
export type TechnicianVerb = (typeof TECHNICIAN_VERBS)[number];

/** A technician's text that begins with a command; from any other number it is plain text. */
export interface TechnicianCommand {
  verb: TechnicianVerb;
  /** In the order they were named; empty where the number was left out. */
  ticketIds: readonly number[];
  /** The reason, note or report that follows, as it was written; ''. */
  words: string;
  /** The technician's own PIN, where one was given (`TERIMA 12 PIN 4711`, `4711 TERIMA 12`). */
  pin: string | undefined;
  /** A question, or words that the command has no place for: better explained than carried out. */
  unclear: boolean;
}
