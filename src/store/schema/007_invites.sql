-- Personal invitations of ATI.SU: of each entity the two newest facts, its content and its withdrawal, and what was done here.
CREATE TABLE invites (
    direction       TEXT    NOT NULL,
    entity          TEXT    NOT NULL,
    content         TEXT,
    content_at      INTEGER,
    withdrawn_at    INTEGER,
    first_at        INTEGER NOT NULL,
    changed_at      INTEGER NOT NULL,
    seen_at         INTEGER,
    declined_at     INTEGER,
    PRIMARY KEY (direction, entity)
) STRICT, WITHOUT ROWID;

-- Drafts that were made of an invitation: one a truck.
CREATE TABLE invite_bids (
    direction       TEXT    NOT NULL,
    entity          TEXT    NOT NULL,
    ordinal         INTEGER NOT NULL,
    bid             TEXT    NOT NULL,
    PRIMARY KEY (direction, entity, ordinal)
) STRICT, WITHOUT ROWID;

CREATE INDEX invite_bids_by_bid ON invite_bids (bid);

-- What came of topics that this version doesn't know, or without a name of its entity: kept as it came.
CREATE TABLE invite_raw (
    epoch           TEXT    NOT NULL,
    seq             INTEGER NOT NULL,
    topic           TEXT    NOT NULL,
    body            TEXT    NOT NULL,
    at              INTEGER NOT NULL,
    PRIMARY KEY (epoch, seq)
) STRICT, WITHOUT ROWID;

-- Cities, firms and types of cargo of ATI.SU, as they were answered.
CREATE TABLE ati_names (
    kind            TEXT    NOT NULL,
    id              TEXT    NOT NULL,
    document        TEXT    NOT NULL,
    at              INTEGER NOT NULL,
    PRIMARY KEY (kind, id)
) STRICT, WITHOUT ROWID;
