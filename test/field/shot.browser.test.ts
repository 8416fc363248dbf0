import { test } from 'vitest';
import { assignTicket } from '../../db/actions/assignTicket.ts';
import { setPriority } from '../../db/actions/setPriority.ts';
import { signedInPage } from '../panel/signedInPage.ts';
import { openBrowser } from '../support/browser.ts';
import { gatewayReady, openServedPanel } from '../support/servedPanel.ts';

test('shots', async () => {
  const browser = await openBrowser();
  const panel = await openServedPanel();
  gatewayReady(panel);
  panel.unit('RSUD Blambangan', '+6281234567890');
  for (const c of [
    'server antrean mati total sejak pagi, loket tidak bisa melayani pasien',
    'printer loket 3 tidak mencetak',
    'wifi ruang rapat lambat',
    'komputer bendahara mati',
  ])
    panel.says('+6281234567890', `HELPDESK ${c}`);
  for (const ticketId of [1, 2, 3, 4])
    assignTicket(panel.db, panel.clock, panel.people.admin, {
      ticketId,
      technicianId: panel.people.rizky.userId,
      seenTechnicianId: null,
    });
  setPriority(panel.db, panel.clock, panel.people.admin, 1, 'emergency');
  setPriority(panel.db, panel.clock, panel.people.admin, 2, 'high');
  panel.db.$client.exec(
    "UPDATE tickets SET place='Ruang server lt. 2', reporter_name='Siti Aminah' WHERE id=1",
  );
  panel.says('+6281311112222', 'TUNDA 4 PSU dipesan tgl 12/1');
  panel.says('+6281311112222', 'BERANGKAT 1');
  panel.says('+6281311112222', 'TIBA 1');
  panel.says('+6281311112222', 'TERIMA 2');
  panel.clock.pass(3 * 3600_000);
  for (const colorScheme of ['light', 'dark'] as const)
    for (const width of [360, 1366]) {
      const page = await signedInPage(browser, panel, 'rizky', {
        viewport: { width, height: 740 },
        colorScheme,
        deviceScaleFactor: width === 360 ? 2 : 1,
      });
      await page.goto(`${panel.url}/tugas`);
      await page.screenshot({ path: `/tmp/shots/field/tugas-${colorScheme}-${width}.png`, fullPage: true });
      await page.goto(`${panel.url}/tugas/pin`);
      await page.screenshot({ path: `/tmp/shots/field/pin-${colorScheme}-${width}.png` });
      await page.context().close();
    }
  await browser.close();
  await panel.close();
});
