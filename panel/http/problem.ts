import { sqliteCode } from '../../db/open.ts';
import { DomainError, type ErrorCode } from '../../db/rules/errors.ts';

/** A failure as the person sees it: what happened, and what to do. */
export interface Problem {
  status: 403 | 404 | 409 | 422 | 503;
  title: string;
  message: string;
}

const BY_CODE: Record<ErrorCode, { status: Problem['status']; title: string }> = {
  not_found: { status: 404, title: 'Tidak ditemukan' },
  conflict: { status: 409, title: 'Sudah berubah' },
  invalid: { status: 422, title: 'Belum bisa disimpan' },
  forbidden: { status: 403, title: 'Tidak diizinkan' },
};

/** Result codes of SQLite that a person can wait out or mend; all else is a bug of ours. */
const DATABASE_TROUBLE: readonly [prefix: string, message: string][] = [
  ['SQLITE_BUSY', 'Basis data sedang terkunci oleh program lain. Tunggu sebentar, lalu coba lagi.'],
  ['SQLITE_LOCKED', 'Basis data sedang terkunci oleh program lain. Tunggu sebentar, lalu coba lagi.'],
  [
    'SQLITE_READONLY',
    'Basis data hanya bisa dibaca, jadi tidak ada yang disimpan. Beri tahu pengelola server.',
  ],
  [
    'SQLITE_FULL',
    'Ruang penyimpanan server penuh, jadi tidak ada yang disimpan. Beri tahu pengelola server.',
  ],
  ['SQLITE_IOERR', 'Basis data tidak dapat dibaca atau ditulis. Beri tahu pengelola server.'],
  ['SQLITE_CANTOPEN', 'Basis data tidak dapat dibuka. Beri tahu pengelola server.'],
];

/** @returns undefined for a bug: it is logged whole and shown without details. */
export function problemOf(error: unknown): Problem | undefined {
  if (error instanceof DomainError) return { ...BY_CODE[error.code], message: asSentence(error.message) };
  const code = sqliteCode(error);
  const trouble = DATABASE_TROUBLE.find(([prefix]) => code?.startsWith(prefix));
  return trouble && { status: 503, title: 'Belum tersimpan', message: trouble[1] };
}

const asSentence = (words: string): string => (/[.!?]$/.test(words) ? words : `${words}.`);
