import type { PropsWithChildren } from 'hono/jsx';
import type { Reporter } from '../../db/rules/access/reporter.ts';
import { LightDocument } from '../views/lightDocument.tsx';

interface FrameProps {
  title: string;
  reporter: Reporter;
  simulated: boolean;
}

/** What stands around a signed-in reporter's page. */
export const ReporterFrame = ({ title, reporter, simulated, children }: PropsWithChildren<FrameProps>) => (
  <LightDocument title={title} simulated={simulated}>
    <header class="top">
      <b dir="auto">{reporter.unitName}</b>
      <a href="/pelapor">Tiket</a>
      <form method="post" action="/pelapor/keluar">
        <button type="submit" class="quiet">
          Keluar
        </button>
      </form>
    </header>
    <main>{children}</main>
  </LightDocument>
);
