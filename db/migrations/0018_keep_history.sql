-- What happened has happened: a line of history is written once and for good.
CREATE TRIGGER ticket_events_stay BEFORE UPDATE ON ticket_events
BEGIN SELECT RAISE(ABORT, 'history is append-only'); END;
CREATE TRIGGER ticket_events_remain BEFORE DELETE ON ticket_events
BEGIN SELECT RAISE(ABORT, 'history is append-only'); END;
CREATE INDEX ticket_events_by_time ON ticket_events (at_ms, id);
-- What is done is looked for by when it was.
CREATE INDEX closed_tickets ON tickets (closed_at_ms DESC, id DESC) WHERE status = 'closed';
CREATE INDEX closed_tickets_by_technician ON tickets (technician_id, closed_at_ms DESC, id DESC) WHERE status = 'closed';
