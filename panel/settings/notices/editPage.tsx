import type { noticeSetting } from '../../../db/queries/noticeSettings.ts';
import { placeholderFacts } from '../../../db/rules/notices/placeholder.ts';
import { placeholdersOf } from '../../../db/rules/notices/templateFault.ts';
import type { Frame } from '../../views/frame.ts';
import { Alert, Notice } from '../../views/notices.tsx';
import { Page } from '../../views/page.tsx';
import { At } from '../../views/time.tsx';
import { RECIPIENT_LABELS } from './noticeGroups.ts';
import { NoticePreview } from './noticePreview.tsx';

type Setting = ReturnType<typeof noticeSetting>;

interface EditProps {
  frame: Frame;
  setting: Setting;
  typed: string;
  told: string | undefined;
  problem: string | undefined;
}

/** One automatic SMS: its words, beside what they become, and who changed them when. */
export const NoticeEditPage = ({ frame, setting, typed, told, problem }: EditProps) => {
  const { key, notice, longest, changes, original, active } = setting;
  const path = `/pengaturan/sms/${key}`;
  return (
    <Page frame={frame} title={`SMS: ${notice.label}`}>
      <p>
        <a class="more" href={`/pengaturan/sms#sms-${key}`}>
          SMS otomatis
        </a>
      </p>
      <div class="page-head">
        <h1>{notice.label}</h1>
      </div>
      <p class="prose">
        Dikirim kepada: {RECIPIENT_LABELS[notice.to].toLowerCase()}.
        {!active && ' Sedang dimatikan; teksnya tetap bisa diubah.'}
      </p>
      <div role="status">{told && <Notice>{told}</Notice>}</div>
      {problem && <Alert id="problem">{problem}</Alert>}
      <form method="post" action={path} class="notice-edit">
        <input type="hidden" name="seenChangeId" value={changes[0]?.id ?? 0} />
        <div class="notice-words">
          <label for="text">Teks SMS</label>
          <textarea
            id="text"
            name="text"
            rows={6}
            maxlength={1000}
            aria-describedby={problem ? 'problem placeholders-hint' : 'placeholders-hint'}
            aria-invalid={problem ? 'true' : undefined}
            hx-get={`${path}/pratinjau`}
            hx-trigger="input delay:250ms"
            hx-target="#preview"
            hx-swap="outerHTML"
            hx-sync="this:replace"
          >
            {`\n${typed}`}
          </textarea>
          <p id="placeholders-hint" class="hint">
            Kata dalam kurung kurawal diisi program. Bagian dalam kurung siku, misalnya{' '}
            <q>{'[Yth. {skpd}, ]'}</q>, hilang seluruhnya bila isiannya kosong.
            {notice.elastic && ` Bila tidak muat, {${notice.elastic}} dipotong lebih dulu.`}
          </p>
          <div class="buttons">
            <button type="submit" class="primary">
              Simpan
            </button>
            <button type="submit" formmethod="get" formaction={`${path}/pratinjau`}>
              Lihat hasil
            </button>
            {!original && (
              <button type="submit" class="apart" formaction={`${path}/bawaan`}>
                Kembalikan ke bawaan
              </button>
            )}
          </div>
        </div>
        <section class="notice-result" aria-label="Hasil">
          <h2>Menjadi</h2>
          <NoticePreview notice={notice} path={path} text={typed} longest={longest} />
        </section>
      </form>
      <Placeholders setting={setting} />
      {!original && (
        <section class="settings">
          <h2>Teks bawaan</h2>
          <p class="wording notice-text">{notice.text}</p>
        </section>
      )}
      <Changes frame={frame} setting={setting} />
    </Page>
  );
};

const Placeholders = ({ setting: { notice, longest } }: { setting: Setting }) => {
  const names = placeholdersOf(notice);
  if (names.length === 0) return <p class="hint">SMS ini tidak punya isian.</p>;
  return (
    <section class="settings">
      <h2>Isian yang bisa dipakai</h2>
      <dl class="placeholders">
        {names.map((name) => (
          <div key={name}>
            <dt>
              <code>{`{${name}}`}</code>
            </dt>
            <dd>
              {placeholderFacts(name).label}
              <small dir="auto"> {longest[name] ?? placeholderFacts(name).sample}</small>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
};

const Changes = ({ frame, setting: { changes } }: { frame: Frame; setting: Setting }) => (
  <section class="settings">
    <h2>Riwayat</h2>
    {changes.length === 0 ? (
      <p class="empty">Belum pernah diubah. Setiap perubahan tercatat di sini dengan teks sebelumnya.</p>
    ) : (
      <ol class="notice-changes">
        {changes.map((change) => (
          <li key={change.id}>
            <p class="message-head">
              <b dir="auto">{change.who ?? 'Sistem'}</b>
              <At atMs={change.atMs} nowMs={frame.nowMs} timeZone={frame.timeZone} />
            </p>
            {change.activeBefore !== change.activeAfter && (
              <p>{change.activeAfter ? 'Dinyalakan' : 'Dimatikan'}</p>
            )}
            {change.wordingBefore !== change.wordingAfter && (
              <>
                <p class="wording">
                  <small>Sebelumnya: </small>
                  {change.wordingBefore ?? 'teks bawaan'}
                </p>
                <p class="wording">
                  <small>Menjadi: </small>
                  {change.wordingAfter ?? 'teks bawaan'}
                </p>
              </>
            )}
          </li>
        ))}
      </ol>
    )}
  </section>
);
