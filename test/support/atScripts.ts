import { ok, type Script } from './fakeModem.ts';

/** What a modem in good order answers while the line is brought in step. */
export const IN_STEP: Script = { 'AT\r': ok(), 'AT+CGSN\r': ok('354242057832117') };
