import type { NoticeSetting } from '../../../db/queries/noticeSettings.ts';
import type { Frame } from '../../views/frame.ts';
import { Alert, Notice } from '../../views/notices.tsx';
import { Page } from '../../views/page.tsx';
import { Shape } from '../../views/shape.tsx';
import { type NoticeGroup, noticeGroups, RECIPIENT_LABELS } from './noticeGroups.ts';
import { NoticeSize } from './noticeSize.tsx';

interface ListProps {
  frame: Frame;
  settings: readonly NoticeSetting[];
  told: string | undefined;
  problem: string | undefined;
}

/** Which event sends what to whom, each to be switched off; one form for all switches. */
export const NoticeListPage = ({ frame, settings, told, problem }: ListProps) => {
  const groups = noticeGroups(settings);
  const off = settings.filter(({ active }) => !active).length;
  return (
    <Page frame={frame} title="SMS otomatis">
      <p>
        <a class="more" href="/pengaturan">
          Pengaturan
        </a>
      </p>
      <div class="page-head">
        <h1>SMS otomatis</h1>
      </div>
      <p class="prose">
        Setiap SMS yang ditulis program sendiri: kejadiannya, kepada siapa, dan teksnya.{' '}
        {off > 0 ? `${off} dari ${settings.length} dimatikan. ` : ''}
        Panjang dihitung dengan nama terpanjang yang ada di kantor ini.
      </p>
      <nav class="notice-jump" aria-label="Penerima">
        {groups.map(({ recipient }) => (
          <a key={recipient} href={`#${recipient}`}>
            {RECIPIENT_LABELS[recipient]}
          </a>
        ))}
      </nav>
      <div role="status">{told && <Notice>{told}</Notice>}</div>
      {problem && <Alert id="problem">{problem}</Alert>}
      <form method="post" action="/pengaturan/sms" class="notice-list">
        <input
          type="hidden"
          name="shown"
          value={settings
            .filter(({ active }) => active)
            .map(({ key }) => key)
            .join(',')}
        />
        {groups.map((group) => (
          <Group key={group.recipient} group={group} />
        ))}
        <div class="notice-save">
          <button type="submit" class="primary">
            Simpan pilihan
          </button>
        </div>
      </form>
    </Page>
  );
};

const Group = ({ group: { recipient, occasions } }: { group: NoticeGroup }) => (
  <section aria-labelledby={recipient}>
    <h2 id={recipient}>{RECIPIENT_LABELS[recipient]}</h2>
    {occasions.map(({ occasion, settings }) => (
      <div key={occasion}>
        {occasions.length > 1 && <h3>{occasion}</h3>}
        <ul>
          {settings.map((setting) => (
            <Row key={setting.key} setting={setting} />
          ))}
        </ul>
      </div>
    ))}
  </section>
);

const Row = ({ setting }: { setting: NoticeSetting }) => {
  const { key, notice, sample, active, original, size } = setting;
  return (
    <li id={`sms-${key}`} class={active ? undefined : 'off'}>
      <label class="check">
        <input type="checkbox" name={`on-${key}`} value="1" checked={active} disabled={notice.fixed} />
        <span>
          {notice.label}
          {notice.fixed && <small> selalu dikirim</small>}
          {!active && (
            <small class="off-word">
              <Shape name="pause" /> dimatikan
            </small>
          )}
        </span>
      </label>
      <p class="notice-text">
        {sample}
        {!original && <small> · diubah kantor</small>}
      </p>
      <NoticeSize size={size} usual={notice.parts ?? 1} />
      <a class="button" href={`/pengaturan/sms/${key}`} aria-label={`Ubah SMS: ${notice.label}`}>
        Ubah
      </a>
    </li>
  );
};
