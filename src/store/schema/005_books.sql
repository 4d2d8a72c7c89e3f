-- What this desk alone keeps of drivers, trucks and trailers. Days are counted from 1970-01-01 of the carrier's calendar.

CREATE TABLE absences (
    id              INTEGER PRIMARY KEY AUTOINCREMENT,
    record          TEXT    NOT NULL,
    kind            TEXT    NOT NULL,
    first_day       INTEGER NOT NULL,
    last_day        INTEGER NOT NULL,
    note            TEXT    NOT NULL
) STRICT;

CREATE INDEX absences_by_record ON absences (record, first_day);

CREATE TABLE papers (
    record          TEXT    NOT NULL,
    kind            TEXT    NOT NULL,
    until           INTEGER NOT NULL,
    PRIMARY KEY (record, kind)
) STRICT, WITHOUT ROWID;
