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
  'GET /pengaturan/kategori': page(ADMIN_PAGE),
  'POST /pengaturan/kategori': form(ADMIN_FORM, { fields: () => ({ name: 'Telepon' }) }),
  'POST /pengaturan/kategori/:id': form(ADMIN_FORM, {
    params: () => ({ id: 1 }),
    fields: () => ({ name: 'Aplikasi', active: 'ya' }),
  }),
  'GET /pengaturan/waktu': page(ADMIN_PAGE),
  'POST /pengaturan/waktu/akibat': form({ admin: 422, technician: 404, leader: 404 }),
  'POST /pengaturan/waktu': form({ admin: 422, technician: 404, leader: 404 }),
};
