/** Every sentence about a modem that a person in the office may read. Indonesian, no jargon, what to do where it helps. */
export const STATE_WORDS = {
  opening: (device: string) => `Membuka modem di ${device}`,
  missing: (device: string) => `Modem tidak ditemukan di ${device}, ditunggu`,
  busy: (device: string) => `Modem di ${device} sedang dipakai program lain, dicoba lagi tiap menit`,
  forbidden: (device: string) => `Modem di ${device} tidak boleh dibuka: periksa izin (grup dialout)`,
  unreachable: (device: string) => `Modem di ${device} tidak dapat dibuka, dicoba lagi tiap menit`,
  lost: () => 'Sambungan ke modem terputus, dicoba lagi',
  mute: () => 'Modem tidak menjawab, dicoba lagi',
  rebooted: () => 'Modem baru menyala ulang, sedang disiapkan',
  settingsLost: () => 'Pengaturan modem hilang, disiapkan ulang',
  unclosable: () => 'Modem tidak dapat ditutup, layanan perlu dimulai ulang',
  preparing: () => 'Menyiapkan modem',
  refused: (step: string) => `Modem menolak langkah persiapan "${step}", dicoba lagi`,
  stopped: () => 'Dihentikan',
  sick: () => 'Modem menjawab tetapi tidak dapat dipakai, dipulihkan',
  stepFailed: () => 'Langkah pemulihan tidak berhasil, dilanjutkan',
  restartAsked: () => 'Modem dinyalakan ulang atas permintaan',
  remedy: (level: string) =>
    level === 'L4'
      ? 'Modem menolak semua SMS keluar, dinyalakan ulang'
      : 'Jaringan belum didapat, pencarian diulang',
  alarmMissing: () => 'Modem tidak tersambung lebih dari 2 menit: periksa kabel dan lampunya',
  alarmMute: () => 'Modem tersambung tetapi tidak menjawab: cabut dan pasang lagi bila tidak pulih sendiri',
  alarmRecovery: (powerTried: boolean, hours: number) =>
    `Modem belum pulih${powerTried ? ' walau listriknya sudah diputus' : ''}${hours > 0 ? ` setelah ${hours} jam` : ''}: cabut, tunggu 10 detik, pasang lagi`,
  alarmRestarts: () =>
    'Modem menyala ulang sendiri lebih dari 5 kali dalam sehari: periksa catu daya, kabel, dan firmware',
  alarmRefused: () => 'Modem menolak semua SMS keluar; pengiriman ditahan sampai modem dinyalakan ulang',
  alarmPower: () => 'Tegangan listrik modem tidak stabil: periksa catu daya dan kabelnya',
  foreign: (program: string) =>
    `Program lain (${program}) memakai modem ini: hentikan, misalnya dengan "systemctl disable --now ModemManager"`,

  simPinMissing: () => 'SIM meminta PIN, tetapi PIN belum diatur',
  simPinWrong: () => 'PIN SIM ditolak dan tidak dicoba lagi: periksa PIN di pengaturan',
  simPinHeld: () => 'SIM meminta PIN lagi; PIN tidak dikirim ulang demi keamanan SIM',
  simPinFewTries: (tries: number) =>
    `SIM meminta PIN dan sisa percobaan tinggal ${tries}: masukkan PIN dengan tangan`,
  simPuk: () => 'SIM terkunci dan meminta PUK',
  simLocked: (state: string) => `SIM atau modem terkunci (${state})`,
  simMissing: () => 'SIM tidak terpasang',
  simFailure: () => 'SIM rusak atau tidak terbaca',
  simNotReady: () => 'SIM belum siap, ditunggu',
  simChanged: (tail: string) =>
    `SIM di modem ini lain dari sebelumnya (nomor kartu …${tail}): periksa apakah memang diganti`,
  modemChanged: (model: string) =>
    `Modem di sambungan ini lain dari sebelumnya (${model || 'model tidak dikenal'}): periksa apakah memang diganti`,

  ready: () => 'Siap',
  lteOnly: () =>
    'Siap lewat 4G saja; bila SMS ditolak terus, kartu atau modem ini tidak mendukung SMS lewat 4G',
  lteRefuses: () => 'Jaringan 4G menolak SMS, cara lain sedang dicoba: periksa apakah SIM ini mendukung SMS',
  flaps: () => 'Sinyal hilang timbul, SMS dikirim hanya saat tenang: pindahkan modem atau antenanya',
  alarmNoNetwork: () => 'Modem sudah lama tidak mendapat jaringan: periksa antena dan tempat modem',
  stuckRecords: (count: number) =>
    `${count} SMS tidak dapat dihapus dari SIM atau modem dan memakai tempat: hapus dengan tangan, atau ganti SIM`,
  polling: () => 'Siap; modem tidak memberi tahu SMS masuk, jadi diperiksa tiap 10 detik',
  searching: () => 'Mencari jaringan',
  denied: () => 'Jaringan menolak SIM ini: periksa masa aktif dan pulsa',
  storageFull: (storage: string, used: number, total: number) => `${place(storage)} penuh ${used}/${total}`,
  storageFilling: (storage: string, used: number, total: number) =>
    `${place(storage)} hampir penuh ${used}/${total}`,
  notPersisted: () => 'Basis data tidak dapat ditulis; SMS masuk tetap disimpan di modem',
  powerAlarm: () => 'Tegangan listrik modem tidak stabil, pengiriman ditunda',
  smscMissing: () => 'Nomor pusat SMS (SMSC) kosong: isi HELPDESK_SMSC',
} as const;

const place = (storage: string): string => (/^SM/.test(storage) ? 'SIM' : 'Memori modem');
