-- Moments are microseconds since 1970 UTC; local times of a point are counted the same way without a zone; money is in
-- kopecks. Documents (JSON) stand apart from the light rows, so that lists never read them.

PRAGMA application_id = 1129473131; -- "CRdk"

CREATE TABLE bids (
    row             INTEGER PRIMARY KEY,
    id              TEXT    NOT NULL UNIQUE,
    remote_id       INTEGER UNIQUE,
    external_id     TEXT    NOT NULL UNIQUE,
    state           TEXT    NOT NULL,
    updated_here    INTEGER NOT NULL,
    updated_there   INTEGER,
    synced_at       INTEGER,
    error           TEXT,
    deleted_here    INTEGER NOT NULL,
    local_revision  INTEGER NOT NULL,
    acked_revision  INTEGER NOT NULL,
    -- Copies of what the documents say, for lists, the board and the overlap index.
    status          TEXT    NOT NULL,
    deleted         INTEGER NOT NULL,
    customer        TEXT,
    car             TEXT,
    trailer         TEXT,
    driver          TEXT,
    second_driver   TEXT,
    organisation    TEXT,
    price_kopecks   INTEGER,
    route           TEXT    NOT NULL,
    first_local     INTEGER,
    first_offset    INTEGER,
    first_utc       INTEGER,
    last_utc        INTEGER,
    plan_mileage_m  REAL,
    empty_run       INTEGER NOT NULL
) STRICT;

CREATE INDEX bids_by_car ON bids (car, first_utc) WHERE car IS NOT NULL;

CREATE TABLE bid_documents (
    row             INTEGER PRIMARY KEY REFERENCES bids (row) ON DELETE CASCADE,
    base            TEXT,
    list_raw        TEXT,
    edit_raw        TEXT,
    patch           TEXT    NOT NULL,
    facts           TEXT    NOT NULL
) STRICT;

-- What the platform holds of a bid that was changed on both sides.
CREATE TABLE conflicts (
    row             INTEGER PRIMARY KEY REFERENCES bids (row) ON DELETE CASCADE,
    since           INTEGER NOT NULL,
    fields          TEXT    NOT NULL,
    theirs          TEXT    NOT NULL,
    list_raw        TEXT,
    edit_raw        TEXT
) STRICT;

CREATE TABLE books (
    row             INTEGER PRIMARY KEY,
    id              TEXT    NOT NULL UNIQUE,
    kind            TEXT    NOT NULL,
    remote_id       INTEGER,
    state           TEXT    NOT NULL,
    updated_here    INTEGER NOT NULL,
    synced_at       INTEGER,
    error           TEXT,
    deleted_here    INTEGER NOT NULL,
    deleted_there   INTEGER NOT NULL,
    active          INTEGER NOT NULL,
    local_revision  INTEGER NOT NULL,
    acked_revision  INTEGER NOT NULL,
    natural_key     TEXT,
    entry           TEXT    NOT NULL,
    base            TEXT,
    raw             TEXT,
    UNIQUE (kind, remote_id)
) STRICT;

CREATE INDEX books_by_natural_key ON books (kind, natural_key) WHERE natural_key IS NOT NULL;

-- What a record was at each revision that the platform isn't known to have: the answer to "what exactly was sent".
CREATE TABLE revisions (
    kind            TEXT    NOT NULL,
    id              TEXT    NOT NULL,
    revision        INTEGER NOT NULL,
    content         TEXT    NOT NULL,
    PRIMARY KEY (kind, id, revision)
) STRICT, WITHOUT ROWID;

CREATE TABLE outbox (
    seq             INTEGER PRIMARY KEY AUTOINCREMENT,
    kind            TEXT    NOT NULL,
    id              TEXT    NOT NULL,
    op              TEXT    NOT NULL,
    state           TEXT    NOT NULL,
    attempts        INTEGER NOT NULL DEFAULT 0,
    lookups         INTEGER NOT NULL DEFAULT 0,
    last_lookup_at  INTEGER,
    not_before      INTEGER,
    queued_at       INTEGER NOT NULL,
    sent_revision   INTEGER
) STRICT;

CREATE INDEX outbox_by_record ON outbox (kind, id, seq);

-- Own values that were replaced, and by what: nothing that was written here disappears without a trace.
CREATE TABLE history (
    seq             INTEGER PRIMARY KEY AUTOINCREMENT,
    kind            TEXT    NOT NULL,
    id              TEXT    NOT NULL,
    at              INTEGER NOT NULL,
    cause           TEXT    NOT NULL,
    field           TEXT    NOT NULL,
    old             TEXT    NOT NULL,
    new             TEXT    NOT NULL,
    updated_here    INTEGER NOT NULL,
    updated_there   INTEGER
) STRICT;

CREATE INDEX history_by_record ON history (kind, id, seq);

-- Places that a customer's bids went to, once per spot of about ten metres.
CREATE TABLE customer_places (
    customer        TEXT    NOT NULL,
    latitude_e4     INTEGER NOT NULL,
    longitude_e4    INTEGER NOT NULL,
    last_used_at    INTEGER NOT NULL,
    place           TEXT    NOT NULL,
    contact         TEXT,
    comment         TEXT,
    saved_point     INTEGER,
    PRIMARY KEY (customer, latitude_e4, longitude_e4)
) STRICT, WITHOUT ROWID;

CREATE TABLE catalogs (
    kind            TEXT    PRIMARY KEY NOT NULL,
    read_at         INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE catalog_items (
    catalog         TEXT    NOT NULL REFERENCES catalogs (kind) ON DELETE CASCADE,
    place           INTEGER NOT NULL,
    id              INTEGER NOT NULL,
    name            TEXT    NOT NULL,
    deleted         INTEGER NOT NULL,
    PRIMARY KEY (catalog, place)
) STRICT, WITHOUT ROWID;

CREATE TABLE employees (
    place           INTEGER PRIMARY KEY,
    id              INTEGER NOT NULL,
    name            TEXT    NOT NULL
) STRICT;

CREATE TABLE trackers (
    place           INTEGER PRIMARY KEY,
    id              INTEGER NOT NULL,
    device_number   TEXT    NOT NULL,
    attached_kind   TEXT,
    attached_id     INTEGER,
    last_fixed_at   INTEGER
) STRICT;

CREATE TABLE cursors (
    name            TEXT    PRIMARY KEY NOT NULL,
    updated_at      TEXT    NOT NULL,
    id              INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE journal (
    id              INTEGER PRIMARY KEY AUTOINCREMENT,
    at              INTEGER NOT NULL,
    method          TEXT    NOT NULL,
    path            TEXT    NOT NULL,
    status          INTEGER,
    duration_ms     INTEGER NOT NULL,
    error           TEXT
) STRICT;

CREATE INDEX journal_by_time ON journal (at);

CREATE TABLE settings (
    key             TEXT    PRIMARY KEY NOT NULL,
    value           TEXT    NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE forms (
    key             TEXT    PRIMARY KEY NOT NULL,
    form            TEXT    NOT NULL,
    kept_at         INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
