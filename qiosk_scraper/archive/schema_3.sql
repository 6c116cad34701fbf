-- Version 3: full text of many new articles is indexed at once.

-- Within the transaction of an insert that fires a trigger, SQLite has FTS5 write out what it holds before the next one:
-- a part of the index for each article, merged again and again. A writer may index its articles before it inserts them;
-- the trigger then has nothing left to do.
DROP TRIGGER articles_fts_insert;
CREATE TRIGGER articles_fts_insert AFTER INSERT ON articles
WHEN NOT EXISTS (SELECT 1 FROM articles_fts_docsize WHERE id = new.id) BEGIN
    INSERT INTO articles_fts(rowid, headline, dek, byline, text)
    VALUES (new.id, new.headline, new.dek, new.byline, new.text);
END;
