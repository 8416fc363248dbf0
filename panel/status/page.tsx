import type { StatusByLink } from '../../db/queries/statusByLink.ts';
import { showPhoneNumber } from '../../db/rules/phoneNumber.ts';
import { showTime } from '../../db/rules/zonedTime.ts';
import { LightDocument } from '../views/lightDocument.tsx';
import { ProgressFacts, Stages } from './progress.tsx';

interface StatusProps {
  status: StatusByLink;
  timeZone: string;
  /** Where SMS to the help desk go; undefined: not known. */
  gatewayNumber: string | undefined;
  simulated: boolean;
}

/** What whoever has the link sees: how far it is, and how to answer. No numbers of people, no notes, no other tickets. */
export const StatusPage = ({ status, timeZone, gatewayNumber, simulated }: StatusProps) => {
  const { progress, notes } = status;
  return (
    <LightDocument title={`Tiket ${progress.id}`} simulated={simulated}>
      <header class="top">
        <b>Help Desk</b>
      </header>
      <main>
        <h1>Tiket {progress.id}</h1>
        <p class="words" dir="auto">
          {progress.subject}
        </p>
        <Stages stage={progress.stage} />
        <ProgressFacts progress={progress} timeZone={timeZone} />
        {notes.length > 0 && (
          <>
            <h2>Pesan terakhir dari petugas</h2>
            <ol class="said">
              {notes.map((note) => (
                <li key={note.id} class="office">
                  <p class="words" dir="auto">
                    {note.text}
                  </p>
                  <small class="muted">{showTime(note.atMs, timeZone)}</small>
                </li>
              ))}
            </ol>
          </>
        )}
        <h2>Menjawab</h2>
        <HowToAnswer status={status} gatewayNumber={gatewayNumber} />
        <p class="hint">
          <a class="more" href="/pelapor">
            Semua tiket SKPD Anda
          </a>
        </p>
      </main>
    </LightDocument>
  );
};

const HowToAnswer = ({ status, gatewayNumber }: Pick<StatusProps, 'status' | 'gatewayNumber'>) => {
  const { id, status: state } = status.progress;
  const to = gatewayNumber === undefined ? 'ke nomor Help Desk' : `ke ${showPhoneNumber(gatewayNumber)}`;
  if (!status.reportedBySms) return <p>Telepon Help Desk dan sebutkan nomor tiket ini.</p>;
  return state === 'closed' ? (
    <p>
      Masih bermasalah? Dari nomor yang melapor, kirim SMS <b>BUKA {id} alasan</b> {to}. Beri nilai dengan{' '}
      <b>NILAI {id} 5</b> (1 kurang, 5 sangat baik).
    </p>
  ) : (
    <p>
      Balas SMS kami, atau kirim SMS biasa {to} dari nomor yang melapor; pesan Anda ditambahkan ke tiket ini.
    </p>
  );
};

/** One and the same answer to every wrong link. */
export const NoStatusPage = ({ words, simulated }: { words: string; simulated: boolean }) => (
  <LightDocument title="Tidak ditemukan" simulated={simulated}>
    <header class="top">
      <b>Help Desk</b>
    </header>
    <main>
      <h1>Tidak ditemukan</h1>
      <p>{words}</p>
    </main>
  </LightDocument>
);
