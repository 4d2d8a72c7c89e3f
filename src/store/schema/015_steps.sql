-- Which bid a call was about: its number often stands in the body alone. Calls of before know none.
ALTER TABLE journal ADD COLUMN record TEXT;
CREATE INDEX journal_by_record ON journal (record, id) WHERE record IS NOT NULL;

-- Who asked for an operation: who is signed in when it comes through may be somebody else.
ALTER TABLE outbox ADD COLUMN author TEXT NOT NULL DEFAULT '';

-- The steps of a bid's life that came about, ours and those read of the platform. Statuses are words, empty where none is known.
CREATE TABLE life_steps (
    seq             INTEGER PRIMARY KEY AUTOINCREMENT,
    id              TEXT    NOT NULL,
    at              INTEGER NOT NULL,
    there_at        INTEGER,
    ours            INTEGER NOT NULL,
    author          TEXT    NOT NULL,
    step            TEXT    NOT NULL,
    old             TEXT    NOT NULL,
    new             TEXT    NOT NULL
) STRICT;

CREATE INDEX life_steps_by_bid ON life_steps (id, seq);
