import { Hono } from 'hono';
import { changeStaffPhone } from '../../db/actions/changeStaffPhone.ts';
import { type StaffRow, staff } from '../../db/queries/contactDirectory.ts';
import { readPhoneField } from '../../db/rules/directory/phoneField.ts';
import { DomainError } from '../../db/rules/errors.ts';
import { may, ROLE_LABELS } from '../../db/rules/permissions.ts';
import { type PhoneNumber, showPhoneNumber } from '../../db/rules/phoneNumber.ts';
import { actorOf, type PanelContext, type PanelDeps, type PanelEnv } from '../deps.ts';
import { type Flash, takeFlash } from '../http/flash.ts';
import { formFields } from '../http/formFields.ts';
import { sendPage } from '../http/sendPage.tsx';
import { requireRight } from '../http/session.tsx';
import { type Frame, frameOf } from '../views/frame.ts';
import { Alert } from '../views/notices.tsx';
import { Page } from '../views/page.tsx';
import { PhoneLink } from '../views/reporter.tsx';
import { DirectoryHead, DirectoryTabs, Told } from './directoryHead.tsx';
import { rowIn } from './rowIn.ts';
import { saveOrShow } from './saveOrShow.tsx';

interface RefusedPhone {
  userId: number;
  typed: string;
  problem: string;
}

/** `/direktori/petugas`: who works for the help desk, and under which number. */
export function staffRoutes(deps: PanelDeps): Hono<PanelEnv> {
  const { db, clock } = deps;
  const app = new Hono<PanelEnv>();
  app.get('/', (c) => sendPage(c, staffView(deps, c, takeFlash(c))));
  app.post('/:id/nomor', requireRight('changeUsers'), async (c) => {
    const userId = rowIn(c.req.param('id'));
    const typed = (await formFields(c)).get('phone');
    return saveOrShow(
      c,
      () => {
        changeStaffPhone(db, clock, actorOf(c), { userId, phone: phoneIn(typed) });
        return { to: '/direktori/petugas', told: 'saved' };
      },
      (problem) => staffView(deps, c, undefined, { userId, typed, problem }),
    );
  });
  return app;
}

/** Null for an empty field. @throws DomainError `invalid` */
function phoneIn(typed: string): PhoneNumber | null {
  if (typed.trim() === '') return null;
  const read = readPhoneField(typed);
  if ('fault' in read) throw new DomainError('invalid', read.fault);
  return read.phone;
}

const staffView = (deps: PanelDeps, c: PanelContext, flash: Flash | undefined, refused?: RefusedPhone) => {
  const frame = frameOf(deps, c);
  return (
    <Page frame={frame} title="Petugas">
      <DirectoryHead title="Petugas" told={<Told flash={flash} frame={frame} />} problem={undefined}>
        <p class="lead">
          Perintah SMS teknisi (TERIMA, SELESAI dan lainnya) hanya berlaku dari nomor yang tertulis di sini.
        </p>
      </DirectoryHead>
      <DirectoryTabs frame={frame} />
      <ol class="lines staff">
        {staff(deps.db, frame.actor).map((person) => (
          <Member
            key={person.id}
            frame={frame}
            person={person}
            refused={refused?.userId === person.id ? refused : undefined}
          />
        ))}
      </ol>
    </Page>
  );
};

const Member = ({
  frame,
  person,
  refused,
}: {
  frame: Frame;
  person: StaffRow;
  refused: RefusedPhone | undefined;
}) => (
  <li>
    <span class="staff-name">
      <b dir="auto">{person.name}</b>
      <span class="muted">
        {ROLE_LABELS[person.role]}
        {!person.active && ', nonaktif'}
      </span>
    </span>
    {may(frame.actor, 'changeUsers') ? (
      <form class="staff-phone" method="post" action={`/direktori/petugas/${person.id}/nomor`}>
        {refused && <Alert id={`problem-${person.id}`}>{refused.problem}</Alert>}
        <div class="field-button">
          <label class="sr" for={`phone-${person.id}`}>{`Nomor ${person.name}`}</label>
          <input
            id={`phone-${person.id}`}
            name="phone"
            type="tel"
            maxlength={40}
            autocomplete="off"
            value={refused?.typed ?? (person.phone === null ? '' : showPhoneNumber(person.phone))}
            placeholder="belum ada nomor"
            aria-invalid={refused ? 'true' : undefined}
            aria-describedby={refused ? `problem-${person.id}` : undefined}
          />
          <button type="submit">Simpan</button>
        </div>
      </form>
    ) : (
      <PhoneLink phone={person.phone} class="number" />
    )}
  </li>
);
