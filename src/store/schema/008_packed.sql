-- The documents of a bid as one compressed value; where it stands, `base`, `list_raw` and `edit_raw` are NULL and `facts` is
-- empty. Rows of before keep their texts until they are next written.
ALTER TABLE bid_documents ADD COLUMN packed BLOB;
