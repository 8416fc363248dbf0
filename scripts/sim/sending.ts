import type { Modem } from './modem.ts';
import { finalResult, type Reply } from './reply.ts';
import type { Speech } from './speech.ts';

/**
 * Hands a message that is in order to the service centre and says what became of it, in whatever order a fault wants.
 * @param early lets unsolicited lines out that wait for the answer.
 * @param done told how it ends, when all has been said.
 */
export function sendMessage(
  modem: Modem,
  speech: Speech,
  reply: Extract<Reply, { kind: 'send' }>,
  { early, done }: { early: () => void; done: (end: (() => void) | undefined) => void },
): void {
  const { faults, latency, smsc, settings, make } = modem;
  const reference = modem.nextReference();
  const turn = faults.meet('sent', {
    accepted: true,
    pieces: [
      { role: 'info', text: `${reply.prefix}: ${reference}` },
      { role: 'final', text: finalResult({ kind: 'ok' }, settings.errorForm) },
    ],
    reportFirst: false,
    reportTwice: false,
  });
  speech.later(latency.send, () => {
    if (turn.accepted) {
      modem.holdCard(modem.traitMs(make.power.busyAfterSendMs));
      smsc.accept(reply.submit, reference, reply.pduHex, turn.reportTwice ? 2 : 1);
      reply.sent?.();
    }
    if (turn.reportFirst) early();
    speech.say(turn.pieces, () => done(turn.end));
  });
}
