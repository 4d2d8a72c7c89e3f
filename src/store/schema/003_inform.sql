-- What came from outside: one line a field of a record. A line that nobody has looked at yet is replaced by the next change
-- of the same field; a looked-at one stays as the trace of what was.
CREATE TABLE outside_changes (
    seq             INTEGER PRIMARY KEY AUTOINCREMENT,
    kind            TEXT    NOT NULL,
    id              TEXT    NOT NULL,
    at              INTEGER NOT NULL,
    there_at        INTEGER,
    field           TEXT    NOT NULL,
    old             TEXT    NOT NULL,
    new             TEXT    NOT NULL,
    seen_at         INTEGER
) STRICT;

CREATE UNIQUE INDEX outside_unseen ON outside_changes (kind, id, field) WHERE seen_at IS NULL;
CREATE INDEX outside_by_record ON outside_changes (kind, id, seq);

-- Causes that a person has been told of, so that nobody is told twice.
CREATE TABLE told (
    cause           TEXT    PRIMARY KEY NOT NULL,
    at              INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX bids_started ON bids (row) WHERE status = 'started' AND deleted = 0;
CREATE INDEX journal_failed ON journal (at) WHERE status IS NULL OR status >= 400 OR error IS NOT NULL;

-- A database that has pulled before knows what was there: from now on what is new is news.
INSERT INTO settings (key, value)
    SELECT 'outside-is-noted', 'yes' WHERE EXISTS (SELECT 1 FROM cursors);
