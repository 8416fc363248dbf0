import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** RFC 6238 as the telephone apps have it: SHA-1, 6 digits, steps of 30 seconds. */
const STEP_MS = 30_000;
const DIGITS = 6;
/** 160 bits, as RFC 4226 §4 recommends. */
const SECRET_BYTES = 20;
/** A telephone's clock may be one step off either way. */
const DRIFT_STEPS = [0, -1, 1] as const;

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** A new secret in Base32, as it is typed by hand. */
export const newTotpSecret = (): string => toBase32(randomBytes(SECRET_BYTES));

/** The code of a time step. */
export function totpCode(secret: string, step: number): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const mac = createHmac('sha1', fromBase32(secret)).update(counter).digest();
  const at = (mac.at(-1) ?? 0) & 0x0f;
  const number = mac.readUInt32BE(at) & 0x7fffffff;
  return String(number % 10 ** DIGITS).padStart(DIGITS, '0');
}

export const totpStep = (atMs: number): number => Math.floor(atMs / STEP_MS);

/**
 * The step whose code was typed, of those that may be now.
 * @param lastStep the last step that was taken: its code and older ones are refused (RFC 6238 §5.2).
 * @returns undefined for a wrong code, and for one that was used.
 */
export function totpStepOf(
  secret: string,
  typed: string,
  nowMs: number,
  lastStep: number,
): number | undefined {
  const code = typed.replace(/\s/g, '');
  if (!/^\d{6}$/.test(code)) return undefined;
  const now = totpStep(nowMs);
  return DRIFT_STEPS.map((drift) => now + drift).find(
    (step) => step > lastStep && timingSafeEqual(Buffer.from(totpCode(secret, step)), Buffer.from(code)),
  );
}

/** What the telephone app reads from the QR code. */
export const otpauthLink = (secret: string, account: string): string =>
  `otpauth://totp/${encodeURIComponent(`Help Desk:${account}`)}?secret=${secret}&issuer=${encodeURIComponent('Help Desk')}`;

/** Without padding. */
export function toBase32(bytes: Uint8Array): string {
  let bits = 0;
  let held = 0;
  let text = '';
  for (const byte of bytes) {
    held = (held << 8) | byte;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      text += BASE32[(held >> bits) & 31] ?? '';
    }
    held &= (1 << bits) - 1;
  }
  return bits > 0 ? text + (BASE32[(held << (5 - bits)) & 31] ?? '') : text;
}

function fromBase32(text: string): Buffer {
  let bits = 0;
  let held = 0;
  const bytes: number[] = [];
  for (const char of text) {
    held = ((held << 5) | BASE32.indexOf(char)) & 0xfff;
    bits += 5;
    if (bits >= 8) {
      bits -= 8;
      bytes.push((held >> bits) & 0xff);
    }
  }
  return Buffer.from(bytes);
}
