-- reviewed: every contact is copied with its number before the old table goes; names, units and times stay.

ALTER TABLE units ADD COLUMN parent_id INTEGER REFERENCES units (id);
-- Address or the word by which the place is known.
ALTER TABLE units ADD COLUMN place TEXT;
-- What it was called before, so that it is still found by it: a list of names.
ALTER TABLE units ADD COLUMN old_names TEXT NOT NULL DEFAULT '[]' CHECK (json_type(old_names) = 'array');
CREATE INDEX units_by_parent ON units (parent_id) WHERE parent_id IS NOT NULL;

-- A person; a bound number whose owner nobody has named yet has no name.
CREATE TABLE contacts_whole (
  id INTEGER PRIMARY KEY,
  name TEXT,
  position TEXT,
  unit_id INTEGER REFERENCES units (id),
  notes TEXT,
  active INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1)),
  created_at_ms INTEGER NOT NULL
) STRICT;

-- Each number belongs to one person; landlines, too.
CREATE TABLE contact_phones (
  id INTEGER PRIMARY KEY,
  phone TEXT NOT NULL UNIQUE,
  contact_id INTEGER NOT NULL REFERENCES contacts_whole (id)
) STRICT;

INSERT INTO contacts_whole (id, name, unit_id, created_at_ms)
  SELECT id, name, unit_id, created_at_ms FROM contacts;
INSERT INTO contact_phones (phone, contact_id) SELECT phone, id FROM contacts ORDER BY id;
DROP TABLE contacts;
ALTER TABLE contacts_whole RENAME TO contacts;

CREATE INDEX contacts_by_unit ON contacts (unit_id) WHERE unit_id IS NOT NULL;
CREATE INDEX contact_phones_by_contact ON contact_phones (contact_id, id);

-- `DAFTAR nama#unit`, until an admin has decided; in the sender's words.
CREATE TABLE registrations (
  id INTEGER PRIMARY KEY,
  phone TEXT NOT NULL,
  name TEXT NOT NULL,
  unit_words TEXT NOT NULL,
  state TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'confirmed', 'refused')),
  asked_at_ms INTEGER NOT NULL,
  decided_at_ms INTEGER,
  decided_by INTEGER REFERENCES users (id),
  reason TEXT,
  CHECK ((state = 'waiting') = (decided_at_ms IS NULL))
) STRICT;
CREATE UNIQUE INDEX registrations_waiting ON registrations (phone) WHERE state = 'waiting';
CREATE INDEX registrations_by_phone ON registrations (phone, id);

-- What an admin did to the directory at one stroke.
CREATE TABLE directory_acts (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  kind TEXT NOT NULL,
  user_id INTEGER REFERENCES users (id),
  at_ms INTEGER NOT NULL,
  undone_at_ms INTEGER,
  undone_by INTEGER REFERENCES users (id)
) STRICT;

-- The rows that it changed, whole; `before` is NULL for a new one, `after` for one that is gone.
CREATE TABLE directory_changes (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  act_id INTEGER NOT NULL REFERENCES directory_acts (id),
  subject TEXT NOT NULL CHECK (subject IN ('unit', 'contact', 'ticket')),
  subject_id INTEGER NOT NULL,
  before TEXT CHECK (json_valid(before)),
  after TEXT CHECK (json_valid(after))
) STRICT;
CREATE INDEX directory_changes_by_subject ON directory_changes (subject, subject_id, id);
CREATE INDEX directory_changes_by_act ON directory_changes (act_id, id);

-- A form that opens a ticket opens one, however often it is sent.
CREATE TABLE opening_forms (
  form_id TEXT PRIMARY KEY,
  ticket_id INTEGER NOT NULL REFERENCES tickets (id),
  user_id INTEGER REFERENCES users (id)
) STRICT;
CREATE INDEX opening_forms_by_ticket ON opening_forms (ticket_id);
