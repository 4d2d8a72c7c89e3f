-- Where the points of a bid are, for the map: one packed value a bid, so that the map reads no documents. A bid without a row has
-- not been written since before this step; such ones are filled in little by little.
CREATE TABLE bid_points (
    row             INTEGER PRIMARY KEY REFERENCES bids (row) ON DELETE CASCADE,
    points          BLOB    NOT NULL
) STRICT;
