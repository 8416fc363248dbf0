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
  fault_sub TEXT,
  fault_code INTEGER,
  fault TEXT
) STRICT;

INSERT INTO send_attempts
  (part_id, modem, sim_id, claimed_at_ms, writing_at_ms, ended_at_ms, end_kind, reference, fault)
SELECT id, modem, sim_id, claimed_at_ms, writing_at_ms, coalesce(sent_at_ms, ended_at_ms, claimed_at_ms),
  CASE state WHEN 'unknown' THEN 'unknown' WHEN 'writing' THEN NULL
    ELSE CASE WHEN sent_at_ms IS NULL THEN 'notSent' ELSE 'sent' END END,
  reference, fault
FROM outbound_parts
WHERE modem IS NOT NULL AND sim_id IS NOT NULL AND claimed_at_ms IS NOT NULL
ORDER BY claimed_at_ms, id;

CREATE INDEX send_attempts_by_part ON send_attempts (part_id, id);
CREATE INDEX send_attempts_by_modem ON send_attempts (modem, id);
CREATE INDEX send_attempts_by_sim ON send_attempts (sim_id, id);
CREATE INDEX send_attempts_by_writing ON send_attempts (sim_id, writing_at_ms) WHERE writing_at_ms IS NOT NULL;
CREATE INDEX send_attempts_by_reference ON send_attempts (sim_id, reference, id) WHERE reference IS NOT NULL;
-- What left without an answer: a report finds it by its number alone.
CREATE INDEX send_attempts_unreferred ON send_attempts (sim_id, id)
  WHERE reference IS NULL AND end_kind IN ('sent', 'unknown');

-- The turn, lowest first: the level of what it is for, then the number of arrival and how many may overtake it.
ALTER TABLE outbound_parts ADD COLUMN send_order INTEGER NOT NULL DEFAULT 0;
UPDATE outbound_parts SET send_order = 3 * 1099511627776 + message_id;
CREATE INDEX outbound_parts_waiting ON outbound_parts (send_order, message_id, seq) WHERE state = 'queued';

-- The SIM that received what this answers: people answer to the number that they know.
ALTER TABLE outbound_texts ADD COLUMN preferred_sim TEXT;

-- When the SMSC took what the report speaks of, by its own clock, and perhaps in a wrong zone.
ALTER TABLE status_reports ADD COLUMN submitted_at_ms INTEGER;
CREATE INDEX status_reports_by_part ON status_reports (part_id) WHERE part_id IS NOT NULL;
CREATE INDEX status_reports_waiting ON status_reports (sim_id, received_at_ms) WHERE part_id IS NULL;

-- A pause by a human, and a rest by the program after the same refusal again and again (a probe ends it).
ALTER TABLE gateways ADD COLUMN paused_at_ms INTEGER;
ALTER TABLE gateways ADD COLUMN paused_by INTEGER REFERENCES users (id);
ALTER TABLE gateways ADD COLUMN suspended_at_ms INTEGER;
ALTER TABLE gateways ADD COLUMN suspend_reason TEXT;
-- A SIM that may no longer send, in its grace time.
ALTER TABLE gateways ADD COLUMN receive_only INTEGER NOT NULL DEFAULT 0 CHECK (receive_only IN (0, 1));
