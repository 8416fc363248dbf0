import type { PartState } from '../../db/rules/partState.ts';
import { ActionButton } from './actionButton.tsx';
import { faultWords } from './faultWords.ts';
import { FateLabel } from './labels.tsx';
import { Shape } from './shape.tsx';

/** What only a human may settle: whether it is sent again. */
const UNSETTLED: readonly PartState[] = ['unknown', 'failed', 'expired'];

export const isUnsettled = (state: PartState): boolean => UNSETTLED.includes(state);

interface SmsFateProps {
  state: PartState;
  parts?: number;
  fault: string | null;
  /** Where to decide on it; undefined for who may not. */
  path: string | undefined;
}

/** What became of a sent text, why, and what can be done about it. */
export const SmsFate = ({ state, parts = 1, fault, path }: SmsFateProps) => (
  <div class="message-foot">
    <FateLabel state={state} />
    {parts > 1 && <span>{parts} SMS</span>}
    {fault && (
      <span class="fault">
        {state === 'queued' && 'akan dicoba lagi: '}
        {faultWords(fault)}
      </span>
    )}
    {state === 'unknown' && <span>Mungkin sudah sampai; tanyakan dahulu sebelum mengirim ulang.</span>}
    {path !== undefined && isUnsettled(state) && (
      <span class="buttons">
        <ActionButton action={`${path}/kirim-ulang`} class="small">
          Kirim ulang
        </ActionButton>
        {state === 'unknown' && (
          <ActionButton action={`${path}/anggap-terkirim`} class="small">
            Anggap terkirim
          </ActionButton>
        )}
      </span>
    )}
  </div>
);

/** Of a long text that came in with a part missing. */
export const IncompleteMark = () => (
  <p class="message-foot">
    <span class="mark">
      <Shape name="half" />
      tidak lengkap: sebagian SMS belum tiba
    </span>
  </p>
);
