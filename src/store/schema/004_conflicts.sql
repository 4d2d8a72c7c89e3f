-- The last decision of a conflict as things stood before it, so that it can be taken back while nothing of it is sent.
CREATE TABLE decisions (
    kind            TEXT    NOT NULL,
    id              TEXT    NOT NULL,
    revision        INTEGER NOT NULL,
    before          TEXT    NOT NULL,
    PRIMARY KEY (kind, id)
) STRICT, WITHOUT ROWID;
