import { type PartView, STOCK_VIEWS, type StockList, type StockView } from '../../db/queries/stock.ts';
import type { UnnamedWait } from '../../db/queries/ticketParts.ts';
import { may } from '../../db/rules/permissions.ts';
import { showDate } from '../../db/rules/zonedTime.ts';
import type { Frame } from '../views/frame.ts';
import { Notice } from '../views/notices.tsx';
import { Page } from '../views/page.tsx';
import { reporterWords } from '../views/reporter.tsx';
import { StockLabel } from './stockLabels.tsx';
import { stockPath, stockViewName } from './stockPath.ts';

const VIEW_LABELS: Record<StockView, string> = {
  all: 'Semua',
  low: 'Di bawah minimum',
  wanted: 'Ditunggu tiket',
  inactive: 'Tidak dipakai lagi',
};

interface StockProps {
  frame: Frame;
  view: StockView;
  search: string;
  list: StockList;
  unnamed: readonly UnnamedWait[];
  notice: string | undefined;
}

/** What the office has, and what it is short of (SOP 7). */
export const StockPage = ({ frame, view, search, list, unnamed, notice }: StockProps) => {
  const mayChange = may(frame.actor, 'changeStock');
  return (
    <Page
      frame={frame}
      title="Stok"
      live={{ path: stockPath(view, search), main: '#stock', also: ['#views'] }}
    >
      <div class="page-head">
        <h1>Stok suku cadang</h1>
        {mayChange && (
          <a class="button" href="/stok/baru">
            Suku cadang baru
          </a>
        )}
        <a href="/stok/stok.csv" download>
          Unduh CSV
        </a>
      </div>
      <div role="status">{notice && <Notice>{notice}</Notice>}</div>
      <form method="get" action="/stok" class="stock-search">
        {view !== 'all' && <input type="hidden" name="daftar" value={stockViewName(view)} />}
        <label for="cari" class="sr">
          Cari suku cadang
        </label>
        <input
          id="cari"
          name="cari"
          type="search"
          placeholder="Cari nama atau rak"
          value={search}
          dir="auto"
        />
        <button type="submit">Cari</button>
      </form>
      <nav id="views" class="views" aria-label="Daftar stok">
        <ul>
          {STOCK_VIEWS.map((each) => (
            <li key={each}>
              <a href={stockPath(each, search)} aria-current={each === view ? 'page' : undefined}>
                {VIEW_LABELS[each]}
                <span class="count">{list.counts[each]}</span>
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <section id="stock" aria-label={VIEW_LABELS[view]}>
        {list.rows.length === 0 ? (
          <p class="empty">{emptyWords(view, search, mayChange)}</p>
        ) : (
          <Parts rows={list.rows} />
        )}
      </section>
      {unnamed.length > 0 && <Unnamed waits={unnamed} />}
    </Page>
  );
};

function emptyWords(view: StockView, search: string, mayChange: boolean): string {
  if (search.trim() !== '') return `Tidak ada yang cocok dengan "${search}". Coba kata yang lebih pendek.`;
  switch (view) {
    case 'low':
      return 'Tidak ada yang di bawah minimum. Suku cadang muncul di sini begitu yang bebas kurang dari minimumnya.';
    case 'wanted':
      return 'Tidak ada tiket yang menunggu barang. Suku cadang muncul di sini bila dipesan dari halaman tiket.';
    case 'inactive':
      return 'Semua suku cadang masih dipakai.';
    case 'all':
      return mayChange
        ? 'Belum ada suku cadang. Tekan "Suku cadang baru" untuk mencatat yang ada di lemari; teknisi lalu menemukannya di halaman tiket.'
        : 'Belum ada suku cadang. Admin mencatatnya; Anda lalu menemukannya di halaman tiket.';
  }
}

const Parts = ({ rows }: { rows: readonly PartView[] }) => (
  <table class="book">
    <thead>
      <tr>
        <th scope="col">Suku cadang</th>
        <th scope="col">Keadaan</th>
        <th scope="col" class="amount">
          Bebas
        </th>
        <th scope="col" class="amount">
          Disisihkan
        </th>
        <th scope="col" class="amount">
          Minimum
        </th>
        <th scope="col" class="amount">
          Ditunggu
        </th>
        <th scope="col">Rak</th>
      </tr>
    </thead>
    <tbody>
      {rows.map((part) => (
        <tr key={part.id}>
          <th scope="row" dir="auto">
            <a href={`/stok/${part.id}`}>{part.name}</a>
          </th>
          <td data-label="Keadaan">
            <StockLabel part={part} />
          </td>
          <td class="amount" data-label="Bebas">
            {part.free} {part.countedIn}
          </td>
          <Amount label="Disisihkan" number={part.reserved} />
          <Amount label="Minimum" number={part.minimum} />
          <Amount label="Ditunggu" number={part.wanted} />
          <td data-label="Rak" dir="auto">
            {part.shelf ?? <span class="none">–</span>}
          </td>
        </tr>
      ))}
    </tbody>
  </table>
);

const Amount = ({ label, number }: { label: string; number: number }) => (
  <td class="amount" data-label={label}>
    <span class={number > 0 ? undefined : 'none'}>{number}</span>
  </td>
);

/** Put off by SMS "for a part": until somebody says which, nobody is told when it comes. */
const Unnamed = ({ waits }: { waits: readonly UnnamedWait[] }) => (
  <section class="unnamed" aria-label="Menunggu barang tanpa nama">
    <h2>Tiket yang menunggu barang, tetapi belum dikaitkan dengan daftar ini</h2>
    <p class="hint">
      Buka tiketnya, cari barangnya di "Cek stok" lalu tekan Pesan; bila belum ada, catat dahulu sebagai suku
      cadang baru. Tanpa itu SKPD dan teknisi tidak diberi tahu saat barang datang.
    </p>
    <ul class="lines">
      {waits.map((wait) => (
        <li key={wait.ticketId}>
          <a href={`/tiket/${wait.ticketId}#parts`}>
            #{wait.ticketId} <span dir="auto">{reporterWords(wait)}</span>
          </a>
          <span dir="auto">{wait.note ?? wait.subject}</span>
          {wait.until !== null && <span class="hint number">perkiraan {showDate(wait.until)}</span>}
          {wait.technician !== null && <span class="hint">{wait.technician}</span>}
        </li>
      ))}
    </ul>
  </section>
);
