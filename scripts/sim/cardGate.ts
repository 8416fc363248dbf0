import type { Modem } from './modem.ts';
import { CME, CMS, cme, cms } from './reply.ts';

/** Refuses a command that needs the card while the card is away, locked or busy (27.005 §3.2.5, 27.007 §9.2.1). */
export function demandCard(modem: Modem, family: 'cme' | 'cms'): void {
  const { errorsAsCme } = modem.make.card;
  const { busyCodes } = modem;
  const refusal = (cmeCode: number, cmsCode: number): Error =>
    family === 'cms' && !errorsAsCme ? cms(cmsCode) : cme(cmeCode);
  switch (modem.card.state) {
    case 'NOT INSERTED':
      throw refusal(CME.simNotInserted, CMS.simNotInserted);
    case 'SIM PIN':
      throw refusal(CME.pinRequired, CMS.pinRequired);
    case 'SIM PUK':
    case 'BLOCKED':
      throw refusal(CME.pukRequired, CMS.pukRequired);
    case 'NOT READY':
      throw refusal(busyCodes.cme, busyCodes.cms);
    case 'READY':
      if (modem.cardBusy) throw refusal(busyCodes.cme, busyCodes.cms);
  }
}
