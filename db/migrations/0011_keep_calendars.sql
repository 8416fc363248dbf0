-- When the office serves. Its weekly hours are the setting 'calendar'; what differs from them by date is here.

-- Other hours for a while, such as Ramadan; both dates included, `2026-02-19`.
CREATE TABLE hours_ranges (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 60),
  from_date TEXT NOT NULL,
  to_date TEXT NOT NULL,
  -- Seven lists of intervals in minutes, Monday first.
  weekly TEXT NOT NULL CHECK (json_valid(weekly)),
  CHECK (from_date <= to_date)
) STRICT;

-- Holidays, collective leave and half days. A draft closes nothing until somebody has confirmed it.
CREATE TABLE closures (
  id INTEGER PRIMARY KEY,
  date TEXT NOT NULL CHECK (date GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 80),
  kind TEXT NOT NULL CHECK (kind IN ('national', 'collective', 'local', 'election', 'other')),
  state TEXT NOT NULL DEFAULT 'fixed' CHECK (state IN ('fixed', 'draft')),
  source TEXT,
  applies_to TEXT NOT NULL DEFAULT 'all' CHECK (applies_to IN ('all', 'phone', 'service')),
  -- Minutes since midnight; NULL: the whole day.
  closed_from INTEGER CHECK (closed_from BETWEEN 0 AND 1440),
  closed_to INTEGER CHECK (closed_to BETWEEN 0 AND 1440),
  CHECK ((closed_from IS NULL) = (closed_to IS NULL)),
  CHECK (closed_from IS NULL OR closed_from < closed_to),
  UNIQUE (date, name)
) STRICT;

-- Who changed the calendar and when; the newest id is the calendar's version, by which deadlines follow it. Kept with
-- each change is every row as it was before and became, so that it can be undone.
CREATE TABLE calendar_changes (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  -- NULL: the program itself.
  user_id INTEGER REFERENCES users (id),
  what TEXT NOT NULL,
  changed_rows TEXT NOT NULL CHECK (json_valid(changed_rows)),
  at_ms INTEGER NOT NULL
) STRICT;

-- SKB 3 Menteri No. 1497/2025, 2/2025 and 5/2025: 17 holidays and 8 days of collective leave.
INSERT INTO closures (date, name, kind, source) VALUES
  ('2026-01-01', 'Tahun Baru 2026 Masehi', 'national', 'SKB 1497/2025, 2/2025, 5/2025'),
  ('2026-01-16', 'Isra Mikraj Nabi Muhammad S.A.W.', 'national', 'SKB 1497/2025, 2/2025, 5/2025'),
  ('2026-02-16', 'Cuti bersama Tahun Baru Imlek', 'collective', 'SKB 1497/2025, 2/2025, 5/2025'),
  ('2026-02-17', 'Tahun Baru Imlek 2577 Kongzili', 'national', 'SKB 1497/2025, 2/2025, 5/2025'),
  ('2026-03-18', 'Cuti bersama Hari Suci Nyepi', 'collective', 'SKB 1497/2025, 2/2025, 5/2025'),
  ('2026-03-19', 'Hari Suci Nyepi (Tahun Baru Saka 1948)', 'national', 'SKB 1497/2025, 2/2025, 5/2025'),
  ('2026-03-20', 'Cuti bersama Idul Fitri', 'collective', 'SKB 1497/2025, 2/2025, 5/2025'),
  ('2026-03-21', 'Idul Fitri 1447 Hijriah', 'national', 'SKB 1497/2025, 2/2025, 5/2025'),
  ('2026-03-22', 'Idul Fitri 1447 Hijriah', 'national', 'SKB 1497/2025, 2/2025, 5/2025'),
  ('2026-03-23', 'Cuti bersama Idul Fitri', 'collective', 'SKB 1497/2025, 2/2025, 5/2025'),
  ('2026-03-24', 'Cuti bersama Idul Fitri', 'collective', 'SKB 1497/2025, 2/2025, 5/2025'),
  ('2026-04-03', 'Wafat Yesus Kristus', 'national', 'SKB 1497/2025, 2/2025, 5/2025'),
  ('2026-04-05', 'Kebangkitan Yesus Kristus (Paskah)', 'national', 'SKB 1497/2025, 2/2025, 5/2025'),
  ('2026-05-01', 'Hari Buruh Internasional', 'national', 'SKB 1497/2025, 2/2025, 5/2025'),
  ('2026-05-14', 'Kenaikan Yesus Kristus', 'national', 'SKB 1497/2025, 2/2025, 5/2025'),
  ('2026-05-15', 'Cuti bersama Kenaikan Yesus Kristus', 'collective', 'SKB 1497/2025, 2/2025, 5/2025'),
  ('2026-05-27', 'Idul Adha 1447 Hijriah', 'national', 'SKB 1497/2025, 2/2025, 5/2025'),
  ('2026-05-28', 'Cuti bersama Idul Adha', 'collective', 'SKB 1497/2025, 2/2025, 5/2025'),
  ('2026-05-31', 'Hari Raya Waisak 2570 BE', 'national', 'SKB 1497/2025, 2/2025, 5/2025'),
  ('2026-06-01', 'Hari Lahir Pancasila', 'national', 'SKB 1497/2025, 2/2025, 5/2025'),
  ('2026-06-16', '1 Muharam Tahun Baru Islam 1448 Hijriah', 'national', 'SKB 1497/2025, 2/2025, 5/2025'),
  ('2026-08-17', 'Proklamasi Kemerdekaan', 'national', 'SKB 1497/2025, 2/2025, 5/2025'),
  ('2026-08-25', 'Maulid Nabi Muhammad S.A.W.', 'national', 'SKB 1497/2025, 2/2025, 5/2025'),
  ('2026-12-24', 'Cuti bersama Kelahiran Yesus Kristus', 'collective', 'SKB 1497/2025, 2/2025, 5/2025'),
  ('2026-12-25', 'Kelahiran Yesus Kristus', 'national', 'SKB 1497/2025, 2/2025, 5/2025');
