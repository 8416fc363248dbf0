import type { ErrorRow, VendorFamily } from './errorTable.ts';

/**
 * Numbers that makers gave a meaning of their own. They are looked up before the common table, for 256 and above
 * except 300–350 and 500, where 27.005 rules.
 */
export const VENDOR_CMS_ERRORS: Readonly<Record<VendorFamily, readonly ErrorRow[]>> = {
  // SIMCom SIM800/SIM900, Quectel M-series, MTK dongles, Siemens/Cinterion (512-554 overlap).
  mtk: [
    [512, 'unknown-outcome', 'maybe', 'aborted', 'User abort'],
    [513, 'transient-retry', 'no', 'local-storage', 'Unable to store'],
    [514, 'transient-retry', 'no', 'modem-busy', 'Invalid status / device busy'],
    [515, 'transient-retry', 'no', 'modem-busy', 'Device busy / invalid character in address string'],
    [516, 'permanent', 'no', 'bad-pdu', 'Invalid length'],
    [517, 'permanent', 'no', 'bad-pdu', 'Invalid character in PDU'],
    [518, 'permanent', 'no', 'bad-pdu', 'Invalid parameter'],
    [519, 'permanent', 'no', 'bad-pdu', 'Invalid length or character'],
    [520, 'permanent', 'no', 'bad-pdu', 'Invalid character in text'],
    [521, 'unknown-outcome', 'maybe', 'timeout', 'Timer expired'],
    [522, 'transient-retry', 'no', 'modem-busy', 'Operation temporarily not allowed'],
    [532, 'transient-retry', 'no', 'sim-busy', 'SIM not ready'],
    [534, 'permanent', 'no', 'unsupported', 'Cell broadcast error unknown'],
    [535, 'transient-retry', 'no', 'modem-busy', 'Protocol stack busy'],
    [538, 'permanent', 'no', 'bad-param', 'Invalid parameter'],
    [549, 'permanent', 'no', 'bad-pdu', 'Incorrect PDU length'],
    [550, 'permanent', 'no', 'bad-pdu', 'Invalid message type indicator'],
    [551, 'permanent', 'no', 'bad-pdu', 'Non-hex characters in address'],
    [553, 'permanent', 'no', 'bad-pdu', 'Incorrect PDU length (UDL)'],
    [554, 'permanent', 'no', 'bad-pdu', 'Incorrect SCA length'],
    [615, 'transient-retry', 'maybe', 'network', 'Network failure'],
    [616, 'retry-after-network', 'no', 'no-service', 'Network is down'],
    [639, 'transient-retry', 'no', 'modem-state', 'Service type not yet available'],
    [640, 'transient-retry', 'no', 'modem-busy', 'Operation of service temporarily not allowed'],
    [764, 'permanent', 'no', 'bad-param', 'Missing input value'],
    [765, 'permanent', 'no', 'bad-param', 'Invalid input value'],
    [766, 'permanent', 'no', 'unsupported', 'Unsupported mode'],
    [767, 'transient-retry', 'maybe', 'modem', 'Operation failed'],
    [768, 'transient-retry', 'no', 'modem-state', 'Mux already running'],
    [769, 'transient-retry', 'no', 'modem-busy', 'Unable to get control of required module'],
    [770, 'fatal-sim', 'no', 'sim-rejected', 'SIM invalid - network reject'],
    [771, 'transient-retry', 'no', 'modem-busy', 'Call setup in progress'],
    [772, 'fatal-sim', 'no', 'sim-absent', 'SIM powered down'],
    [773, 'permanent', 'no', 'sim-file', 'SIM file not present'],
  ],
  // Wavecom, Sierra Fastrack, Multitech MTMMC/MTCBA-G, Maestro.
  wavecom: [
    [512, 'transient-retry', 'no', 'collision', 'MM establishment failure (SMS)'],
    [513, 'unknown-outcome', 'maybe', 'ack-lost', 'Lower layer failure (SMS)'],
    [514, 'transient-retry', 'maybe', 'network', 'CP error (SMS)'],
    [515, 'transient-retry', 'no', 'modem-busy', 'Please wait, init or command in progress'],
    [517, 'permanent', 'no', 'unsupported', 'SIM toolkit facility not supported'],
    [518, 'permanent', 'no', 'unsupported', 'SIM toolkit indication not received'],
    [519, 'permanent', 'no', 'unsupported', 'Reset the product to activate or change an echo algorithm'],
    [520, 'transient-retry', 'no', 'modem-busy', 'Automatic abort on incoming call'],
    [526, 'permanent', 'no', 'pin', 'PIN deactivation forbidden with this SIM'],
    [527, 'transient-retry', 'no', 'modem-busy', 'Wait: RR or MM busy; retry selection later'],
    [528, 'retry-after-network', 'no', 'denied', 'Location update failure: emergency calls only'],
    [529, 'retry-after-network', 'no', 'denied', 'PLMN selection failure: emergency calls only'],
    [531, 'fatal-sim', 'no', 'fdn', 'SMS not sent: destination not in FDN list, FDN active'],
  ],
  // Siemens TC35/MC35/MC55, Cinterion MC75i.
  siemens: [
    [256, 'transient-retry', 'no', 'modem-busy', 'Operation temporarily not allowed'],
    [257, 'fatal-sim', 'no', 'account-barred', 'Call barred'],
    [258, 'transient-retry', 'no', 'modem-busy', 'Phone is busy'],
    [259, 'unknown-outcome', 'maybe', 'aborted', 'User abort'],
    [260, 'permanent', 'no', 'bad-destination', 'Invalid dial string'],
    [261, 'permanent', 'no', 'unsupported', 'Supplementary service not executed'],
    [262, 'fatal-sim', 'no', 'puk', 'SIM blocked'],
    [263, 'permanent', 'no', 'bad-param', 'Invalid block'],
    [512, 'unknown-outcome', 'maybe', 'vendor', 'Siemens code'],
  ],
};
