import { AT_TIMING, type AtTiming } from '../at/timing.ts';

/** Every wait of the gateway, in milliseconds, as one value: tests and odd modems replace what they must. */
export interface Timing extends AtTiming {
  /** AT, ATE0, AT+CMGF and other settings. */
  readonly commandMs: number;
  /** The first time that a question is put; the second time it has its full time. */
  readonly questionMs: number;
  /** What was asked for may come so much later than the OK. */
  readonly lateLineMs: number;
  /** AT+CPIN?, AT+CPMS, AT+CNMI, AT+CSCA, AT+CREG?, AT+CSQ. */
  readonly slowCommandMs: number;
  /** Choosing a storage: some Siemens need half a minute. */
  readonly storageMs: number;
  readonly pinMs: number;
  readonly radioMs: number;
  readonly readMs: number;
  readonly deleteMs: number;
  readonly listMs: number;
  /** Before the first line of a list. */
  readonly listFirstMs: number;
  /** Between two lines of a list. */
  readonly listIdleMs: number;
  /** Firmwares that leave an OK out are silent for this long. */
  readonly okAfterQuietMs: number;

  readonly promptMs: number;
  /** From the prompt to the text, at least. */
  readonly promptPauseMs: number;
  /** As long as a modem took that was slow to show the prompt, but no longer than this: such ones lose octets. */
  readonly slowPromptPauseMs: number;
  readonly writeMs: number;
  /** Ctrl-Z to the result. Too short makes duplicates; makers say 60 to 180 s. */
  readonly sendMs: number;
  /** +CMGS to its OK. */
  readonly sendOkMs: number;
  /** A modem that is busy before the prompt is asked once more after this. */
  readonly busyRetryMs: number;
  /** No new send so soon after one that had no answer: its reference may still come. */
  readonly lateReferenceMs: number;
  readonly powerPauseMs: number;

  /** The dialling of a code to its OK. */
  readonly ussdCommandMs: number;
  /** From there to the network's words. */
  readonly ussdAnswerMs: number;
  /** The same after a line without words. */
  readonly ussdProgressMs: number;
  /** From the end of one send to the next; the office's own pace comes on top. */
  readonly sendGapMs: number;

  readonly simPollMs: number;
  readonly simReadyMs: number;
  /** Some Huawei crash when they are spoken to right after the PIN. */
  readonly pinSettleMs: number;
  /** A PIN that is asked for again this soon after it was accepted is not given again. */
  readonly pinAgainMs: number;
  /** A locked or missing SIM is looked at again after this. */
  readonly holdMs: number;

  /** An index that was read longer ago is read again before it is deleted. */
  readonly deleteGuardMs: number;
  readonly persistRetryMs: number;
  /** A record that could not be deleted is tried again, once each time, after this. */
  readonly stuckRetryMs: number;
  /** A storage that counts records but lists none is read slot by slot, at most this often. */
  readonly slotScanMs: number;
  /** What was announced and is not to be seen yet is looked for again after this. */
  readonly announcedAgainMs: number;
  /** Nothing has come for so long since a full storage was emptied: the network may not know of it. */
  readonly stalledMs: number;

  readonly livenessMs: number;
  readonly storageCheckMs: number;
  readonly registrationMs: number;
  readonly fullSweepMs: number;
  /** Storages that nothing is received into, on modems that are slow to change. */
  readonly otherStoragesMs: number;
  /** In the place of announcements, when the modem gives none. */
  readonly pollingSweepMs: number;
  readonly auditMs: number;
  /** Marks like PB DONE come late after power-on and prove a reboot only after this. */
  readonly bootProgressMs: number;

  /** AT+COPS=0, which may look through all networks. */
  readonly networkMs: number;
  /** Between the radio's off and on. */
  readonly radioOffMs: number;
  /** After a reset was ordered, until nothing has shown that it happens. */
  readonly resetGoneMs: number;
  /** How long DTR stays off. */
  readonly hangUpMs: number;
  /** How often the supervision looks around. */
  readonly lookAroundMs: number;

  readonly reopenMinMs: number;
  readonly reopenMaxMs: number;
  readonly closeMs: number;
  /** Share by which periods are shortened at random, so that several modems do not march in step. */
  readonly jitter: number;
}

export const TIMING: Timing = {
  ...AT_TIMING,
  commandMs: 5000,
  questionMs: 3000,
  lateLineMs: 500,
  slowCommandMs: 10_000,
  storageMs: 40_000,
  pinMs: 30_000,
  radioMs: 20_000,
  readMs: 15_000,
  deleteMs: 15_000,
  listMs: 120_000,
  listFirstMs: 30_000,
  listIdleMs: 15_000,
  okAfterQuietMs: 1000,
  promptMs: 10_000,
  promptPauseMs: 0,
  slowPromptPauseMs: 50,
  writeMs: 10_000,
  sendMs: 180_000,
  sendOkMs: 5000,
  busyRetryMs: 3000,
  lateReferenceMs: 30_000,
  powerPauseMs: 60_000,
  ussdCommandMs: 15_000,
  ussdAnswerMs: 120_000,
  ussdProgressMs: 30_000,
  sendGapMs: 0,
  simPollMs: 2000,
  simReadyMs: 60_000,
  pinSettleMs: 3000,
  pinAgainMs: 300_000,
  holdMs: 60_000,
  deleteGuardMs: 5000,
  persistRetryMs: 10_000,
  stuckRetryMs: 3_600_000,
  slotScanMs: 600_000,
  announcedAgainMs: 700,
  stalledMs: 1_800_000,
  livenessMs: 30_000,
  storageCheckMs: 30_000,
  registrationMs: 60_000,
  fullSweepMs: 600_000,
  otherStoragesMs: 3_600_000,
  pollingSweepMs: 10_000,
  auditMs: 600_000,
  bootProgressMs: 120_000,
  networkMs: 180_000,
  radioOffMs: 5000,
  resetGoneMs: 10_000,
  hangUpMs: 2000,
  lookAroundMs: 10_000,
  reopenMinMs: 1000,
  reopenMaxMs: 60_000,
  closeMs: 5000,
  jitter: 0.2,
};
