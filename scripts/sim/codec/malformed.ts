/** What the simulated network refuses to read: the modem answers it with +CMS ERROR: 304 (27.005 §3.2.5). */
export class Malformed extends Error {
  override readonly name = 'Malformed';
}
