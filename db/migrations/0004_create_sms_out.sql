-- What is to be sent once for each message of direction 'out' over SMS.
CREATE TABLE outbound_texts (
  message_id INTEGER PRIMARY KEY REFERENCES messages (id),
  recipient TEXT NOT NULL,
  -- Sending order, lowest first (DESIGN 25).
  rank INTEGER NOT NULL,
  expires_at_ms INTEGER NOT NULL,
  -- One row per cause: an answer can never be queued twice for the same event.
  cause TEXT NOT NULL UNIQUE
) STRICT;

-- The state machine of DESIGN 4 and 18, one row a part.
CREATE TABLE outbound_parts (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  message_id INTEGER NOT NULL REFERENCES outbound_texts (message_id),
  seq INTEGER NOT NULL,
  part_count INTEGER NOT NULL,
  concat_ref INTEGER CHECK (concat_ref BETWEEN 0 AND 255),
  alphabet TEXT NOT NULL CHECK (alphabet IN ('gsm7', 'ucs2')),
  text TEXT NOT NULL,
  state TEXT NOT NULL DEFAULT 'queued' CHECK (state IN
    ('queued', 'claimed', 'writing', 'sent', 'delivered', 'failed', 'expired', 'cancelled', 'unknown')),
  attempts INTEGER NOT NULL DEFAULT 0,
  next_attempt_at_ms INTEGER NOT NULL DEFAULT 0,
  modem TEXT,
  sim_id TEXT,
  reference INTEGER CHECK (reference BETWEEN 0 AND 255),
  claimed_at_ms INTEGER,
  writing_at_ms INTEGER,
  sent_at_ms INTEGER,
  ended_at_ms INTEGER,
  fault TEXT,
  UNIQUE (message_id, seq)
) STRICT;

CREATE INDEX outbound_parts_by_state ON outbound_parts (state, message_id);
CREATE INDEX outbound_parts_by_reference ON outbound_parts (reference, id) WHERE reference IS NOT NULL;

CREATE TABLE status_reports (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  raw_id INTEGER NOT NULL UNIQUE REFERENCES raw_messages (id),
  sim_id TEXT NOT NULL,
  reference INTEGER NOT NULL,
  recipient TEXT NOT NULL,
  status INTEGER NOT NULL,
  discharged_at_ms INTEGER,
  received_at_ms INTEGER NOT NULL,
  part_id INTEGER REFERENCES outbound_parts (id)
) STRICT;

CREATE INDEX status_reports_unmatched ON status_reports (id) WHERE part_id IS NULL;

-- The last known state of each modem, in words, for people.
CREATE TABLE gateways (
  name TEXT PRIMARY KEY,
  phase TEXT NOT NULL,
  detail TEXT NOT NULL,
  sim_id TEXT,
  operator TEXT,
  signal_dbm INTEGER,
  registered INTEGER NOT NULL DEFAULT 0 CHECK (registered IN (0, 1)),
  storage_used INTEGER,
  storage_total INTEGER,
  simulated INTEGER NOT NULL DEFAULT 0 CHECK (simulated IN (0, 1)),
  hold_until_ms INTEGER,
  hold_reason TEXT,
  since_ms INTEGER NOT NULL
) STRICT;
