import type { WalkWorld } from './walkOffice.ts';

/** The answers of one route: by role, and where it speaks of one ticket, to whom that ticket is not theirs. */
export interface Expected {
  /** The parameters of its path; a ticket's `:id` is filled by the walk. */
  params?: (world: WalkWorld) => Record<string, string | number>;
  /** Which of the own tickets is asked for. @default assigned */
  ticket?: keyof WalkWorld['own'];
  fields?: (world: WalkWorld) => Record<string, string | number>;
  /** Beside the bare address, other ways to ask: views, searches. */
  queries?: readonly string[];
  /** Words of tickets that the page is there to show to whoever has its address. */
  shows?: (whose: 'own' | 'other') => readonly string[];
  /** There is nothing for it to change. */
  idle?: true;
  nobody: number;
  /** Who carries a reporter's session alone. */
  reporter: number;
  /** Another unit's ticket. */
  reporterOther?: number;
  admin: number;
  technician: number;
  /** Another technician's ticket. */
  technicianOther?: number;
  leader: number;
}

/** To whom the panel is shut: led to the sign-in page, or told that a form was not carried out. */
const SHUT = { nobody: 303, reporter: 303 };
const SHUT_FORM = { nobody: 401, reporter: 401 };

type ByRole = Pick<Expected, 'admin' | 'technician' | 'leader'>;
type More = Partial<Omit<Expected, keyof ByRole>>;

const page = (roles: ByRole, more: More = {}): Expected => ({ ...SHUT, ...roles, ...more });
const form = (roles: ByRole, more: More = {}): Expected => ({ ...SHUT_FORM, ...roles, ...more });

/** A form on a ticket. What no technician may do is refused before anything is said of the ticket. */
const ofTicket = (admin: number, technician: number, more: More & { leader?: number } = {}): Expected =>
  form({ admin, technician, leader: 403 }, { technicianOther: technician === 403 ? 403 : 404, ...more });

const moveOfAdmin = (more: More): Expected => ofTicket(303, 403, { technicianOther: 404, ...more });

const EVERYBODY = { admin: 200, technician: 200, leader: 200 };
const ADMIN_PAGE = { admin: 200, technician: 404, leader: 404 };
const ADMIN_FORM = { admin: 303, technician: 404, leader: 404 };
const OPEN = { nobody: 200, reporter: 200, ...EVERYBODY };
const LOOKED_AT = { admin: 200, technician: 404, leader: 200 };
const absence = (technicianId: number) => ({
  technicianId,
  kind: 'sick',
  fromDate: '09/02/2026',
  toDate: '10/02/2026',
});
const partOfTicket: More = {
  params: ({ partId: part }) => ({ part }),
  fields: ({ stock }) => ({ partQuantity: 1, seenPartRequestId: stock.usedId }),
};
const partFields = (prefix: string, name: string) => ({
  [`${prefix}name`]: name,
  [`${prefix}countedIn`]: 'buah',
  [`${prefix}minimum`]: 0,
  [`${prefix}active`]: 'ya',
});
const shelf: Expected = form(ADMIN_FORM, {
  params: ({ partId: id }) => ({ id }),
  fields: ({ stock }) => ({ quantity: 5, note: 'hitung ulang', seenMoveId: stock.usedMoveId }),
});
const EVERYBODY_303 = { admin: 303, technician: 303, leader: 303 };
const EVERYBODY_422 = { admin: 422, technician: 422, leader: 422 };
/** Large forms are sent empty here: who may gets to hear what is missing, the others that there is no such page. */
const ADMIN_422 = { admin: 422, technician: 404, leader: 404 };
const READ_BY_LEADER = { admin: 200, technician: 404, leader: 200 };
const CHANGED_BY_ADMIN = { admin: 303, technician: 404, leader: 404 };
/** What was uploaded is kept for a while only. */
const GONE = { admin: 409, technician: 404, leader: 404 };
const first = () => ({ id: 1 });
const otherUser = ({ otherUserId: id }: WalkWorld) => ({ id });

/** Users of the panel are nobody there, whatever their role. */
const ofReporters = (method: 'GET' | 'POST', reporter: number, more: More = {}): Expected => {
  const others = method === 'GET' ? 303 : 401;
  return { nobody: others, admin: others, technician: others, leader: others, reporter, ...more };
};
/** Whoever has the link of a ticket reads what it is about. */
const SHOWN = {
  own: ['manggasubjek', 'Dismga'],
  other: ['kelapaksubjek', 'kelapabalasan', 'Disklp'],
} as const;
const why = () => ({ reason: 'sebab yang jelas' });

/**
 * Every route of the panel and how it answers each role. A route that is not here fails the walk: who adds one
 * decides who may ask it.
 */
export const EXPECTED: Readonly<Record<string, Expected>> = {
  // Anybody's.
  'GET /health': OPEN,
  'GET /static/:file': OPEN,
  'GET /masuk': page({ admin: 303, technician: 303, leader: 303 }, { nobody: 200, reporter: 200 }),
  'POST /masuk': {
    ...form({ admin: 422, technician: 422, leader: 422 }),
    nobody: 422,
    reporter: 422,
    fields: () => ({ username: 'rina', password: 'salah' }),
  },
  'POST /keluar': { nobody: 303, reporter: 303, admin: 303, technician: 303, leader: 303 },
  'GET /': page({ admin: 303, technician: 303, leader: 303 }),
  'GET /siaran': page(EVERYBODY, { nobody: 401, reporter: 401 }),
  'POST /sms/ukuran': form(EVERYBODY, { nobody: 200, reporter: 200, fields: () => ({ text: 'Halo' }) }),

  // Tickets.
  'GET /tiket': page(EVERYBODY, {
    queries: [
      '?daftar=perlu-dijawab',
      '?daftar=belum-ditugaskan',
      '?daftar=terbuka',
      '?daftar=semua',
      '?daftar=semua&cari=kelapaksubjek',
      '?daftar=semua&cari=771',
      '?daftar=semua&cari=0812-0000-7710',
    ],
  }),
  'GET /tiket/:id': page(EVERYBODY, { technicianOther: 404 }),
  'GET /tiket/:id/perhitungan': page(EVERYBODY, { technicianOther: 404 }),
  'GET /tiket/riwayat.csv': page(EVERYBODY),
  'GET /tiket/:id/riwayat.csv': page(EVERYBODY, { technicianOther: 404 }),
  'POST /tiket/:id/balasan': ofTicket(303, 403, {
    fields: () => ({ text: 'Kami datang.', formId: 'formulir-jalan' }),
  }),
  'POST /tiket/:id/prioritas': ofTicket(303, 403, { fields: () => ({ priority: 'high' }) }),
  'POST /tiket/:id/penugasan': ofTicket(303, 403, {
    fields: ({ technicianId: seenTechnicianId, otherUserId }) => ({
      technicianId: otherUserId,
      seenTechnicianId,
      handOver: 'tolong',
    }),
  }),
  'POST /tiket/:id/terima': ofTicket(403, 303),
  'POST /tiket/:id/selesai': ofTicket(303, 303, { ticket: 'working', fields: () => ({ note: 'beres' }) }),
  'POST /tiket/:id/rincian': ofTicket(303, 403, { fields: () => ({ categoryId: 1, place: 'Ruang 2' }) }),
  'POST /tiket/:id/jadwal': ofTicket(303, 403, { fields: () => ({ visit: '06/01/2026 09.00' }) }),
  'POST /tiket/:id/catatan': ofTicket(303, 303, { fields: () => ({ internalNote: 'perlu tangga' }) }),
  'POST /tiket/:id/berangkat': ofTicket(403, 303, { ticket: 'working' }),
  'POST /tiket/:id/tiba': ofTicket(403, 303, { ticket: 'working' }),
  'POST /tiket/:id/tunda': ofTicket(303, 303, {
    ticket: 'working',
    fields: () => ({ pauseReason: 'power_cut', pauseNote: 'listrik padam' }),
  }),
  'POST /tiket/:id/lanjut': ofTicket(303, 303, { ticket: 'pending' }),
  'POST /tiket/:id/tolak': ofTicket(403, 303, { fields: why }),
  'POST /tiket/:id/cabut': moveOfAdmin({ fields: why }),
  'POST /tiket/:id/batal': moveOfAdmin({ fields: why }),
  'POST /tiket/:id/bukan-pengaduan': moveOfAdmin({ fields: why }),
  'POST /tiket/:id/bukan-wewenang': moveOfAdmin({ fields: why }),
  'POST /tiket/:id/buka': moveOfAdmin({ ticket: 'closed', fields: why }),
  'POST /tiket/:id/pulihkan': ofTicket(303, 404, { ticket: 'cancelled' }),
  'POST /tiket/:id/sms/:messageId/:decision{kirim-ulang|anggap-terkirim}': ofTicket(404, 404, {
    params: () => ({ messageId: 1, decision: 'kirim-ulang' }),
    leader: 404,
  }),

  // Its parts.
  'POST /tiket/:id/suku-cadang/cari': ofTicket(200, 200, {
    leader: 200,
    fields: () => ({ partSearch: 'k' }),
  }),
  'POST /tiket/:id/suku-cadang/barang/:part/pakai': ofTicket(303, 303, partOfTicket),
  'POST /tiket/:id/suku-cadang/barang/:part/sisihkan': ofTicket(303, 303, {
    ...partOfTicket,
    ticket: 'working',
  }),
  'POST /tiket/:id/suku-cadang/barang/:part/pesan': ofTicket(303, 303, {
    ...partOfTicket,
    ticket: 'working',
    fields: () => ({ partQuantity: 90, partUntil: '12/01/2026' }),
  }),
  'POST /tiket/:id/suku-cadang/:request/terpakai': ofTicket(303, 303, {
    params: ({ stock }) => ({ request: stock.reservedId }),
  }),
  'POST /tiket/:id/suku-cadang/:request/lepas': ofTicket(303, 303, {
    params: ({ stock }) => ({ request: stock.reservedId }),
  }),
  'POST /tiket/:id/suku-cadang/:request/kembali': ofTicket(303, 303, {
    params: ({ stock }) => ({ request: stock.usedId }),
  }),

  'POST /tiket/:id/gabung': ofTicket(303, 403, { fields: ({ other }) => ({ mergeInto: other }) }),
  'POST /tiket/:id/gabung/:other': ofTicket(303, 403, { params: ({ other }) => ({ other }) }),
  'POST /tiket/:id/lepas/:other': ofTicket(303, 403, {
    ticket: 'working',
    params: ({ merged: other }) => ({ other }),
  }),
  'POST /tiket/:id/kaitkan': ofTicket(303, 403, {
    fields: ({ other }) => ({ linkTo: other, linkReason: 'serupa' }),
  }),
  'POST /tiket/:id/lepas-kaitan/:other': ofTicket(303, 403, {
    params: ({ own }) => ({ other: own.working }),
  }),
  'POST /tiket/:id/pecah': ofTicket(303, 403, {
    fields: ({ followUpId }) => ({ splitOffered: followUpId, [`split-${followUpId}`]: 'on' }),
  }),
  'POST /tiket/:id/sisipkan': ofTicket(200, 403, { fields: () => ({ cannedReply: 1 }) }),

  // A technician's day.
  'GET /tugas': page({ admin: 404, technician: 200, leader: 404 }),
  'GET /tugas/pin': page({ admin: 404, technician: 200, leader: 404 }),
  'POST /tugas/pin': form({ admin: 404, technician: 200, leader: 404 }, { fields: () => ({ pin: '7391' }) }),
  'POST /tugas/:id/:verb': form(
    { admin: 404, technician: 303, leader: 404 },
    {
      technicianOther: 404,
      params: () => ({ verb: 'terima' }),
      fields: () => ({ formId: 'formulir-tugas' }),
    },
  ),

  // Who has how much.
  'GET /beban': page(LOOKED_AT),
  'POST /beban/:id/alihkan': form(ADMIN_FORM, {
    technicianOther: 404,
    fields: ({ technicianId: seenTechnicianId, otherUserId }) => ({
      technicianId: otherUserId,
      seenTechnicianId,
      handOver: 'tolong',
    }),
  }),
  'GET /beban/ketidakhadiran': page(LOOKED_AT, { queries: ['?ubah=1'] }),
  'POST /beban/ketidakhadiran': form(ADMIN_FORM, { fields: ({ technicianId }) => absence(technicianId) }),
  'POST /beban/ketidakhadiran/:id': form(ADMIN_FORM, {
    params: ({ absenceId: id }) => ({ id }),
    fields: ({ technicianId }) => absence(technicianId),
  }),
  'POST /beban/ketidakhadiran/:id/hapus': form(ADMIN_FORM, { params: ({ absenceId: id }) => ({ id }) }),
  'POST /beban/ketidakhadiran/:id/urungkan': form(ADMIN_FORM, { params: ({ absenceId: id }) => ({ id }) }),
  'GET /beban/kemampuan': page(LOOKED_AT),
  'POST /beban/kemampuan/:id': form(ADMIN_FORM, {
    params: ({ technicianId: id }) => ({ id }),
    fields: () => ({ 'kategori-1': 'ya', ticketsMax: 4 }),
  }),

  // Stock.
  'GET /stok': page(EVERYBODY, { queries: ['?daftar=ditunggu', '?daftar=kurang&cari=kipas'] }),
  'GET /stok/stok.csv': page(EVERYBODY),
  'GET /stok/baru': page(ADMIN_PAGE),
  'POST /stok/baru': form(ADMIN_FORM, {
    fields: () => ({ name: 'Mouse', countedIn: 'buah', minimum: 1, quantity: 2 }),
  }),
  'GET /stok/:id': page(EVERYBODY, { params: ({ partId: id }) => ({ id }) }),
  'POST /stok/:id': form(ADMIN_FORM, {
    params: ({ partId: id }) => ({ id }),
    fields: () => ({
      ...partFields('', 'Kipas 12 cm'),
      ...partFields('seen-', 'Kipas'),
    }),
  }),
  'POST /stok/:id/datang': shelf,
  'POST /stok/:id/keluar': shelf,
  'POST /stok/:id/koreksi': shelf,
  'POST /stok/:id/catatan/:move/urungkan': form(ADMIN_FORM, {
    params: ({ partId: id, stock }) => ({ id, move: stock.usedMoveId }),
  }),

  // What is late.
  'GET /terlambat': page(EVERYBODY),
  'GET /laporan': page({ admin: 200, technician: 404, leader: 200 }),
  'GET /laporan/:id': page(EVERYBODY, { technicianOther: 404, ticket: 'pending' }),
  'POST /laporan/:id': ofTicket(303, 303, { ticket: 'pending', fields: why }),
  'POST /laporan/:id/diketahui': form(
    { admin: 404, technician: 404, leader: 303 },
    { technicianOther: 404, ticket: 'pending', fields: () => ({ instruction: 'segera' }) },
  ),

  // Trays.
  'GET /periksa': page(ADMIN_PAGE),
  'POST /periksa/:id/tiket': form(ADMIN_FORM, { params: ({ reviewMessageId: id }) => ({ id }) }),
  'POST /periksa/:id/gabung': form(ADMIN_FORM, {
    params: ({ reviewMessageId: id }) => ({ id }),
    fields: ({ own }) => ({ ticketId: own.working }),
  }),
  'POST /periksa/:id/bukan': form(ADMIN_FORM, { params: ({ reviewMessageId: id }) => ({ id }) }),
  'POST /periksa/:id/buka': form(ADMIN_FORM, {
    params: ({ reviewMessageId: id }) => ({ id }),
    fields: ({ own }) => ({ closedId: own.closed }),
  }),
  'POST /periksa/:id/urungkan': form(ADMIN_FORM, { params: ({ dismissedMessageId: id }) => ({ id }) }),
  'GET /operator': page(ADMIN_PAGE),

  // The gateway.
  'GET /gateway': page({ admin: 200, technician: 404, leader: 200 }),
  'POST /gateway/sms/:messageId/:decision{kirim-ulang|anggap-terkirim}': form(
    { admin: 303, technician: 404, leader: 403 },
    { params: ({ failedMessageId }) => ({ messageId: failedMessageId, decision: 'kirim-ulang' }) },
  ),
  'POST /gateway/modem/:name/:wish{tahan|lanjutkan}': form(
    { admin: 303, technician: 404, leader: 403 },
    { params: () => ({ name: 'modem', wish: 'tahan' }) },
  ),
  'POST /gateway/modem/:name/:wish{sapu|pulsa|jejak|mulai-ulang}': form(
    { admin: 303, technician: 404, leader: 403 },
    { params: () => ({ name: 'modem', wish: 'pulsa' }) },
  ),
  'POST /gateway/peringatan/:alarmId/dilihat': form(
    { admin: 303, technician: 404, leader: 403 },
    { params: ({ alarmId }) => ({ alarmId }) },
  ),
  'GET /gateway/jejak/:file': page(ADMIN_PAGE, { params: () => ({ file: 'modem-20260105-0830.trace' }) }),
  'GET /gateway/pengaturan': page(ADMIN_PAGE),
  'POST /gateway/pengaturan/pengiriman': form({ admin: 422, technician: 404, leader: 404 }),
  'POST /gateway/pengaturan/pengawasan': form({ admin: 422, technician: 404, leader: 404 }),

  // Settings.
  'GET /pengaturan/alur': page(ADMIN_PAGE),
  'GET /pengaturan/kategori': page(ADMIN_PAGE),
  'POST /pengaturan/kategori': form(ADMIN_FORM, { fields: () => ({ name: 'Telepon' }) }),
  'POST /pengaturan/kategori/:id': form(ADMIN_FORM, {
    params: () => ({ id: 1 }),
    fields: () => ({ name: 'Aplikasi', active: 'ya' }),
  }),
  'GET /pengaturan/waktu': page(ADMIN_PAGE),
  'POST /pengaturan/waktu/akibat': form({ admin: 422, technician: 404, leader: 404 }),
  'POST /pengaturan/waktu': form({ admin: 422, technician: 404, leader: 404 }),
  'GET /pengaturan': page(ADMIN_PAGE),
  'GET /pengaturan/perintah-sms': page(ADMIN_PAGE),
  'POST /pengaturan/perintah-sms': form(ADMIN_FORM, { fields: () => ({ pinWanted: 'on', reopenDays: 3 }) }),
  'POST /pengaturan/perintah-sms/:id/pin': form(ADMIN_FORM, {
    params: ({ technicianId: id }) => ({ id }),
    fields: () => ({ pin: '7391' }),
  }),
  'GET /pengaturan/pelapor': page(ADMIN_PAGE),
  'POST /pengaturan/pelapor': form(ADMIN_FORM, { fields: () => ({ codesPerDay: 30 }) }),
  'GET /pengaturan/sms': page(ADMIN_PAGE),
  'POST /pengaturan/sms': form(ADMIN_FORM, {
    fields: () => ({ shown: 'solved,reopened', 'on-solved': 'ya' }),
  }),
  'GET /pengaturan/sms/:key': page(ADMIN_PAGE, { params: () => ({ key: 'solved' }) }),
  'GET /pengaturan/sms/:key/pratinjau': page(ADMIN_PAGE, { params: () => ({ key: 'solved' }) }),
  'POST /pengaturan/sms/:key': form(ADMIN_422, { params: () => ({ key: 'solved' }) }),
  'POST /pengaturan/sms/:key/bawaan': form(ADMIN_FORM, {
    params: () => ({ key: 'reopened' }),
    fields: () => ({ seenChangeId: 1 }),
  }),
  'GET /pengaturan/balasan': page(ADMIN_PAGE),
  'GET /pengaturan/balasan/pratinjau': page(ADMIN_PAGE),
  'GET /pengaturan/balasan/baru': page(ADMIN_PAGE),
  'GET /pengaturan/balasan/:id': page(ADMIN_PAGE, { params: () => ({ id: 1 }) }),
  'POST /pengaturan/balasan/baru': form(ADMIN_FORM, {
    fields: () => ({ title: 'Segera', text: 'Mohon ditunggu.' }),
  }),
  'POST /pengaturan/balasan/:id': form(ADMIN_FORM, {
    params: () => ({ id: 1 }),
    fields: () => ({ title: 'Sabar', text: 'Mohon ditunggu.' }),
  }),
  'POST /pengaturan/balasan/:id/:way{naik|turun}': form(ADMIN_FORM, {
    params: () => ({ id: 1, way: 'turun' }),
  }),
  'GET /pengaturan/kalender': page(ADMIN_PAGE),
  'GET /pengaturan/kalender/jam': page(ADMIN_PAGE),
  'POST /pengaturan/kalender/jam': form(ADMIN_422),
  'POST /pengaturan/kalender/salin': form(ADMIN_FORM, { fields: () => ({ year: 2028 }) }),
  'POST /pengaturan/kalender/perkiraan/tetapkan': form(ADMIN_422, { fields: () => ({ year: 2026 }) }),
  'POST /pengaturan/kalender/perkiraan/hapus': form(ADMIN_422, { fields: () => ({ year: 2026 }) }),
  'POST /pengaturan/kalender/libur/:id/hapus': form(ADMIN_FORM, { params: () => ({ id: 1 }) }),
  'POST /pengaturan/kalender/rentang/:id/hapus': form(ADMIN_FORM, { params: () => ({ id: 1 }) }),
  'POST /pengaturan/kalender/urungkan/:id': form(ADMIN_FORM, { params: () => ({ id: 1 }) }),
  'GET /pengaturan/kalender/libur/baru': page(ADMIN_PAGE),
  'POST /pengaturan/kalender/libur/baru': form(ADMIN_422),
  'GET /pengaturan/kalender/libur/:id': page(ADMIN_PAGE, { params: () => ({ id: 1 }) }),
  'POST /pengaturan/kalender/libur/:id': form(ADMIN_422, { params: () => ({ id: 1 }) }),
  'GET /pengaturan/kalender/rentang/baru': page(ADMIN_PAGE),
  'POST /pengaturan/kalender/rentang/baru': form(ADMIN_422),
  'GET /pengaturan/kalender/rentang/:id': page(ADMIN_PAGE, { params: () => ({ id: 1 }) }),
  'POST /pengaturan/kalender/rentang/:id': form(ADMIN_422, { params: () => ({ id: 1 }) }),
  'GET /pengaturan/kalender/impor': page(ADMIN_PAGE),
  'POST /pengaturan/kalender/impor': form(ADMIN_422),
  'POST /pengaturan/kalender/impor/simpan': form(ADMIN_422),

  // Accounts of others, and the own one.
  'GET /pengaturan/pengguna': page(ADMIN_PAGE),
  'POST /pengaturan/pengguna': form(
    { admin: 200, technician: 404, leader: 404 },
    { fields: () => ({ name: 'Budi', username: 'budi', role: 'admin' }) },
  ),
  'GET /pengaturan/pengguna/:id': page(ADMIN_PAGE, { params: otherUser }),
  'POST /pengaturan/pengguna/:id/aktif': form(ADMIN_FORM, { params: otherUser }),
  'POST /pengaturan/pengguna/:id/nonaktif': form(ADMIN_FORM, { params: otherUser }),
  'POST /pengaturan/pengguna/:id/peran': form(ADMIN_FORM, {
    params: ({ leaderId: id }) => ({ id }),
    fields: () => ({ role: 'admin' }),
  }),
  'POST /pengaturan/pengguna/:id/sesi': form(ADMIN_FORM, { params: ({ leaderId: id }) => ({ id }) }),
  'POST /pengaturan/pengguna/:id/kunci': form(ADMIN_FORM, { params: otherUser }),
  'POST /pengaturan/pengguna/:id/kode-kedua': form(ADMIN_FORM, { params: otherUser }),
  'POST /pengaturan/pengguna/:id/kata-sandi': form(
    { admin: 200, technician: 404, leader: 404 },
    { params: otherUser },
  ),
  'GET /akun': page(EVERYBODY),
  'GET /akun/kata-sandi': page(EVERYBODY),
  'POST /akun/kata-sandi': form(EVERYBODY_422, { fields: () => ({ password: 'salah' }) }),
  'POST /akun/sesi/akhiri-lain': form(EVERYBODY_303),
  'POST /akun/sesi/:id/akhiri': form(
    { admin: 303, technician: 404, leader: 404 },
    { params: ({ adminSessionId: id }) => ({ id }) },
  ),
  'POST /akun/kode-kedua/mulai': form(EVERYBODY_303),
  'GET /akun/kode-kedua': page({ admin: 409, technician: 409, leader: 409 }),
  'POST /akun/kode-kedua': form({ admin: 409, technician: 409, leader: 409 }),
  'POST /akun/kode-kedua/kode-pemulihan': form(EVERYBODY_422),
  'POST /akun/kode-kedua/matikan': form(EVERYBODY_422),
  'POST /masuk/kode': { ...form(EVERYBODY_422), nobody: 422, reporter: 422 },

  // Reporters: by a link that everybody may have, and signed in by a code.
  'GET /s/:token{.*}': { ...OPEN, reporterOther: 200, technicianOther: 200, shows: (whose) => SHOWN[whose] },
  'GET /pelapor/masuk': { ...OPEN, reporter: 303 },
  'POST /pelapor/masuk': { ...OPEN, fields: () => ({ phone: '0812-0000-7710' }) },
  'POST /pelapor/kode': {
    ...form(EVERYBODY_422),
    nobody: 422,
    reporter: 422,
    fields: () => ({ phone: '0812-0000-7710', code: '000000' }),
  },
  'POST /pelapor/keluar': { ...form(EVERYBODY_303), nobody: 303, reporter: 303, idle: true },
  'GET /pelapor': ofReporters('GET', 200),
  'GET /pelapor/baru': ofReporters('GET', 200),
  'POST /pelapor/baru': ofReporters('POST', 303, {
    fields: () => ({ text: 'wifi mati', formId: 'formulir-web' }),
  }),
  'GET /pelapor/tiket/:id': ofReporters('GET', 200, { reporterOther: 404 }),
  'POST /pelapor/tiket/:id/pesan': ofReporters('POST', 303, {
    reporterOther: 404,
    fields: () => ({ text: 'masih mati' }),
  }),
  'POST /pelapor/tiket/:id/nilai': ofReporters('POST', 303, {
    ticket: 'closed',
    reporterOther: 404,
    fields: () => ({ rating: 4 }),
  }),

  // Telephone and directory.
  'GET /telepon': page(ADMIN_PAGE),
  'POST /telepon/lihat': form({ admin: 200, technician: 404, leader: 404 }),
  'POST /telepon': form(ADMIN_FORM, {
    fields: () => ({
      formId: 'formulir-telepon',
      unit: 'Dismga',
      problem: 'telepon mati',
      priority: 'normal',
    }),
  }),
  'POST /tiket/:id/skpd': ofTicket(303, 403, {
    technicianOther: 404,
    fields: () => ({ bindUnit: 'Disklp' }),
  }),
  'GET /direktori': page(READ_BY_LEADER, { queries: ['?cari=kelapa', '?cari=081200007710'] }),
  'POST /direktori/urungkan/:id': form({ admin: 303, technician: 404, leader: 403 }, { params: first }),
  'GET /direktori/skpd/baru': page(ADMIN_PAGE),
  'POST /direktori/skpd/baru': form(CHANGED_BY_ADMIN, {
    fields: () => ({ name: 'Dinas Baru', shortName: 'Disbaru' }),
  }),
  'GET /direktori/skpd/:id': page(READ_BY_LEADER, { params: first }),
  'GET /direktori/skpd/:id/tiket': page(READ_BY_LEADER, { params: first }),
  'GET /direktori/skpd/:id/ubah': page(ADMIN_PAGE, { params: first }),
  'POST /direktori/skpd/:id/ubah': form(CHANGED_BY_ADMIN, {
    params: first,
    fields: () => ({ name: 'Dinas Kelapa Muda', shortName: 'Disklp' }),
  }),
  'POST /direktori/skpd/:id/:use{aktif|nonaktif}': form(CHANGED_BY_ADMIN, {
    params: () => ({ id: 1, use: 'nonaktif' }),
  }),
  'GET /direktori/orang/baru': page(ADMIN_PAGE),
  'POST /direktori/orang/baru': form(CHANGED_BY_ADMIN, {
    fields: () => ({ name: 'Baru', phones: '081200009999' }),
  }),
  'GET /direktori/orang/:id': page(READ_BY_LEADER, { params: first }),
  'GET /direktori/orang/:id/ubah': page(ADMIN_PAGE, { params: first }),
  'POST /direktori/orang/:id/ubah': form(CHANGED_BY_ADMIN, {
    params: first,
    fields: () => ({ name: 'Kelapa Muda', phones: '081200007710' }),
  }),
  'POST /direktori/orang/:id/:use{aktif|nonaktif}': form(CHANGED_BY_ADMIN, {
    params: () => ({ id: 1, use: 'nonaktif' }),
  }),
  'POST /direktori/orang/:id/gabung': form(CHANGED_BY_ADMIN, {
    params: first,
    fields: () => ({ fromId: 2 }),
  }),
  'GET /direktori/pendaftaran': page(ADMIN_PAGE),
  'POST /direktori/pendaftaran/:id/setuju': form(ADMIN_422, { params: first }),
  'POST /direktori/pendaftaran/:id/tolak': form(ADMIN_422, { params: first }),
  'GET /direktori/petugas': page(READ_BY_LEADER),
  'POST /direktori/petugas/:id/nomor': form(CHANGED_BY_ADMIN, {
    params: otherUser,
    fields: () => ({ phone: '0813-1111-4444' }),
  }),
  'GET /direktori/impor': page(ADMIN_PAGE),
  'POST /direktori/impor': form(ADMIN_422),
  'GET /direktori/impor/:key': page(GONE, { params: () => ({ key: 'kunci' }) }),
  'POST /direktori/impor/:key': form(GONE, { params: () => ({ key: 'kunci' }) }),
  'GET /direktori/ekspor/skpd.csv': page(ADMIN_PAGE),
  'GET /direktori/ekspor/orang.csv': page(ADMIN_PAGE),
  'POST /periksa/:id/skpd': form(ADMIN_FORM, {
    params: ({ reviewMessageId: id }) => ({ id }),
    fields: () => ({ bindUnit: 'Disklp', bindName: 'Nanas' }),
  }),
  'POST /periksa/nilai/:id': form(ADMIN_FORM, { params: ({ own }) => ({ id: own.closed }) }),
};
