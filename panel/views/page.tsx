import type { PropsWithChildren } from 'hono/jsx';
import { may } from '../../db/rules/permissions.ts';
import { GatewayBanner, gatewayTrouble, HolidayBanner, LineBanners, SimulationBanner } from './banners.tsx';
import { Document } from './document.tsx';
import { type Frame, workCount } from './frame.ts';
import { Rail } from './rail.tsx';

/** Which parts of the page are asked for anew, at the page's own address, when something changed. */
export interface Live {
  /** Path with query. */
  path: string;
  main: string;
  also?: readonly string[];
}

const LIVE_EVERYWHERE = ['#rail', '#banners'];

interface PageProps {
  frame: Frame;
  title: string;
  live?: Live;
}

export const Page = ({ frame, title, live, children }: PropsWithChildren<PageProps>) => {
  const count = workCount(frame);
  const trouble = gatewayTrouble(frame.health, frame.timeZone);
  return (
    <Document title={count > 0 ? `(${count}) ${title}` : title}>
      <div id="page" class="app">
        <a class="skip" href="#main">
          Langsung ke isi
        </a>
        <Rail frame={frame} />
        <div class="content">
          <section aria-label="Keadaan">
            <div id="banners">
              <div id="session-ended" hidden></div>
              {frame.simulation && <SimulationBanner phoneUrl={frame.simulation.phoneUrl} />}
              {trouble && (
                <GatewayBanner
                  words={trouble}
                  linked={may(frame.actor, 'seeGateway') && frame.path !== '/gateway'}
                />
              )}
              {frame.holidays && <HolidayBanner warning={frame.holidays} />}
            </div>
            <LineBanners />
          </section>
          <main id="main" tabindex={-1}>
            {children}
          </main>
        </div>
        <Stream version={frame.version} />
        {live && <Refresh {...live} />}
      </div>
    </Document>
  );
};

/** One stream a page. `every 5s` tries again when the first connection failed; a running one is left alone. */
const Stream = ({ version }: { version: string }) => (
  <div
    id="stream"
    hidden
    hx-sse:connect={`/siaran?sejak=${version}`}
    hx-trigger="load, every 5s"
    hx-sync="this:drop"
    hx-swap="none"
    hx-config="sse.reconnectMaxDelay:5s"
  ></div>
);

/** The minute keeps "2 menit lalu" true. An answer that is an error leaves the page as it is, but for one that is gone. */
const Refresh = ({ path, main, also = [] }: Live) => (
  <div
    id="refresh"
    hidden
    hx-get={path}
    hx-trigger="changed from:body throttle:400ms, every 60s"
    hx-target={main}
    hx-select={main}
    hx-select-oob={[...LIVE_EVERYWHERE, ...also].map((selector) => `${selector}:outerMorph`).join(',')}
    hx-swap="outerMorph"
    {...{
      'hx-status:404': 'target:#main select:#main swap:outerHTML',
      'hx-status:4xx': 'swap:none',
      'hx-status:5xx': 'swap:none',
    }}
  ></div>
);
