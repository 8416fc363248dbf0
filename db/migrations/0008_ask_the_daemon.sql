-- The panel asks, the daemon does (DESIGN 26): what needs the modem is a row here. Stale ones are refused.
CREATE TABLE requests (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  kind TEXT NOT NULL,
  -- The modem's name; NULL: none in particular.
  modem TEXT,
  asked_by INTEGER REFERENCES users (id),
  asked_at_ms INTEGER NOT NULL,
  expires_at_ms INTEGER NOT NULL,
  state TEXT NOT NULL DEFAULT 'queued' CHECK (state IN ('queued', 'claimed', 'done', 'failed', 'expired')),
  claimed_at_ms INTEGER,
  ended_at_ms INTEGER,
  -- One sentence for whoever asked.
  result TEXT
) STRICT;

CREATE INDEX requests_open ON requests (state) WHERE ended_at_ms IS NULL;
CREATE INDEX requests_by_modem ON requests (modem, id);
