/** What is written down of accounts: who came in or tried to, and what was changed. */
export const SECURITY_EVENTS = {
  signed_in: 'Masuk',
  password_wrong: 'Kata sandi salah',
  code_wrong: 'Kode kedua salah',
  locked: 'Akun ditahan karena terlalu banyak percobaan',
  unlocked: 'Penahanan akun dibuka',
  signed_out: 'Keluar',
  session_ended: 'Sesi diakhiri',
  sessions_ended: 'Semua sesi lain diakhiri',
  password_changed: 'Kata sandi diganti',
  password_reset: 'Kata sandi sekali pakai dibuat',
  second_factor_on: 'Kode kedua dinyalakan',
  second_factor_off: 'Kode kedua dimatikan',
  recovery_codes_made: 'Kode pemulihan baru dibuat',
  recovery_code_used: 'Masuk dengan kode pemulihan',
  user_added: 'Akun dibuat',
  user_activated: 'Akun diaktifkan',
  user_deactivated: 'Akun dinonaktifkan',
  role_changed: 'Peran diubah',
  reset_at_server: 'Akun dipulihkan dari server',
} as const;

export type SecurityEventKind = keyof typeof SECURITY_EVENTS;
