-- Reports read the done bids of a period and nothing else. A bid without plan dates counts by its last change.
CREATE INDEX bids_done ON bids (coalesce(last_utc, updated_there, updated_here))
    WHERE status = 'done' AND deleted = 0 AND empty_run = 0;

-- What was changed of a bid at this desk, one line a field: the other half of `outside_changes`. Values are the desk's own JSON.
CREATE TABLE own_changes (
    seq             INTEGER PRIMARY KEY AUTOINCREMENT,
    id              TEXT    NOT NULL,
    at              INTEGER NOT NULL,
    author          TEXT    NOT NULL,
    field           TEXT    NOT NULL,
    old             TEXT    NOT NULL,
    new             TEXT    NOT NULL
) STRICT;

CREATE INDEX own_changes_by_record ON own_changes (id, seq);
