import type { TemplateSize } from '../../../db/rules/notices/templateFault.ts';
import { Shape } from '../../views/shape.tsx';

/** `1 SMS`, or as a warning `2 SMS (171 karakter)` (R28). */
export const NoticeSize = ({ size, usual }: { size: TemplateSize; usual: number }) =>
  size.parts > usual ? (
    <span class="notice-size warn">
      <Shape name="warning" />
      {size.parts} SMS ({size.units} karakter)
    </span>
  ) : (
    <span class="notice-size">{size.parts} SMS</span>
  );
