import type { Bench } from './bench.ts';
import { recognise } from './profiles/table.ts';

const NAME_CHARS_MAX = 80;

/** Who the modem is, and so how it is spoken to. Sticks that refuse all before the PIN are asked again after it. */
export async function identifyModem({
  desk,
  timing,
  facts,
  known,
  board,
  adapt,
  log,
}: Bench): Promise<undefined> {
  const ask = async (text: string): Promise<string> =>
    nameIn(await desk.askLine(text, timing.commandMs, { bare: true }));
  facts.manufacturer = await ask('AT+CGMI');
  facts.model = await ask('AT+CGMM');
  facts.revision = await ask('AT+CGMR');
  facts.imei = imeiIn(await ask('AT+CGSN'));
  facts.profile = recognise(facts.manufacturer, facts.model);
  adapt(facts.profile);
  const { manufacturer, model, revision, profile } = facts;
  log.info({ maker: manufacturer, model, firmware: revision, profile: profile.id }, 'modem identified');
  board.update({ imei: facts.imei, model: model || undefined, firmware: revision || undefined });
  if (model !== '') known.meetModem(facts);
  return undefined;
}

export async function identifyAgain(bench: Bench): Promise<undefined> {
  if (bench.facts.model !== '') return undefined;
  await identifyModem(bench);
  await quieten(bench);
  return undefined;
}

/** Against what would flood the line. Each command on its own; a make that lacks one of them works without. */
export async function quieten({ desk, timing, facts, known }: Bench): Promise<undefined> {
  const { quiet, loud } = facts.profile;
  const isSilenced = known.learned.quirks?.includes('silencedByQuiet') ?? false;
  for (const text of isSilenced ? loud : quiet) await desk.ask(text, timing.commandMs);
  return undefined;
}

/** SIM7600 puts its prefix before it, Wavecom blanks around it. */
const nameIn = (line: string | undefined): string =>
  (line ?? '')
    .replace(/^\+CG[MS][IMRN]: */i, '')
    .replace(/"/g, '')
    .trim()
    .slice(0, NAME_CHARS_MAX);

/** 15 digits, or 16 with the edition of the software; the last of them is no part of the identity then. */
const imeiIn = (text: string): string | undefined => /(?:^|\D)(\d{14,17})(?:\D|$)/.exec(text)?.[1];
