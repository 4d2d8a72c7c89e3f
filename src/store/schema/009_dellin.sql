-- Groupage shipments by Деловые Линии. Directories as they were last read whole.
CREATE TABLE carrier_directories (
    name            TEXT    PRIMARY KEY NOT NULL,
    hash            TEXT    NOT NULL,
    fetched_at      INTEGER NOT NULL,
    checked_at      INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE carrier_entries (
    directory       TEXT    NOT NULL,
    key             TEXT    NOT NULL,
    name            TEXT    NOT NULL,
    search          TEXT    NOT NULL,
    facts           TEXT    NOT NULL,
    PRIMARY KEY (directory, key)
) STRICT, WITHOUT ROWID;

-- Prices with terms, kept with the bid that they are for.
CREATE TABLE groupage_offers (
    id              INTEGER PRIMARY KEY AUTOINCREMENT,
    bid             TEXT,
    at              INTEGER NOT NULL,
    training        INTEGER NOT NULL,
    shipment        TEXT    NOT NULL,
    quote           TEXT    NOT NULL
) STRICT;

CREATE INDEX groupage_offers_by_bid ON groupage_offers (bid, id);

-- Orders. A row is 'sending' on disk before the first byte leaves; while one of a key is 'sending' or 'unknown', no other of
-- that key can begin, whatever the program believes.
CREATE TABLE groupage_orders (
    number          TEXT    PRIMARY KEY NOT NULL,
    key             TEXT    NOT NULL,
    bid             TEXT,
    state           TEXT    NOT NULL,
    attempts        INTEGER NOT NULL,
    begun_at        INTEGER NOT NULL,
    settled_at      INTEGER,
    looked_at       INTEGER,
    training        INTEGER NOT NULL,
    shipment        TEXT    NOT NULL,
    request_id      TEXT,
    barcode         TEXT,
    placed          TEXT,
    found           TEXT,
    error           TEXT
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX groupage_orders_open ON groupage_orders (key) WHERE state IN ('sending', 'unknown');
CREATE INDEX groupage_orders_by_bid ON groupage_orders (bid);
