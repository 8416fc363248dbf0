import { actorOf, type PanelContext } from '../deps.ts';
import type { FormFields } from '../http/formFields.ts';
import type { KeptForms } from '../http/keptForms.ts';

/** What was typed into this page's form before the session ended (R42); undefined when nothing was. */
export function keptFields(keptForms: KeptForms, c: PanelContext): FormFields | undefined {
  const kept = keptForms.read(actorOf(c).userId, c.req.query('isian') ?? '');
  return kept && { get: (name) => (Object.hasOwn(kept, name) ? (kept[name] ?? '') : '') };
}
