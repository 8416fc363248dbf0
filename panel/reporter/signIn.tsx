import { enterCode, requestCode } from '../../db/actions/oneTimeCode.ts';
import { CODE_LIMITS } from '../../db/rules/access/codeLimits.ts';
import { parsePhoneNumber, readPhoneNumber, showPhoneNumber } from '../../db/rules/phoneNumber.ts';
import type { PanelContext, PanelDeps } from '../deps.ts';
import { type FormFields, formFields } from '../http/formFields.ts';
import type { KeptForms } from '../http/keptForms.ts';
import { problemOf } from '../http/problem.ts';
import { sendPage } from '../http/sendPage.tsx';
import { typedIn } from '../signIn/typedBefore.ts';
import { inWords } from '../signIn/waitWords.ts';
import { reporterDestination } from './destination.ts';
import { setReporterCookie } from './session.tsx';
import { type Carried, CodePage, NumberPage } from './signInPages.tsx';

const carriedBy = (fields: FormFields): Carried => ({
  next: reporterDestination(fields.get('next')),
  typed: fields.get('typed') || undefined,
});

/** `POST /pelapor/masuk`: asks for a code. The answer is the same for every number. */
export async function askForCode(deps: PanelDeps, c: PanelContext): Promise<Response> {
  const fields = await formFields(c);
  const carried = carriedBy(fields);
  const simulated = deps.simulated !== undefined;
  const typedPhone = fields.get('phone').trim().slice(0, 40);
  const refuse = (problem: string, status: 422 | 429 | 503) =>
    sendPage(
      c,
      <NumberPage simulated={simulated} carried={carried} phone={typedPhone} problem={problem} />,
      status,
    );
  try {
    const phone = parsePhoneNumber(typedPhone);
    const asked = requestCode(deps.db, deps.clock, { phone, address: deps.addressOf(c) });
    if (asked.end === 'capped')
      return await refuse(
        'Kode lewat SMS untuk hari ini sudah habis. Kirim pengaduan lewat SMS atau telepon; admin sudah diberi tahu.',
        503,
      );
    const shown = showPhoneNumber(phone);
    if (asked.end === 'asked')
      return await sendPage(c, <CodePage simulated={simulated} carried={carried} phone={shown} />);
    const waitS = Math.ceil(asked.waitMs / 1000);
    c.header('Retry-After', String(waitS));
    const problem = `Kode baru dapat diminta lagi dalam ${inWords(waitS)}.`;
    // The code that was sent a moment ago may still be on its way.
    if (asked.waitMs <= CODE_LIMITS.againMs)
      return await sendPage(
        c,
        <CodePage simulated={simulated} carried={carried} phone={shown} problem={problem} />,
        429,
      );
    return await refuse(problem, 429);
  } catch (error) {
    const problem = problemOf(error);
    if (problem?.status !== 422 && problem?.status !== 503) throw error;
    return refuse(problem.message, problem.status);
  }
}

/** `POST /pelapor/kode`: lets the owner of the number in. */
export async function takeCode(deps: PanelDeps, keptForms: KeptForms, c: PanelContext): Promise<Response> {
  const fields = await formFields(c);
  const carried = carriedBy(fields);
  const simulated = deps.simulated !== undefined;
  const phone = readPhoneNumber(fields.get('phone'));
  if (phone === undefined) return c.redirect('/pelapor/masuk', 303);
  const refuse = (problem: string, status: 422 | 503) =>
    sendPage(
      c,
      <CodePage simulated={simulated} carried={carried} phone={showPhoneNumber(phone)} problem={problem} />,
      status,
    );
  try {
    const entered = enterCode(deps.db, deps.clock, { phone, code: fields.get('code').slice(0, 20) });
    if (entered.end === 'over')
      return await refuse('Kode ini tidak berlaku lagi. Minta kode baru di bawah.', 422);
    if (entered.end === 'wrong')
      return await refuse(`Kode tidak cocok. Sisa ${entered.left} percobaan.`, 422);
    setReporterCookie(deps, c, entered.token);
    const typed = typedIn(carried.typed);
    const kept = typed && keptForms.keep(`reporter ${phone}`, typed);
    return c.redirect(kept === undefined ? carried.next : `${carried.next}?isian=${kept}`, 303);
  } catch (error) {
    const problem = problemOf(error);
    if (problem?.status !== 503) throw error;
    return refuse(problem.message, 503);
  }
}
