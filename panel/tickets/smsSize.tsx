import { PARTS_MAX } from '../../db/actions/queueSms.ts';
import { gsm7Septets } from '../../db/rules/gsm7.ts';
import { measureSms } from '../../db/rules/smsText.ts';

const ALPHABETS = { gsm7: 'GSM-7', ucs2: 'Unicode' } as const;

/** What a reply costs, by the very rule that splits it when it is sent. */
export const SmsSize = ({ text }: { text: string }) => {
  const { alphabet, units, parts, unitsLeft } = measureSms(text.trim());
  const tooLong = parts > PARTS_MAX;
  return (
    <p id="sms-size" class={tooLong ? 'size size-over' : 'size'}>
      <span class="number">{units}</span> karakter · {ALPHABETS[alphabet]}
      {alphabet === 'ucs2' && ` (karena ${costly(text)})`} · <span class="number">{parts}</span> SMS · sisa{' '}
      <span class="number">{unitsLeft}</span>
      {tooLong && ` · terlalu panjang, paling banyak ${PARTS_MAX} SMS`}
    </p>
  );
};

const SHOWN_MAX = 5;

/** The characters for which the whole text goes out in the alphabet that holds less than half as much. */
export function costly(text: string): string {
  const chars = [...new Set(text)].filter((char) => gsm7Septets(char) === undefined);
  return chars.slice(0, SHOWN_MAX).join(' ') + (chars.length > SHOWN_MAX ? ' …' : '');
}
