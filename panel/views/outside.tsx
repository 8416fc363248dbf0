import type { PropsWithChildren } from 'hono/jsx';
import type { PanelDeps } from '../deps.ts';
import { SimulationBanner } from './banners.tsx';
import { Document } from './document.tsx';

interface OutsideProps {
  title: string;
  simulated: PanelDeps['simulated'];
}

/** A page for whoever is not signed in: one card, no navigation. */
export const Outside = ({ title, simulated, children }: PropsWithChildren<OutsideProps>) => (
  <Document title={title}>
    <div id="page" class="sign-in">
      {simulated && (
        <section aria-label="Keadaan">
          <SimulationBanner phoneUrl={simulated.phoneUrl} />
        </section>
      )}
      <main id="main" class="sign-in-card">
        {children}
      </main>
    </div>
  </Document>
);
