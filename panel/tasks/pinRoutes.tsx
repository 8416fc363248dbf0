import { Hono } from 'hono';
import { setTechnicianPin } from '../../db/actions/technicianPin.ts';
import { ownPinState } from '../../db/queries/technicianPins.ts';
import { actorOf, type PanelContext, type PanelDeps, type PanelEnv } from '../deps.ts';
import { formFields } from '../http/formFields.ts';
import { problemOf } from '../http/problem.ts';
import { sendPage } from '../http/sendPage.tsx';
import { frameOf } from '../views/frame.ts';
import { Alert, Notice } from '../views/notices.tsx';
import { Page } from '../views/page.tsx';

/** `/tugas/pin`: a technician's own PIN for commands by SMS. It is shown to nobody, and typed again to be changed. */
export function pinRoutes(deps: PanelDeps): Hono<PanelEnv> {
  const app = new Hono<PanelEnv>();
  app.get('/', (c) => sendPage(c, <PinView deps={deps} c={c} />));
  app.post('/', async (c) => {
    const pin = (await formFields(c)).get('pin');
    try {
      setTechnicianPin(deps.db, deps.clock, actorOf(c), { technicianId: actorOf(c).userId, pin });
      return sendPage(c, <PinView deps={deps} c={c} done />);
    } catch (error) {
      const problem = problemOf(error);
      if (problem?.status !== 422) throw error;
      return sendPage(c, <PinView deps={deps} c={c} problem={problem.message} />, 422);
    }
  });
  return app;
}

interface PinProps {
  deps: PanelDeps;
  c: PanelContext;
  done?: boolean;
  problem?: string;
}

const PinView = ({ deps, c, done = false, problem }: PinProps) => {
  const { wanted, isSet } = ownPinState(deps.db, actorOf(c));
  return (
    <Page frame={frameOf(deps, c)} title="PIN perintah SMS">
      <div class="page-head">
        <p class="crumb">
          <a href="/tugas">Tugas saya</a>
        </p>
        <h1>PIN perintah SMS</h1>
        <p class="lead">
          {wanted
            ? 'Setiap perintah SMS yang mengubah tiket memerlukan PIN Anda, misalnya TERIMA 12 PIN 0000.'
            : 'Saat ini perintah SMS tidak memerlukan PIN. Anda boleh mengaturnya lebih dahulu.'}{' '}
          {isSet ? 'PIN Anda sudah diatur.' : 'PIN Anda belum diatur.'}
        </p>
      </div>
      {done && <Notice>PIN disimpan. Perintah SMS berikutnya memakai PIN ini.</Notice>}
      {problem && <Alert id="pin-problem">{problem}</Alert>}
      <form method="post" action="/tugas/pin" class="task-form">
        <label for="pin">{isSet ? 'PIN baru' : 'PIN'}</label>
        <input
          id="pin"
          name="pin"
          type="password"
          inputmode="numeric"
          autocomplete="new-password"
          minlength={4}
          maxlength={8}
          required
          aria-describedby={problem ? 'pin-problem pin-hint' : 'pin-hint'}
          aria-invalid={problem ? 'true' : undefined}
        />
        <p id="pin-hint" class="hint">
          4 sampai 8 angka. Jangan pakai angka yang mudah ditebak, dan jangan beri tahu siapa pun.
        </p>
        <button type="submit" class="primary wide">
          Simpan PIN
        </button>
      </form>
    </Page>
  );
};
