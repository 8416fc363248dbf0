-- Days on which a technician gets no new work; both ends belong to it. A changed one is withdrawn and replaced, so that
-- each change can be undone and is remembered.
CREATE TABLE absences (
  id INTEGER PRIMARY KEY,
  technician_id INTEGER NOT NULL REFERENCES users (id),
  kind TEXT NOT NULL CHECK (kind IN ('leave', 'official_trip', 'sick')),
  from_date TEXT NOT NULL,
  to_date TEXT NOT NULL,
  note TEXT,
  replaces INTEGER REFERENCES absences (id),
  recorded_by INTEGER NOT NULL REFERENCES users (id),
  recorded_at_ms INTEGER NOT NULL,
  withdrawn_by INTEGER REFERENCES users (id),
  withdrawn_at_ms INTEGER,
  CHECK (from_date <= to_date),
  CHECK ((withdrawn_at_ms IS NULL) = (withdrawn_by IS NULL))
) STRICT;
CREATE INDEX absences_in_force ON absences (technician_id, to_date) WHERE withdrawn_at_ms IS NULL;
CREATE INDEX absences_by_end ON absences (to_date) WHERE withdrawn_at_ms IS NULL;

-- What a technician is good at.
CREATE TABLE technician_skills (
  technician_id INTEGER NOT NULL REFERENCES users (id),
  category_id INTEGER NOT NULL REFERENCES categories (id),
  PRIMARY KEY (technician_id, category_id)
) STRICT, WITHOUT ROWID;

-- How many open tickets a technician is given at the most; no row: no limit.
CREATE TABLE technician_limits (
  technician_id INTEGER PRIMARY KEY REFERENCES users (id),
  tickets_max INTEGER NOT NULL CHECK (tickets_max BETWEEN 1 AND 99)
) STRICT;

-- Where a technician was last, and how long work at an SKPD took.
CREATE INDEX departures_by_technician ON tickets (technician_id, departed_at_ms) WHERE departed_at_ms IS NOT NULL;
CREATE INDEX arrivals_by_technician ON tickets (technician_id, arrived_at_ms) WHERE arrived_at_ms IS NOT NULL;
CREATE INDEX finished_visits ON tickets (closed_at_ms) WHERE closed_at_ms IS NOT NULL AND arrived_at_ms IS NOT NULL;

-- What lies in the office's stock. How much of it there is, is the sum of its moves.
CREATE TABLE parts (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE COLLATE NOCASE CHECK (length(name) BETWEEN 1 AND 60),
  counted_in TEXT NOT NULL CHECK (length(counted_in) BETWEEN 1 AND 20),
  minimum INTEGER NOT NULL DEFAULT 0 CHECK (minimum BETWEEN 0 AND 100000),
  shelf TEXT CHECK (length(shelf) BETWEEN 1 AND 40),
  active INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1)),
  created_at_ms INTEGER NOT NULL
) STRICT;

-- A part that a ticket needs: waited for, set aside, and then used or released, once; what was used may come back.
CREATE TABLE part_requests (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  ticket_id INTEGER NOT NULL REFERENCES tickets (id),
  part_id INTEGER NOT NULL REFERENCES parts (id),
  quantity INTEGER NOT NULL CHECK (quantity BETWEEN 1 AND 1000),
  state TEXT NOT NULL CHECK (state IN ('waiting', 'reserved', 'used', 'released', 'returned')),
  requested_by INTEGER REFERENCES users (id),
  requested_at_ms INTEGER NOT NULL,
  reserved_at_ms INTEGER,
  ended_at_ms INTEGER,
  CHECK ((state IN ('waiting', 'reserved')) = (ended_at_ms IS NULL))
) STRICT;
CREATE UNIQUE INDEX part_requests_in_force ON part_requests (part_id, ticket_id) WHERE state IN ('waiting', 'reserved');
CREATE INDEX part_requests_by_ticket ON part_requests (ticket_id, id);

CREATE TABLE stock_moves (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  part_id INTEGER NOT NULL REFERENCES parts (id),
  kind TEXT NOT NULL CHECK (kind IN ('arrival', 'out', 'correction', 'reservation', 'release', 'use', 'undo')),
  -- By how much it changed what lies on the shelf, and what of that is set aside for tickets.
  on_hand INTEGER NOT NULL,
  reserved INTEGER NOT NULL,
  ticket_id INTEGER REFERENCES tickets (id),
  request_id INTEGER REFERENCES part_requests (id),
  -- A wrong move is not taken away but answered by its opposite, once.
  undoes INTEGER UNIQUE REFERENCES stock_moves (id),
  user_id INTEGER REFERENCES users (id),
  note TEXT,
  at_ms INTEGER NOT NULL,
  CHECK (on_hand <> 0 OR reserved <> 0),
  CHECK ((kind = 'undo') = (undoes IS NOT NULL))
) STRICT;
CREATE INDEX stock_moves_by_part ON stock_moves (part_id, id, on_hand, reserved);
CREATE INDEX stock_moves_by_request ON stock_moves (request_id) WHERE request_id IS NOT NULL;

-- Whatever the program does: what is not there can neither be taken nor set aside.
CREATE TRIGGER stock_is_never_negative AFTER INSERT ON stock_moves
WHEN (SELECT sum(on_hand) - sum(reserved) < 0 OR sum(reserved) < 0 OR sum(on_hand) < 0
      FROM stock_moves WHERE part_id = NEW.part_id)
BEGIN
  SELECT RAISE(ABORT, 'stock would be negative');
END;
CREATE TRIGGER stock_moves_are_not_changed BEFORE UPDATE ON stock_moves
BEGIN
  SELECT RAISE(ABORT, 'stock moves are only added');
END;
CREATE TRIGGER stock_moves_are_not_taken_away BEFORE DELETE ON stock_moves
BEGIN
  SELECT RAISE(ABORT, 'stock moves are only added');
END;
