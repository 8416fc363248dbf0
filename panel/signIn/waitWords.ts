/** How long one must wait, in words. */
export const inWords = (seconds: number): string =>
  seconds < 60 ? `${seconds} detik` : `${Math.ceil(seconds / 60)} menit`;
