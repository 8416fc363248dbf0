/** What is told after a button on a user's page; `n` is how many open tickets the user still has. */
export const USER_NOTICES = {
  activated: () => 'Akun aktif lagi.',
  deactivated: () => 'Akun dinonaktifkan dan semua sesinya diakhiri. Bisa diaktifkan lagi kapan saja.',
  deactivatedWithTickets: (n: number) =>
    `Akun dinonaktifkan. ${n} tiket terbuka masih atas namanya: alihkan kepada teknisi lain.`,
  roleChanged: () => 'Peran diubah. Pengguna ini masuk lagi dengan peran barunya.',
  sessionsEnded: () => 'Semua sesi pengguna ini diakhiri.',
  unlocked: () => 'Penahanan dibuka: pengguna ini dapat mencoba masuk lagi sekarang.',
  factorOff: () => 'Kode kedua dimatikan. Untuk masuk cukup kata sandi sampai ia memasangnya lagi.',
} as const;

export interface UserNotice {
  key: keyof typeof USER_NOTICES;
  row?: number;
}
