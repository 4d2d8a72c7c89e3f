-- Reasons by kind, so that they are worded in the language of the screen; before this step they were sentences.
ALTER TABLE bids ADD COLUMN error_kind TEXT;
ALTER TABLE books ADD COLUMN error_kind TEXT;

-- When a reading first saw a change of a record that carries no date of its own.
ALTER TABLE books ADD COLUMN updated_there INTEGER;

-- Failures for reasons of the record's own, and whether it was set aside because of them.
ALTER TABLE outbox ADD COLUMN own_failures INTEGER NOT NULL DEFAULT 0;
ALTER TABLE outbox ADD COLUMN set_aside INTEGER NOT NULL DEFAULT 0;

-- What can't be done on both sides: 'fields' or 'deleted_here' (what is gone there is a state of the bid itself).
ALTER TABLE conflicts ADD COLUMN kind TEXT NOT NULL DEFAULT 'fields';

-- A decision that was taken back.
ALTER TABLE history ADD COLUMN undone_at INTEGER;

CREATE TABLE book_conflicts (
    id              TEXT    PRIMARY KEY NOT NULL REFERENCES books (id) ON DELETE CASCADE,
    since           INTEGER NOT NULL,
    fields          TEXT    NOT NULL,
    theirs          TEXT    NOT NULL,
    raw             TEXT    NOT NULL
) STRICT, WITHOUT ROWID;

-- Deletions on the platform that wait: for the end of their reading, and for a person when they are suspiciously many.
CREATE TABLE held_deletions (
    kind            TEXT    NOT NULL,
    remote_id       INTEGER NOT NULL,
    updated_there   INTEGER,
    PRIMARY KEY (kind, remote_id)
) STRICT, WITHOUT ROWID;

-- Slow readings beside the ordinary one, with the position that each has reached.
CREATE TABLE passes (
    name            TEXT    PRIMARY KEY NOT NULL,
    begun_at        INTEGER NOT NULL,
    since           INTEGER NOT NULL,
    total           INTEGER,
    updated_at      TEXT,
    id              INTEGER,
    late            INTEGER NOT NULL DEFAULT 0,
    ended_at        INTEGER
) STRICT, WITHOUT ROWID;

CREATE TABLE pass_rows (
    pass            TEXT    NOT NULL REFERENCES passes (name) ON DELETE CASCADE,
    remote_id       INTEGER NOT NULL,
    PRIMARY KEY (pass, remote_id)
) STRICT, WITHOUT ROWID;
