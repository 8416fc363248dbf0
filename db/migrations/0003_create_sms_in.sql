-- Every PDU as the modem gave it; all else is derived from here and can be derived again (DESIGN 2).
CREATE TABLE raw_messages (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  sim_id TEXT NOT NULL,
  modem TEXT NOT NULL,
  storage TEXT NOT NULL,
  slot INTEGER,
  stat INTEGER,
  tpdu_length INTEGER,
  pdu_hex TEXT NOT NULL,
  via TEXT NOT NULL CHECK (via IN ('CMGL', 'CMGR', 'CMT', 'CDS')),
  fingerprint TEXT NOT NULL,
  state TEXT NOT NULL DEFAULT 'received' CHECK (state IN ('received', 'derived', 'ignored', 'quarantined')),
  reason TEXT,
  attempts INTEGER NOT NULL DEFAULT 0,
  seen_count INTEGER NOT NULL DEFAULT 1,
  received_at_ms INTEGER NOT NULL,
  last_seen_at_ms INTEGER NOT NULL
) STRICT;

CREATE INDEX raw_messages_by_fingerprint ON raw_messages (fingerprint, received_at_ms);
CREATE INDEX raw_messages_to_derive ON raw_messages (id) WHERE state = 'received';
CREATE INDEX raw_messages_quarantined ON raw_messages (id) WHERE state = 'quarantined';

-- One text as its sender wrote it, in one part or many.
CREATE TABLE inbound_texts (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  sim_id TEXT NOT NULL,
  modem TEXT NOT NULL,
  sender TEXT NOT NULL,
  sender_kind TEXT NOT NULL CHECK (sender_kind IN ('phone', 'short_code', 'name', 'other')),
  content TEXT NOT NULL DEFAULT 'text' CHECK (content IN ('text', 'data')),
  concat_ref INTEGER,
  concat_bits INTEGER,
  part_count INTEGER NOT NULL CHECK (part_count BETWEEN 1 AND 255),
  state TEXT NOT NULL CHECK (state IN ('assembling', 'pending', 'done', 'failed')),
  attempts INTEGER NOT NULL DEFAULT 0,
  next_attempt_at_ms INTEGER NOT NULL DEFAULT 0,
  fault TEXT,
  -- SCTS of the first part, NULL when senseless; arrival counts then (DESIGN 21).
  sent_at_ms INTEGER,
  received_at_ms INTEGER NOT NULL,
  message_id INTEGER REFERENCES messages (id)
) STRICT;

-- One for each state that is looked for: a partial index serves equality with its own condition only.
CREATE INDEX inbound_texts_assembling ON inbound_texts (received_at_ms) WHERE state = 'assembling';
CREATE INDEX inbound_texts_pending ON inbound_texts (id) WHERE state = 'pending';
CREATE INDEX inbound_texts_failed ON inbound_texts (id) WHERE state = 'failed';
CREATE INDEX inbound_texts_by_concat ON inbound_texts (sender, concat_ref, id) WHERE concat_ref IS NOT NULL;
CREATE INDEX inbound_texts_by_message ON inbound_texts (message_id) WHERE message_id IS NOT NULL;

CREATE TABLE inbound_parts (
  text_id INTEGER NOT NULL REFERENCES inbound_texts (id),
  seq INTEGER NOT NULL,
  raw_id INTEGER NOT NULL UNIQUE REFERENCES raw_messages (id),
  -- What it says, to tell a part that was sent again from one of another text.
  digest TEXT NOT NULL,
  -- SCTS of this part, NULL when senseless.
  sent_at_ms INTEGER,
  PRIMARY KEY (text_id, seq)
) STRICT, WITHOUT ROWID;
