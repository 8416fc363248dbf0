import { fillTemplate } from '../../../db/rules/notices/fillTemplate.ts';
import { TICKET_PLACEHOLDERS } from '../../../db/rules/notices/placeholder.ts';
import { sampleFacts, writingFault } from '../../../db/rules/notices/templateFault.ts';
import { SmsSize } from '../../tickets/smsSize.tsx';
import { Shape } from '../../views/shape.tsx';

/** A canned reply filled with ordinary values, while it is written. */
export const ReplyPreview = ({ text }: { text: string }) => {
  const fault = text.trim() === '' ? undefined : writingFault(text, TICKET_PLACEHOLDERS);
  const sample = fillTemplate(text, sampleFacts(text));
  return (
    <div id="preview" class="preview" aria-live="polite">
      {fault ? (
        <p class="preview-fault">
          <Shape name="warning" /> {fault}
        </p>
      ) : text.trim() === '' ? (
        <p class="empty">Di sini terlihat SMS yang jadi, dengan contoh isian.</p>
      ) : (
        <>
          <p class="message message-out preview-text" dir="auto">
            {sample}
          </p>
          <SmsSize text={sample} />
        </>
      )}
    </div>
  );
};
