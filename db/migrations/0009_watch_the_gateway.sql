-- The signal over the last days, a sample a few minutes.
CREATE TABLE signal_samples (
  modem TEXT NOT NULL,
  at_ms INTEGER NOT NULL,
  dbm INTEGER,
  registered INTEGER NOT NULL CHECK (registered IN (0, 1)),
  PRIMARY KEY (modem, at_ms)
) STRICT, WITHOUT ROWID;

-- What the operator answered to the balance code, and what could be read in it.
CREATE TABLE balances (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  modem TEXT NOT NULL,
  sim_id TEXT NOT NULL,
  code TEXT NOT NULL,
  at_ms INTEGER NOT NULL,
  -- NULL: no answer came; fault says why.
  answer TEXT,
  fault TEXT,
  rupiah INTEGER,
  -- Local dates, YYYY-MM-DD.
  active_until TEXT,
  grace_until TEXT
) STRICT;

CREATE INDEX balances_by_modem ON balances (modem, id);

CREATE TABLE missed_calls (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  modem TEXT NOT NULL,
  sim_id TEXT,
  -- E.164, or as the network wrote it; NULL: withheld.
  caller TEXT,
  at_ms INTEGER NOT NULL,
  rings INTEGER NOT NULL DEFAULT 1,
  -- The SMS that told the caller to write, if one was queued.
  message_id INTEGER REFERENCES messages (id)
) STRICT;

CREATE INDEX missed_calls_by_message ON missed_calls (message_id) WHERE message_id IS NOT NULL;
CREATE INDEX missed_calls_by_caller ON missed_calls (caller, at_ms) WHERE caller IS NOT NULL;

-- What a human must look at. One row for each trouble; it ends when the trouble ends.
CREATE TABLE alarms (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  -- NULL: of no modem.
  modem TEXT,
  kind TEXT NOT NULL,
  text TEXT NOT NULL,
  raised_at_ms INTEGER NOT NULL,
  last_at_ms INTEGER NOT NULL,
  ended_at_ms INTEGER,
  seen_by INTEGER REFERENCES users (id),
  seen_at_ms INTEGER,
  -- When it last went out by the hook and by SMS.
  told_at_ms INTEGER
) STRICT;

CREATE UNIQUE INDEX alarms_open ON alarms (ifnull(modem, ''), kind) WHERE ended_at_ms IS NULL;

-- A modem's last steps of recovery, the newest first.
CREATE INDEX recovery_steps_by_modem ON recovery_steps (modem, id);

-- How often people were told within the last hour.
CREATE INDEX alarms_by_told ON alarms (told_at_ms) WHERE told_at_ms IS NOT NULL;
