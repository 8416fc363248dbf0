import type { PartView } from '../../db/queries/stock.ts';
import { PART_REQUEST_LABELS, type PartRequestState } from '../../db/rules/stock/partRequest.ts';
import { Shape, type ShapeName } from '../views/shape.tsx';

const REQUEST_SHAPES: Record<PartRequestState, ShapeName> = {
  waiting: 'clock',
  reserved: 'half',
  used: 'done',
  released: 'dash',
  returned: 'dash',
};

export const PartRequestLabel = ({ state }: { state: PartRequestState }) => (
  <span class={`part-state part-${state}`}>
    <Shape name={REQUEST_SHAPES[state]} />
    {PART_REQUEST_LABELS[state]}
  </span>
);

/** How a part stands, by word, shape and colour. */
export const StockLabel = ({ part }: { part: Pick<PartView, 'free' | 'belowMinimum'> }) => {
  const [name, kind, words] =
    part.free === 0
      ? (['cross', 'out', 'habis'] as const)
      : part.belowMinimum
        ? (['up', 'low', 'di bawah minimum'] as const)
        : (['done', 'there', 'ada'] as const);
  return (
    <span class={`stock-state stock-${kind}`}>
      <Shape name={name} />
      {words}
    </span>
  );
};
