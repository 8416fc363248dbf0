-- What was learned of each modem, by its IMEI: tried first at the next start, and verified all the same.
CREATE TABLE modem_records (
  imei TEXT PRIMARY KEY,
  -- The gateway's name and the SIM that it was last seen with.
  modem TEXT NOT NULL,
  sim_id TEXT,
  manufacturer TEXT NOT NULL,
  model TEXT NOT NULL,
  revision TEXT NOT NULL,
  profile TEXT NOT NULL,
  -- JSON: the CNMI rung, the storage, the form of USSD, capacities, quirks.
  learned TEXT NOT NULL,
  first_seen_ms INTEGER NOT NULL,
  last_seen_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- The recovery ladder's history, and its budgets: a modem may be reset so often a day, whatever restarts in between.
CREATE TABLE recovery_steps (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  modem TEXT NOT NULL,
  level TEXT NOT NULL,
  reason TEXT NOT NULL,
  started_at_ms INTEGER NOT NULL,
  ended_at_ms INTEGER,
  -- done: carried out; failed; skipped: no budget or no hook.
  outcome TEXT CHECK (outcome IN ('done', 'failed', 'skipped')),
  note TEXT
) STRICT;

CREATE INDEX recovery_steps_by_level ON recovery_steps (modem, level, started_at_ms);

-- Facts about the modem for people, beside what 0004 has.
ALTER TABLE gateways ADD COLUMN imei TEXT;
ALTER TABLE gateways ADD COLUMN model TEXT;
ALTER TABLE gateways ADD COLUMN firmware TEXT;
ALTER TABLE gateways ADD COLUMN technology TEXT;
-- JSON: [{"name":"SM","used":9,"total":10}, …]
ALTER TABLE gateways ADD COLUMN storages TEXT;
-- The ladder's level while it works, else NULL.
ALTER TABLE gateways ADD COLUMN recovery_level TEXT;

-- SIMs whose texts this database has taken. What a new one held already is shown to people and never answered.
CREATE TABLE sims (
  sim_id TEXT PRIMARY KEY,
  first_seen_ms INTEGER NOT NULL,
  -- When all that it held at first had been read; NULL: not yet.
  emptied_at_ms INTEGER
) STRICT, WITHOUT ROWID;

INSERT INTO sims
SELECT sim_id, min(received_at_ms), max(received_at_ms) FROM raw_messages GROUP BY sim_id;

-- It lay on the SIM, read or old, before this database knew that SIM.
ALTER TABLE raw_messages ADD COLUMN pre_existing INTEGER NOT NULL DEFAULT 0 CHECK (pre_existing IN (0, 1));
