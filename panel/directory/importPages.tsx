import type { DirectoryPlan, TableKind } from '../../db/directoryPlan.ts';
import type { LineVerdict } from '../../db/rules/directory/importTable.ts';
import type { Flash } from '../http/flash.ts';
import type { Frame } from '../views/frame.ts';
import { Page } from '../views/page.tsx';
import { Shape } from '../views/shape.tsx';
import { DirectoryHead, DirectoryTabs, Told } from './directoryHead.tsx';
import type { KeptTable } from './keptTables.ts';

const SHOWN_MAX = 100;

const KINDS: Record<TableKind, { label: string; columns: string }> = {
  units: {
    label: 'SKPD',
    columns: 'Nama resmi (harus ada), Nama singkat, Kecamatan, Bagian dari, Alamat, Nama lama, Aktif',
  },
  contacts: {
    label: 'Orang dan nomornya',
    columns: 'Nama (harus ada), Jabatan, SKPD, Nomor 1, Nomor 2, …, Catatan, Aktif',
  },
};

interface ImportProps {
  frame: Frame;
  flash: Flash | undefined;
  problem: string | undefined;
}

export const ImportView = ({ frame, flash, problem }: ImportProps) => (
  <Page frame={frame} title="Impor dan ekspor">
    <DirectoryHead title="Impor dan ekspor" told={<Told flash={flash} frame={frame} />} problem={problem}>
      <p class="lead">
        Tabel dari Excel, disimpan sebagai CSV. Sebelum ada yang disimpan, isinya ditampilkan dahulu baris
        demi baris.
      </p>
    </DirectoryHead>
    <DirectoryTabs frame={frame} />
    <form class="settings" method="post" action="/direktori/impor" enctype="multipart/form-data">
      <h2>Impor</h2>
      <fieldset class="kinds">
        <legend>Isi tabel</legend>
        {Object.entries(KINDS).map(([kind, { label, columns }], i) => (
          <label key={kind} class="check">
            <input type="radio" name="kind" value={kind} checked={i === 0} />
            <span>
              {label}
              <span class="hint">Kolom: {columns}</span>
            </span>
          </label>
        ))}
      </fieldset>
      <div class="field">
        <label for="file">Berkas CSV</label>
        <input
          id="file"
          name="file"
          type="file"
          accept=".csv,.txt,text/csv,text/plain"
          required
          aria-describedby="file-hint"
        />
        <p id="file-hint" class="hint">
          Paling banyak 10.000 baris. Pemisah titik koma, koma, atau tab. Baris pertama berisi judul kolom.
        </p>
      </div>
      <button type="submit" class="primary">
        Periksa berkas
      </button>
      <p class="hint">
        Sel kosong tidak mengubah apa pun; impor tidak menghapus SKPD, orang, atau nomor. Berkas hasil ekspor
        bisa diubah di Excel lalu diimpor lagi.
      </p>
    </form>
    <section class="settings" aria-label="Ekspor">
      <h2>Ekspor</h2>
      <p class="head-actions">
        <a class="button" href="/direktori/ekspor/skpd.csv">
          Unduh SKPD
        </a>
        <a class="button" href="/direktori/ekspor/orang.csv">
          Unduh orang dan nomor
        </a>
      </p>
    </section>
  </Page>
);

interface PreviewProps {
  frame: Frame;
  path: string;
  table: KeptTable;
  plan: DirectoryPlan;
  problem: string | undefined;
}

/** What a table would do, before it does: wrong lines first, for with one of them nothing is saved. */
export const PreviewView = ({ frame, path, table, plan, problem }: PreviewProps) => {
  const of = (state: LineVerdict['state']) => plan.lines.filter((line) => line.state === state);
  const [wrong, fresh, changed, same] = [of('wrong'), of('new'), of('changed'), of('same')];
  const effects = fresh.length + changed.length;
  return (
    <Page frame={frame} title="Pratinjau impor">
      <p class="crumb">
        <a href="/direktori/impor">Impor dan ekspor</a>
      </p>
      <DirectoryHead title="Pratinjau impor" told={undefined} problem={problem}>
        <p class="lead">
          {KINDS[table.kind].label} dari <b dir="auto">{table.fileName}</b>. Belum ada yang disimpan.
        </p>
      </DirectoryHead>
      <dl class="figures">
        <Figure name="Baru" count={fresh.length} />
        <Figure name="Berubah" count={changed.length} />
        <Figure name="Sama" count={same.length} />
        <Figure name="Salah" count={wrong.length} />
      </dl>
      {plan.ignored.length > 0 && (
        <p class="hint">Kolom yang tidak dikenal dan dilewati: {plan.ignored.join(', ')}</p>
      )}
      <form method="post" action={path} class="decision">
        <input type="hidden" name="digest" value={plan.digest} />
        {wrong.length > 0 ? (
          <p class="mark">
            <Shape name="warning" />
            {wrong.length} baris salah. Betulkan di Excel, lalu unggah lagi; selama ada yang salah, tidak ada
            yang disimpan.
          </p>
        ) : (
          <p class="buttons">
            {effects > 0 ? (
              <button type="submit" class="primary">
                Simpan {effects} baris
              </button>
            ) : (
              <span>Semua isi berkas ini sudah ada di direktori.</span>
            )}
            <a class="button" href="/direktori/impor">
              {effects > 0 ? 'Batal' : 'Kembali'}
            </a>
          </p>
        )}
      </form>
      <Lines title="Salah" lines={wrong} />
      <Lines title="Berubah" lines={changed} />
      <Lines title="Baru" lines={fresh} />
      <Lines title="Sama, dengan catatan" lines={same.filter(({ words }) => words.length > 0)} />
    </Page>
  );
};

const Figure = ({ name, count }: { name: string; count: number }) => (
  <div class="figure">
    <dt>{name}</dt>
    <dd class="number">{count.toLocaleString('id-ID')}</dd>
  </div>
);

const Lines = ({ title, lines }: { title: string; lines: readonly LineVerdict[] }) =>
  lines.length === 0 ? null : (
    <section aria-label={title}>
      <h2>{title}</h2>
      <ol class="lines verdicts">
        {lines.slice(0, SHOWN_MAX).map((line) => (
          <li key={line.line}>
            <span class="muted number">baris {line.line}</span>
            <b dir="auto">{line.about}</b>
            {line.words.length > 0 && <span dir="auto">{line.words.join(' · ')}</span>}
          </li>
        ))}
      </ol>
      {lines.length > SHOWN_MAX && (
        <p class="hint">
          {SHOWN_MAX} yang pertama dari {lines.length.toLocaleString('id-ID')}.
        </p>
      )}
    </section>
  );
