import type { TechnicianVerb } from './inboundRequest.ts';

/** How a command is written, for a ticket or as an example. */
export function commandFormat(verb: TechnicianVerb, ticketId: number | undefined): string {
  const id = ticketId ?? 12;
  switch (verb) {
    case 'accept':
      return `TERIMA ${id}`;
    case 'decline':
      return `TOLAK ${id} alasan`;
    case 'depart':
      return `BERANGKAT ${id}`;
    case 'arrive':
      return `TIBA ${id}`;
    case 'pend':
      return `TUNDA ${id} alasan`;
    case 'resume':
      return `LANJUT ${id}`;
    case 'close':
      return `SELESAI ${id} catatan`;
    case 'report':
      return `LAPOR ${id} alasan#kendala#rencana`;
    case 'info':
      return `INFO ${id}`;
    case 'tasks':
      return 'TUGAS';
    case 'help':
      return 'BANTUAN';
  }
}
