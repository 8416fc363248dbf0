/** What a text that somebody sent asks for (DESIGN 17). */
export type InboundRequest =
  /** `text` is the complaint without the keyword; a mistyped keyword leaves the text whole. */
  | { kind: 'complaint'; text: string; mistyped: boolean }
  | { kind: 'keywordOnly' }
  | { kind: 'help' }
  | { kind: 'status'; ticketId: number | undefined }
  /** A short thank-you or "ok": nothing is asked for. */
  | { kind: 'thanks' }
  | { kind: 'plain' };

/** What a technician's text orders; from any other number it is plain text. */
export type TechnicianCommand =
  | { kind: 'accept'; ticketId: number | undefined }
  | { kind: 'close'; ticketId: number | undefined; note: string };
