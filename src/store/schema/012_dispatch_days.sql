-- Days of dispatch by way, as the carrier said them last: a JSON array of ISO dates. The shipment is what it was asked with, so
-- that it can be asked again in the background. Moments are microseconds UTC.
CREATE TABLE carrier_days (
    way             TEXT    PRIMARY KEY NOT NULL,
    days            TEXT    NOT NULL,
    shipment        TEXT    NOT NULL,
    read_at         INTEGER NOT NULL,
    used_at         INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Which of a directory's two copies is read (NULL: the one under its own name): a new copy is written beside the old one.
ALTER TABLE carrier_directories ADD COLUMN copy TEXT;
