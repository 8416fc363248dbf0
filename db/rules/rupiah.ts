/** `Rp12.500`, as it is written in Indonesia. */
export const showRupiah = (rupiah: number): string => `Rp${rupiah.toLocaleString('id-ID')}`;
