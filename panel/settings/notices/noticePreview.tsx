import { samplesFor } from '../../../db/queries/noticeSettings.ts';
import { fillTemplate } from '../../../db/rules/notices/fillTemplate.ts';
import type { Notice } from '../../../db/rules/notices/notice.ts';
import type { NoticeFacts } from '../../../db/rules/notices/placeholder.ts';
import { longestSize, NOTICE_PARTS_MAX, templateFault } from '../../../db/rules/notices/templateFault.ts';
import { measureSms } from '../../../db/rules/smsText.ts';
import { costly } from '../../tickets/smsSize.tsx';
import { Shape } from '../../views/shape.tsx';

interface PreviewProps {
  notice: Notice;
  path: string;
  text: string;
  longest: NoticeFacts;
}

const ALPHABETS = { gsm7: 'GSM-7', ucs2: 'Unicode' } as const;

/** What a template becomes while it is written: filled as usual, what it costs, and what is wrong with it. */
export const NoticePreview = ({ notice, path, text, longest }: PreviewProps) => {
  const usual = notice.parts ?? 1;
  const fault = templateFault(notice, text);
  if (fault)
    return (
      <Region>
        <p class="preview-fault">
          <Shape name="warning" /> {fault}
        </p>
      </Region>
    );
  const sample = fillTemplate(text, samplesFor(text, longest), { elastic: notice.elastic });
  const { alphabet, units, parts } = measureSms(sample);
  const size = longestSize(text, longest);
  const dearer = size.parts > usual;
  return (
    <Region>
      <p class="message message-out preview-text" dir="auto">
        {sample}
      </p>
      <p class="size">
        <span class="number">{units}</span> karakter · {ALPHABETS[alphabet]}
        {alphabet === 'ucs2' && ` (karena ${costly(text)})`} · <span class="number">{parts}</span> SMS
      </p>
      <p class={dearer ? 'size warn' : 'size'}>
        {dearer && <Shape name="warning" />} Dengan isian terpanjang: <b>{size.parts} SMS</b> ({size.units}{' '}
        karakter)
        {size.parts > NOTICE_PARTS_MAX && `, paling banyak ${NOTICE_PARTS_MAX} SMS`}
      </p>
      {dearer && size.parts <= NOTICE_PARTS_MAX && (
        <button type="submit" formaction={path} name="agreedParts" value={size.parts}>
          Simpan sebagai {size.parts} SMS
        </button>
      )}
    </Region>
  );
};

const Region = ({ children }: { children: unknown }) => (
  <div id="preview" class="preview" aria-live="polite">
    {children}
  </div>
);
