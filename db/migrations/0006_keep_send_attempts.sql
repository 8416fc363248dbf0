-- Every handing over of a part to a modem, kept: a report may speak of an attempt that a human has since repeated, and
-- what was sent within an hour or a day is counted here, so that a restart forgets no cap.
CREATE TABLE send_attempts (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  part_id INTEGER NOT NULL REFERENCES outbound_parts (id),
  modem TEXT NOT NULL,
  sim_id TEXT NOT NULL,
  claimed_at_ms INTEGER NOT NULL,
  writing_at_ms INTEGER,
  ended_at_ms INTEGER,
  end_kind TEXT CHECK (end_kind IN ('sent', 'notSent', 'unknown')),
  reference INTEGER CHECK (reference BETWEEN 0 AND 255),
  fault_class TEXT,
  fault_code INTEGER,
  fault TEXT
) STRICT;

CREATE INDEX send_attempts_by_part ON send_attempts (part_id, id);
CREATE INDEX send_attempts_by_writing ON send_attempts (sim_id, writing_at_ms) WHERE writing_at_ms IS NOT NULL;
CREATE INDEX send_attempts_by_reference ON send_attempts (reference, id) WHERE reference IS NOT NULL;

-- The SIM that received what this answers: people answer to the number that they know.
ALTER TABLE outbound_texts ADD COLUMN preferred_sim TEXT;

-- A pause by a human, and a rest by the program after the same refusal again and again (a probe ends it).
ALTER TABLE gateways ADD COLUMN paused_at_ms INTEGER;
ALTER TABLE gateways ADD COLUMN paused_by INTEGER REFERENCES users (id);
ALTER TABLE gateways ADD COLUMN suspended_at_ms INTEGER;
ALTER TABLE gateways ADD COLUMN suspend_reason TEXT;
