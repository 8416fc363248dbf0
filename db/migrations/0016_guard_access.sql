-- reviewed: every session is copied before the old table goes; nobody is signed out.

-- A signed-in browser, told apart by what its owner knows of it.
CREATE TABLE sessions_whole (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  token_hash TEXT NOT NULL UNIQUE,
  user_id INTEGER NOT NULL REFERENCES users (id),
  created_at_ms INTEGER NOT NULL,
  expires_at_ms INTEGER NOT NULL,
  seen_at_ms INTEGER NOT NULL,
  address TEXT,
  browser TEXT
) STRICT;
INSERT INTO sessions_whole (token_hash, user_id, created_at_ms, expires_at_ms, seen_at_ms)
  SELECT token_hash, user_id, created_at_ms, expires_at_ms, created_at_ms FROM sessions;
DROP TABLE sessions;
ALTER TABLE sessions_whole RENAME TO sessions;
CREATE INDEX sessions_by_user ON sessions (user_id, id);
CREATE INDEX sessions_by_end ON sessions (expires_at_ms);

-- Until then a password that somebody else has set lets its owner in, to choose one of their own.
ALTER TABLE users ADD COLUMN password_until_ms INTEGER;

-- The second factor (RFC 6238): the secret that the owner's telephone knows, too. It counts once it was confirmed.
CREATE TABLE second_factors (
  user_id INTEGER PRIMARY KEY REFERENCES users (id),
  -- Base32, as it is typed by hand.
  secret TEXT NOT NULL,
  confirmed_at_ms INTEGER,
  -- The last time step whose code was taken: none is taken twice.
  last_step INTEGER NOT NULL DEFAULT 0
) STRICT;

-- For who has lost the telephone; each works once. Random enough for a plain hash.
CREATE TABLE recovery_codes (
  code_hash TEXT PRIMARY KEY,
  user_id INTEGER NOT NULL REFERENCES users (id),
  used_at_ms INTEGER
) STRICT;
CREATE INDEX recovery_codes_by_user ON recovery_codes (user_id);

-- Failed tries of a name or an address, which is kept as its hash: what is typed as a name may be a password.
CREATE TABLE attempts (
  subject TEXT PRIMARY KEY,
  failures INTEGER NOT NULL,
  last_at_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX attempts_by_age ON attempts (last_at_ms);

-- Who came in or tried to, and what was changed of accounts. Append-only.
CREATE TABLE security_events (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  kind TEXT NOT NULL,
  -- Whose account it is; NULL: of no account that there is.
  user_id INTEGER REFERENCES users (id),
  -- Who did it; NULL: whoever was at the address, or sat at the server.
  by_id INTEGER REFERENCES users (id),
  address TEXT,
  detail TEXT,
  at_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX security_events_by_user ON security_events (user_id, id);

-- A reporter's code by SMS. A number that is in nobody's hands gets a row as well, and no SMS: from outside both are alike.
CREATE TABLE one_time_codes (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  phone TEXT NOT NULL,
  code_hash TEXT NOT NULL,
  address TEXT NOT NULL,
  made_at_ms INTEGER NOT NULL,
  tries INTEGER NOT NULL DEFAULT 0,
  -- Taken, or overtaken by a newer one.
  ended_at_ms INTEGER,
  sent INTEGER NOT NULL CHECK (sent IN (0, 1))
) STRICT;
CREATE INDEX one_time_codes_by_phone ON one_time_codes (phone, id);
CREATE INDEX one_time_codes_by_age ON one_time_codes (made_at_ms);

-- A reporter's browser. Whose it is and of which unit is asked of the directory with each request.
CREATE TABLE reporter_sessions (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  token_hash TEXT NOT NULL UNIQUE,
  phone TEXT NOT NULL,
  created_at_ms INTEGER NOT NULL,
  expires_at_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX reporter_sessions_by_end ON reporter_sessions (expires_at_ms);

-- A code is forgotten as soon as its SMS has left or will not leave any more, whichever way that came about.
CREATE TRIGGER forget_sent_codes AFTER UPDATE OF state ON outbound_parts
WHEN NEW.state IN ('sent', 'delivered', 'failed', 'expired', 'cancelled', 'unknown')
  AND (SELECT kind FROM messages WHERE id = NEW.message_id) = 'one_time_code'
BEGIN
  UPDATE outbound_parts SET text = '' WHERE id = NEW.id;
END;
