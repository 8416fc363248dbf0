CREATE TABLE tickets (
  -- AUTOINCREMENT: numbers ascend and are never reused (DESIGN 16).
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  status TEXT NOT NULL CHECK (status IN
    ('new', 'assigned', 'in_progress', 'pending', 'closed', 'cancelled', 'merged', 'rejected')),
  priority TEXT NOT NULL CHECK (priority IN ('low', 'normal', 'high', 'emergency')),
  priority_rank INTEGER NOT NULL GENERATED ALWAYS AS
    (CASE priority WHEN 'emergency' THEN 4 WHEN 'high' THEN 3 WHEN 'normal' THEN 2 ELSE 1 END) STORED,
  open INTEGER NOT NULL GENERATED ALWAYS AS
    (CASE WHEN status IN ('new', 'assigned', 'in_progress', 'pending') THEN 1 ELSE 0 END) STORED,
  channel TEXT NOT NULL CHECK (channel IN ('sms', 'phone', 'email')),
  reporter_phone TEXT NOT NULL,
  unit_id INTEGER REFERENCES units (id),
  subject TEXT NOT NULL,
  technician_id INTEGER REFERENCES users (id),
  awaits_reply INTEGER NOT NULL DEFAULT 1 CHECK (awaits_reply IN (0, 1)),
  created_at_ms INTEGER NOT NULL,
  updated_at_ms INTEGER NOT NULL,
  assigned_at_ms INTEGER,
  first_reply_at_ms INTEGER,
  closed_at_ms INTEGER,
  closing_note TEXT
) STRICT;

CREATE INDEX tickets_by_urgency ON tickets (open DESC, priority_rank DESC, id DESC);
CREATE INDEX tickets_by_reporter ON tickets (reporter_phone, id);
CREATE INDEX open_tickets_by_technician ON tickets (technician_id, id) WHERE open = 1;

CREATE TABLE messages (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  ticket_id INTEGER REFERENCES tickets (id),
  direction TEXT NOT NULL CHECK (direction IN ('in', 'out', 'note')),
  channel TEXT NOT NULL CHECK (channel IN ('sms', 'phone', 'email', 'panel')),
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

CREATE INDEX messages_by_ticket ON messages (ticket_id, id) WHERE ticket_id IS NOT NULL;
CREATE INDEX messages_by_peer ON messages (peer, at_ms);
CREATE INDEX messages_to_review ON messages (id) WHERE kind = 'review' AND reviewed_at_ms IS NULL;
CREATE INDEX messages_outside_tickets ON messages (kind, id) WHERE ticket_id IS NULL;

CREATE TABLE ticket_events (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  ticket_id INTEGER NOT NULL REFERENCES tickets (id),
  kind TEXT NOT NULL,
  -- Who: a user, or a number that wrote by SMS, or neither (the program itself).
  user_id INTEGER REFERENCES users (id),
  phone TEXT,
  detail TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(detail)),
  at_ms INTEGER NOT NULL
) STRICT;

CREATE INDEX ticket_events_by_ticket ON ticket_events (ticket_id, id);
