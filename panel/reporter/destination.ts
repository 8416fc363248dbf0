/** Where a reporter goes after signing in: the page on which a form stood, or the list. */
export const reporterDestination = (path: string): string =>
  /^\/pelapor\/(?:baru|tiket\/[1-9]\d{0,14})(?=\/|$)/.exec(path)?.[0] ?? '/pelapor';
