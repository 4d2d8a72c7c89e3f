-- What the platform holds of a book record that was changed on both sides.
CREATE TABLE book_conflicts (
    id              TEXT    PRIMARY KEY NOT NULL REFERENCES books (id) ON DELETE CASCADE,
    since           INTEGER NOT NULL,
    fields          TEXT    NOT NULL,
    theirs          TEXT    NOT NULL,
    raw             TEXT    NOT NULL
) STRICT, WITHOUT ROWID;

-- The last decision of a conflict as things stood before it, so that it can be taken back while nothing of it is sent.
CREATE TABLE decisions (
    kind            TEXT    NOT NULL,
    id              TEXT    NOT NULL,
    revision        INTEGER NOT NULL,
    before          TEXT    NOT NULL,
    PRIMARY KEY (kind, id)
) STRICT, WITHOUT ROWID;
