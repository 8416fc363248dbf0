import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { Role } from '../rules/permissions.ts';

/** SKPD: the office's units that report problems. */
export const units = sqliteTable('units', {
  id: integer('id').primaryKey(),
  name: text('name').notNull(),
  shortName: text('short_name').notNull(),
  district: text('district'),
  active: integer('active', { mode: 'boolean' }).notNull().default(true),
  /** The unit that it is a part of. */
  parentId: integer('parent_id'),
  /** Address or the word by which the place is known. */
  place: text('place'),
  /** What it was called before; it is still found by these. */
  oldNames: text('old_names', { mode: 'json' }).$type<string[]>().notNull().default([]),
});

/** A person of a unit, or the yet unnamed owner of a number. */
export const contacts = sqliteTable('contacts', {
  id: integer('id').primaryKey(),
  name: text('name'),
  position: text('position'),
  unitId: integer('unit_id'),
  notes: text('notes'),
  active: integer('active', { mode: 'boolean' }).notNull().default(true),
  createdAtMs: integer('created_at_ms').notNull(),
});

/** Whose number it is: E.164, mobile or landline, each of one person; the first is the one to ring. */
export const contactPhones = sqliteTable('contact_phones', {
  id: integer('id').primaryKey(),
  phone: text('phone').notNull(),
  contactId: integer('contact_id').notNull(),
});

/** Those who sign in to the panel; a technician's `phone` is where the commands by SMS come from. */
export const users = sqliteTable('users', {
  id: integer('id').primaryKey(),
  username: text('username').notNull(),
  name: text('name').notNull(),
  role: text('role').$type<Role>().notNull(),
  phone: text('phone'),
  passwordHash: text('password_hash'),
  /** Set while the password is somebody else's choice: until then it lets its owner in to choose another. */
  passwordUntilMs: integer('password_until_ms'),
  active: integer('active', { mode: 'boolean' }).notNull().default(true),
  createdAtMs: integer('created_at_ms').notNull(),
});

/** A signed-in browser; only the SHA-256 of the cookie's token is kept. */
export const sessions = sqliteTable('sessions', {
  id: integer('id').primaryKey({ autoIncrement: true }),
  tokenHash: text('token_hash').notNull(),
  userId: integer('user_id').notNull(),
  createdAtMs: integer('created_at_ms').notNull(),
  expiresAtMs: integer('expires_at_ms').notNull(),
  /** To ten minutes. */
  seenAtMs: integer('seen_at_ms').notNull(),
  address: text('address'),
  /** As the browser calls itself. */
  browser: text('browser'),
});

/** Small facts about this database, such as whether it holds a demonstration. */
export const settings = sqliteTable('settings', {
  name: text('name').primaryKey(),
  value: text('value').notNull(),
});

/** Numbers that must survive restarts, such as the concatenation reference. */
export const counters = sqliteTable('counters', {
  name: text('name').primaryKey(),
  value: integer('value').notNull(),
});
