-- Notes on bids, trucks and customers: kept here alone, never sent. Moments are microseconds UTC.
CREATE TABLE notes (
    id              INTEGER PRIMARY KEY,
    record          TEXT    NOT NULL,
    at              INTEGER NOT NULL,
    author          TEXT    NOT NULL,
    text            TEXT    NOT NULL,
    remind_at       INTEGER,
    told            INTEGER NOT NULL DEFAULT 0,
    done            INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE INDEX notes_by_record ON notes (record);
CREATE INDEX notes_to_remind ON notes (remind_at) WHERE remind_at IS NOT NULL AND told = 0 AND done = 0;
