/** <stat> of +CREG (27.007 §7.2), as far as the simulation uses it. */
export const REGISTERED_STATS: ReadonlySet<number> = new Set([1, 5, 6, 7]);

/** The radio side: what the modem camps on and how well it hears it. */
export class Network {
  stat = 1;
  /** <stat> of +CEREG where it is not that of +CREG: attached to LTE only (27.007 §10.1.22). */
  lteStat: number | undefined;
  /** Over LTE alone, texts do not go through (neither SGs nor IMS): the +CMS ERROR that says so. */
  lteRefusal: number | undefined;
  rssi = 21;
  ber = 0;
  readonly area = '00C8';
  readonly cell = '0A5B1F01';
  technology: number;
  readonly operator = 'SIMULASI';
  readonly operatorCode = '51099';

  constructor(technology: number) {
    this.technology = technology;
  }

  get registered(): boolean {
    const lte =
      this.lteStat !== undefined && REGISTERED_STATS.has(this.lteStat) && this.lteRefusal === undefined;
    return REGISTERED_STATS.has(this.stat) || lte;
  }
}
