-- What the clocks of a ticket come to (DESIGN 6, 23): reckoned from its events, and never a running sum. Of a closed
-- ticket it is the verdict and stays as it is.
CREATE TABLE deadlines (
  ticket_id INTEGER NOT NULL REFERENCES tickets (id),
  clock TEXT NOT NULL CHECK (clock IN ('reply', 'confirmation', 'repair', 'leader', 'pending')),
  calendar TEXT NOT NULL CHECK (calendar IN ('service', 'emergency', 'always')),
  target TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('running', 'paused', 'stopped')),
  started_at_ms INTEGER NOT NULL,
  -- NULL while paused: then nothing can become late.
  due_at_ms INTEGER,
  -- A second, later limit, where the procedure names two (30 minutes to 1 hour).
  bound_at_ms INTEGER,
  warn_at_ms INTEGER,
  -- Open minutes that a paused clock has left.
  left_minutes INTEGER,
  stopped_at_ms INTEGER,
  -- Open minutes that a stopped clock has run, without its pauses.
  spent_minutes INTEGER,
  -- NULL of a stopped clock: what it was to measure never happened, as with a cancelled ticket.
  verdict TEXT CHECK (verdict IN ('met', 'within_bound', 'missed')),
  -- When the daemon must look at it next; NULL: nothing is left to tell.
  next_at_ms INTEGER,
  PRIMARY KEY (ticket_id, clock),
  CHECK ((state = 'paused') = (due_at_ms IS NULL)),
  CHECK ((state = 'stopped') = (stopped_at_ms IS NOT NULL)),
  CHECK (verdict IS NULL OR state = 'stopped')
) STRICT, WITHOUT ROWID;

CREATE INDEX deadlines_to_tell ON deadlines (next_at_ms) WHERE next_at_ms IS NOT NULL;
CREATE INDEX running_deadlines ON deadlines (due_at_ms) WHERE state = 'running';

-- What was told of a deadline. The key is the deadline it was about, or the day of a daily reminder: each once,
-- whatever restarts and clocks set back come between.
CREATE TABLE deadline_news (
  ticket_id INTEGER NOT NULL REFERENCES tickets (id),
  clock TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('near', 'expired', 'passed', 'bound_passed', 'daily', 'unreported')),
  about TEXT NOT NULL,
  told_at_ms INTEGER NOT NULL,
  PRIMARY KEY (ticket_id, clock, kind, about)
) STRICT, WITHOUT ROWID;

-- What was not solved in 5 days (SOP 8): why, what stands in the way, what is planned, and what the leader says to it.
CREATE TABLE leader_reports (
  ticket_id INTEGER PRIMARY KEY REFERENCES tickets (id),
  requested_at_ms INTEGER NOT NULL,
  reason TEXT,
  obstacle TEXT,
  plan TEXT,
  reported_by INTEGER REFERENCES users (id),
  reported_at_ms INTEGER,
  acknowledged_by INTEGER REFERENCES users (id),
  acknowledged_at_ms INTEGER,
  instruction TEXT,
  CHECK ((reason IS NULL) = (reported_at_ms IS NULL)),
  CHECK ((acknowledged_by IS NULL) = (acknowledged_at_ms IS NULL))
) STRICT;

CREATE INDEX leader_reports_acknowledged ON leader_reports (acknowledged_at_ms) WHERE acknowledged_at_ms IS NOT NULL;
CREATE INDEX leader_reports_to_acknowledge ON leader_reports (requested_at_ms) WHERE acknowledged_at_ms IS NULL;

-- All open tickets one by one, when a calendar or a target has changed.
CREATE INDEX open_tickets ON tickets (id) WHERE open = 1;
