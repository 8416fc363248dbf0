-- A technician's own PIN for commands by SMS, where the office asks for one: the sender of an SMS can be forged.
CREATE TABLE technician_pins (
  user_id INTEGER PRIMARY KEY REFERENCES users (id),
  pin_hash TEXT NOT NULL,
  set_at_ms INTEGER NOT NULL,
  -- Commands without the right PIN since the last right one.
  failures INTEGER NOT NULL DEFAULT 0,
  failed_at_ms INTEGER,
  -- Until then even the right one is refused.
  locked_until_ms INTEGER
) STRICT;

-- Forms of the page "Tugas saya" that have been carried out: a second tap, or a retry over a broken line, does nothing.
CREATE TABLE used_forms (
  form_id TEXT PRIMARY KEY,
  user_id INTEGER NOT NULL REFERENCES users (id),
  at_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX used_forms_by_age ON used_forms (at_ms);

-- What technicians report to the operator (SOP 7): read at every look at the list of tickets.
CREATE INDEX field_news ON ticket_events (at_ms)
  WHERE kind IN ('departed', 'arrived', 'pended', 'declined', 'closed');

-- Low ratings wait until an admin has looked at them.
ALTER TABLE tickets ADD COLUMN rating_seen_at_ms INTEGER;
CREATE INDEX low_ratings ON tickets (id) WHERE rating < 3 AND rating_seen_at_ms IS NULL;

-- For recapitulations: what was closed in a span of time.
CREATE INDEX tickets_by_closing ON tickets (closed_at_ms) WHERE closed_at_ms IS NOT NULL;
