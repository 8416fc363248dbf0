-- reviewed: both tables are copied whole before the old ones go; numbers and children keep their parents.

-- What a complaint is about; the office edits the list. Hardware is what may wait for a part (SOP 7).
CREATE TABLE categories (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE COLLATE NOCASE CHECK (length(name) BETWEEN 1 AND 40),
  hardware INTEGER NOT NULL DEFAULT 0 CHECK (hardware IN (0, 1)),
  active INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1))
) STRICT;
INSERT INTO categories (name, hardware) VALUES
  ('Aplikasi/sistem informasi', 0),
  ('Jaringan/infrastruktur', 0),
  ('Perangkat keras', 1),
  ('Lain-lain', 0);

CREATE TABLE tickets_whole (
  -- AUTOINCREMENT: numbers ascend and are never reused (DESIGN 16).
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  status TEXT NOT NULL CHECK (status IN
    ('new', 'assigned', 'in_progress', 'pending', 'closed', 'cancelled', 'merged', 'rejected')),
  priority TEXT NOT NULL CHECK (priority IN ('low', 'normal', 'high', 'emergency')),
  priority_rank INTEGER NOT NULL GENERATED ALWAYS AS
    (CASE priority WHEN 'emergency' THEN 4 WHEN 'high' THEN 3 WHEN 'normal' THEN 2 ELSE 1 END) STORED,
  open INTEGER NOT NULL GENERATED ALWAYS AS
    (CASE WHEN status IN ('new', 'assigned', 'in_progress', 'pending') THEN 1 ELSE 0 END) STORED,
  channel TEXT NOT NULL CHECK (channel IN ('sms', 'phone', 'email', 'web')),
  -- Somebody at the telephone or at the desk may have none.
  reporter_phone TEXT,
  reporter_name TEXT,
  unit_id INTEGER REFERENCES units (id),
  category_id INTEGER REFERENCES categories (id),
  place TEXT,
  subject TEXT NOT NULL,
  technician_id INTEGER REFERENCES users (id),
  awaits_reply INTEGER NOT NULL DEFAULT 1 CHECK (awaits_reply IN (0, 1)),
  scheduled_at_ms INTEGER,
  repair_target TEXT,
  repair_target_reason TEXT,
  created_at_ms INTEGER NOT NULL,
  updated_at_ms INTEGER NOT NULL,
  assigned_at_ms INTEGER,
  first_reply_at_ms INTEGER,
  accepted_at_ms INTEGER,
  departed_at_ms INTEGER,
  arrived_at_ms INTEGER,
  pending_reason TEXT,
  pending_since_ms INTEGER,
  pending_until TEXT,
  pending_note TEXT,
  closed_at_ms INTEGER,
  closing_note TEXT,
  rejected_as TEXT CHECK (rejected_as IN ('not_complaint', 'not_ours')),
  reopened_count INTEGER NOT NULL DEFAULT 0,
  merged_into INTEGER REFERENCES tickets (id),
  rating INTEGER CHECK (rating BETWEEN 1 AND 5),
  rated_at_ms INTEGER,
  rating_changes INTEGER NOT NULL DEFAULT 0,
  -- The way in for whoever has the link: 96 random bits.
  status_token TEXT NOT NULL UNIQUE DEFAULT (lower(hex(randomblob(12)))),
  -- State and assignment never contradict each other.
  CHECK (status NOT IN ('assigned', 'in_progress', 'pending') OR technician_id IS NOT NULL),
  CHECK (status <> 'new' OR technician_id IS NULL),
  CHECK (status <> 'pending' OR (pending_reason IS NOT NULL AND pending_since_ms IS NOT NULL)),
  CHECK ((status = 'merged') = (merged_into IS NOT NULL)),
  CHECK (merged_into IS NULL OR merged_into <> id)
) STRICT;

INSERT INTO tickets_whole (id, status, priority, channel, reporter_phone, unit_id, subject, technician_id,
    awaits_reply, created_at_ms, updated_at_ms, assigned_at_ms, first_reply_at_ms, closed_at_ms, closing_note)
  SELECT id, status, priority, channel, reporter_phone, unit_id, subject, technician_id,
    awaits_reply, created_at_ms, updated_at_ms, assigned_at_ms, first_reply_at_ms, closed_at_ms, closing_note
  FROM tickets;
-- Its numbers go on where they were, also behind rows that are gone.
DELETE FROM sqlite_sequence WHERE name = 'tickets_whole';
INSERT INTO sqlite_sequence SELECT 'tickets_whole', seq FROM sqlite_sequence WHERE name = 'tickets';
DROP TABLE tickets;
ALTER TABLE tickets_whole RENAME TO tickets;

CREATE INDEX tickets_by_urgency ON tickets (open DESC, priority_rank DESC, id DESC);
CREATE INDEX tickets_by_reporter ON tickets (reporter_phone, id) WHERE reporter_phone IS NOT NULL;
CREATE INDEX open_tickets_by_technician ON tickets (technician_id, id) WHERE open = 1;
CREATE INDEX tickets_by_unit ON tickets (unit_id, open DESC, id DESC) WHERE unit_id IS NOT NULL;
CREATE INDEX tickets_merged ON tickets (merged_into) WHERE merged_into IS NOT NULL;

CREATE TABLE messages_whole (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  ticket_id INTEGER REFERENCES tickets (id),
  direction TEXT NOT NULL CHECK (direction IN ('in', 'out', 'note')),
  channel TEXT NOT NULL CHECK (channel IN ('sms', 'phone', 'email', 'panel', 'web')),
  kind TEXT NOT NULL,
  -- The other side: an E.164 number, a short code, a name; NULL for notes.
  peer TEXT,
  author_id INTEGER REFERENCES users (id),
  text TEXT NOT NULL,
  incomplete INTEGER NOT NULL DEFAULT 0 CHECK (incomplete IN (0, 1)),
  at_ms INTEGER NOT NULL,
  reviewed_at_ms INTEGER,
  reviewed_by INTEGER REFERENCES users (id)
) STRICT;
INSERT INTO messages_whole SELECT id, ticket_id, direction, channel, kind, peer, author_id, text, incomplete,
    at_ms, reviewed_at_ms, reviewed_by FROM messages;
-- Its numbers go on where they were, also behind rows that are gone.
DELETE FROM sqlite_sequence WHERE name = 'messages_whole';
INSERT INTO sqlite_sequence SELECT 'messages_whole', seq FROM sqlite_sequence WHERE name = 'messages';
DROP TABLE messages;
ALTER TABLE messages_whole RENAME TO messages;

CREATE INDEX messages_by_ticket ON messages (ticket_id, id) WHERE ticket_id IS NOT NULL;
CREATE INDEX messages_by_peer ON messages (peer, at_ms);
CREATE INDEX messages_to_review ON messages (id) WHERE kind = 'review' AND reviewed_at_ms IS NULL;
CREATE INDEX messages_outside_tickets ON messages (kind, id) WHERE ticket_id IS NULL;
