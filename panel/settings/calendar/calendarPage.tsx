import type { PropsWithChildren } from 'hono/jsx';
import type { Frame } from '../../views/frame.ts';
import { Alert } from '../../views/notices.tsx';
import { Page } from '../../views/page.tsx';

interface CalendarFormPageProps {
  frame: Frame;
  title: string;
  lead?: string;
  problem: string | undefined;
}

/** The frame of each form of the calendar: where one is, and why it was refused. */
export const CalendarFormPage = ({
  frame,
  title,
  lead,
  problem,
  children,
}: PropsWithChildren<CalendarFormPageProps>) => (
  <Page frame={frame} title={title}>
    <div class="page-head">
      <p class="crumb">
        <a href="/pengaturan">Pengaturan</a> › <a href="/pengaturan/kalender">Kalender layanan</a>
      </p>
      <h1>{title}</h1>
      {lead && <p class="lead">{lead}</p>}
    </div>
    {problem && <Alert id="problem">{problem}</Alert>}
    {children}
  </Page>
);
