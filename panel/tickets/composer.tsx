import type { TicketPage } from '../../db/queries/ticketPage.ts';
import { showPhoneNumber } from '../../db/rules/phoneNumber.ts';
import { ActionButton } from '../views/actionButton.tsx';
import { Alert } from '../views/notices.tsx';
import { SmsSize } from './smsSize.tsx';
import type { TicketForm } from './ticketForm.ts';

interface ComposerProps {
  ticket: TicketPage;
  form: TicketForm;
  problem: string | undefined;
  /** Answers to choose from. */
  canned: readonly { id: number; title: string }[];
}

/**
 * Where an answer is written. Its ids change with the form, so that after sending a new, empty one takes its place,
 * and at every other answer of the server the one in use is left as it is.
 */
export const Composer = ({ ticket, form, problem, canned }: ComposerProps) => (
  <section id={`reply-${form.formId}`} class="composer" aria-label="Balas">
    {problem && <Alert id="reply-problem">{problem}</Alert>}
    <input type="hidden" name="formId" value={form.formId} />
    <input type="hidden" name="seenReplyId" value={lastReplyId(ticket)} />
    <label for={`text-${form.formId}`}>
      Balas lewat SMS ke <span class="number">{showPhoneNumber(ticket.reporterPhone ?? '')}</span>
      {!ticket.open && <span class="hint"> (tiket sudah ditutup; balasan tetap bisa dikirim)</span>}
    </label>
    <textarea
      id={`text-${form.formId}`}
      name="text"
      rows={4}
      dir="auto"
      autofocus={problem !== undefined}
      aria-describedby={problem ? 'reply-problem sms-size' : 'sms-size'}
      aria-invalid={problem ? 'true' : undefined}
      hx-post="/sms/ukuran"
      hx-trigger="input delay:200ms"
      hx-target="#sms-size"
      hx-swap="outerHTML"
      hx-sync="this:replace"
    >
      {/* A newline right after the tag is dropped by the parser: one is given away, so that a first empty line stays. */}
      {`\n${form.text}`}
    </textarea>
    {canned.length > 0 && <CannedChoice ticket={ticket} form={form} canned={canned} />}
    <div class="composer-foot">
      <SmsSize text={form.text} />
      <ActionButton action={`/tiket/${ticket.id}/balasan`} class="primary" title="Ctrl+Enter">
        Kirim SMS
      </ActionButton>
    </div>
  </section>
);

const lastReplyId = (ticket: TicketPage): number =>
  ticket.conversation.findLast((entry) => entry.kind === 'reply')?.id ?? 0;

/** A submit of its own, which fills the box: it works without JavaScript, and what is typed stays before it. */
const CannedChoice = ({ ticket, form, canned }: Omit<ComposerProps, 'problem'>) => (
  <div class="field-button canned">
    <label class="sr" for={`canned-${form.formId}`}>
      Balasan siap pakai
    </label>
    <select id={`canned-${form.formId}`} name="cannedReply">
      <option value="">Balasan siap pakai</option>
      {canned.map(({ id, title }) => (
        <option key={id} value={id} selected={String(id) === form.cannedReply}>
          {title}
        </option>
      ))}
    </select>
    <ActionButton action={`/tiket/${ticket.id}/sisipkan`}>Sisipkan</ActionButton>
  </div>
);
