/** Where a contestant lives for one measurement. */
export interface Place {
  /** Empty, and removed afterwards. */
  readonly folder: string;
  /** The simulated modem, as a symbolic link to its PTY. */
  readonly device: string;
}

export interface Text {
  /** E.164. */
  readonly to: string;
  readonly text: string;
}

/** A gateway that has been set up in its place; nothing runs yet. */
export interface SetUp {
  /** Program and arguments; it stays in the foreground. */
  readonly command: readonly [string, ...string[]];
  readonly env?: Readonly<Record<string, string>>;
  /** Texts from the modem that would survive the loss of power. */
  stored(): number;
  /** Texts that have become what they are for: tickets, where there are such. */
  handled(): number;
  /** Hands over texts to be sent. */
  queue(texts: readonly Text[]): void;
  /** Of what was handed over and did not leave: waits still, or is shown to a human. */
  keptBack(): number;
  close(): void;
}

/** A program under measurement, with its fastest sensible settings. */
export interface Contestant {
  readonly name: 'helpdesk' | 'gammu-smsd' | 'smstools';
  /** What of its settings matters for its speed, to be printed. */
  readonly settings: string;
  setUp(place: Place): SetUp;
}
