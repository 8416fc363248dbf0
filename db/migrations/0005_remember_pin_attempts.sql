-- Three wrong PINs lock a SIM for good, so a try outlives the process that made it. The PIN itself is not kept.
CREATE TABLE pin_attempts (
  card TEXT NOT NULL,
  pin_digest TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('opened', 'accepted', 'refused')),
  at_ms INTEGER NOT NULL,
  PRIMARY KEY (card, pin_digest)
) STRICT, WITHOUT ROWID;
