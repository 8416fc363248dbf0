-- What the office has changed about an automatic SMS; one that has no row is as the program ships it.
CREATE TABLE notice_wordings (
  notice TEXT PRIMARY KEY,
  -- NULL: the program's own words.
  wording TEXT CHECK (length(wording) BETWEEN 1 AND 1000),
  -- So many SMS the office has agreed to; what is filled in is cut to that.
  parts INTEGER NOT NULL DEFAULT 1 CHECK (parts BETWEEN 1 AND 3),
  active INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1))
) STRICT;

CREATE TABLE notice_changes (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  notice TEXT NOT NULL,
  -- As they were before and became; NULL: the program's own words.
  wording_before TEXT,
  wording_after TEXT,
  active_before INTEGER NOT NULL CHECK (active_before IN (0, 1)),
  active_after INTEGER NOT NULL CHECK (active_after IN (0, 1)),
  user_id INTEGER NOT NULL REFERENCES users (id),
  at_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX notice_changes_by_notice ON notice_changes (notice, id);

-- Answers that admins write again and again.
CREATE TABLE canned_replies (
  id INTEGER PRIMARY KEY,
  title TEXT NOT NULL UNIQUE COLLATE NOCASE CHECK (length(title) BETWEEN 1 AND 60),
  wording TEXT NOT NULL CHECK (length(wording) BETWEEN 1 AND 1000),
  position INTEGER NOT NULL,
  active INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1)),
  updated_by INTEGER REFERENCES users (id),
  updated_at_ms INTEGER NOT NULL
) STRICT;

-- Offered for these categories only; without a row for every ticket.
CREATE TABLE canned_reply_categories (
  reply_id INTEGER NOT NULL REFERENCES canned_replies (id),
  category_id INTEGER NOT NULL REFERENCES categories (id),
  PRIMARY KEY (reply_id, category_id)
) STRICT, WITHOUT ROWID;

-- Tickets that were merged because one disturbance is behind them; what a ticket was then comes back when it is undone.
CREATE TABLE ticket_merges (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  ticket_id INTEGER NOT NULL REFERENCES tickets (id),
  -- As it was chosen; tickets.merged_into is where it leads by now, when that one was merged, too.
  into_id INTEGER NOT NULL REFERENCES tickets (id),
  status_before TEXT NOT NULL CHECK (status_before IN ('new', 'assigned', 'in_progress', 'pending')),
  awaited_reply INTEGER NOT NULL CHECK (awaited_reply IN (0, 1)),
  pending_reason TEXT,
  pending_since_ms INTEGER,
  pending_until TEXT,
  pending_note TEXT,
  merged_by INTEGER NOT NULL REFERENCES users (id),
  merged_at_ms INTEGER NOT NULL,
  undone_by INTEGER REFERENCES users (id),
  undone_at_ms INTEGER,
  CHECK (ticket_id <> into_id)
) STRICT;
CREATE UNIQUE INDEX ticket_merges_standing ON ticket_merges (ticket_id) WHERE undone_at_ms IS NULL;

CREATE INDEX ticket_merges_by_ticket ON ticket_merges (ticket_id);
CREATE INDEX ticket_merges_by_main ON ticket_merges (into_id);

-- Tickets that have to do with each other; each pair once, the older ticket first.
CREATE TABLE ticket_links (
  older_id INTEGER NOT NULL REFERENCES tickets (id),
  newer_id INTEGER NOT NULL REFERENCES tickets (id),
  kind TEXT NOT NULL CHECK (kind IN ('related', 'repeated', 'split')),
  reason TEXT,
  -- NULL: by the program itself.
  linked_by INTEGER REFERENCES users (id),
  linked_at_ms INTEGER NOT NULL,
  PRIMARY KEY (older_id, newer_id),
  CHECK (older_id < newer_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX ticket_links_by_newer ON ticket_links (newer_id);

-- What came in from when to when.
CREATE INDEX tickets_by_arrival ON tickets (created_at_ms);
