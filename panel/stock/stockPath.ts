import { STOCK_VIEWS, type StockView } from '../../db/queries/stock.ts';

/** How a list is named in an address. */
const NAMES: Record<StockView, string> = {
  all: 'semua',
  low: 'kurang',
  wanted: 'ditunggu',
  inactive: 'tidak-dipakai',
};

export const stockViewName = (view: StockView): string => NAMES[view];

/** The list that is named, or all. */
export const stockViewNamed = (name: string | undefined): StockView =>
  STOCK_VIEWS.find((view) => NAMES[view] === name) ?? 'all';

export function stockPath(view: StockView, search: string): string {
  const query = new URLSearchParams({
    ...(view === 'all' ? {} : { daftar: NAMES[view] }),
    ...(search === '' ? {} : { cari: search }),
  }).toString();
  return query === '' ? '/stok' : `/stok?${query}`;
}
