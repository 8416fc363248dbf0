import { Shape } from '../views/shape.tsx';

export const AwaitsReplyMark = () => (
  <span class="mark">
    <Shape name="up" />
    perlu dijawab
  </span>
);
