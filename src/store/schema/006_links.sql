-- When a record got its number of the platform. Empty where that was before this step.
ALTER TABLE bids ADD COLUMN linked_at INTEGER;
ALTER TABLE books ADD COLUMN linked_at INTEGER;

-- Links that came of no creating and no reading, but of a natural key or of a person's hand.
CREATE TABLE link_marks (
    id              TEXT    PRIMARY KEY NOT NULL,
    remote_id       INTEGER NOT NULL,
    how             TEXT    NOT NULL
) STRICT, WITHOUT ROWID;

-- Records made here before the platform's book was read for the first time: none is sent before a person has looked.
-- No decision: not looked at. 'later': still waits. 'apart': goes as a record of its own.
CREATE TABLE link_reviews (
    id              TEXT    PRIMARY KEY NOT NULL REFERENCES books (id) ON DELETE CASCADE,
    kind            TEXT    NOT NULL,
    since           INTEGER NOT NULL,
    decision        TEXT
) STRICT, WITHOUT ROWID;

-- Books that have been read whole, and when for the first time; 0: before this step.
CREATE TABLE books_met (
    kind            TEXT    PRIMARY KEY NOT NULL,
    since           INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

INSERT INTO books_met (kind, since) SELECT DISTINCT kind, 0 FROM books WHERE remote_id IS NOT NULL;
