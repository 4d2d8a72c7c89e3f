-- What the platform has no field for, of bids: kept here alone, as JSON.
CREATE TABLE bid_own (
    row             INTEGER PRIMARY KEY REFERENCES bids (row) ON DELETE CASCADE,
    own             TEXT    NOT NULL
) STRICT;

-- What the bids of the platform taught of the organisation's own making: names of properties (id 0), kinds of points.
CREATE TABLE learned (
    kind            TEXT    NOT NULL,
    id              INTEGER NOT NULL,
    name            TEXT    NOT NULL,
    PRIMARY KEY (kind, id, name)
) STRICT, WITHOUT ROWID;

-- Templates of bids under names, kept here alone: the bid and what is kept here of it, as JSON. Moments are microseconds UTC.
CREATE TABLE bid_templates (
    id              INTEGER PRIMARY KEY,
    name            TEXT    NOT NULL,
    key             TEXT    NOT NULL UNIQUE,
    bid             TEXT    NOT NULL,
    own             TEXT    NOT NULL,
    made_at         INTEGER NOT NULL,
    used_at         INTEGER NOT NULL
) STRICT;
