-- Second version: proofs of what is stored, what a recovery had to change, what near-duplicates are found by, views of what stood where.

-- A digest of every row, kept by the writer in the same transaction as the row. `qiosk db verify` finds by it what has
-- changed since: a flipped bit on the disk, or an edit by another program.
CREATE TABLE row_digests (
    table_name TEXT NOT NULL, -- the table; `sqlite_schema` for the definitions of tables, indexes, views and triggers
    key        ANY NOT NULL,  -- the row's primary key; several columns are joined by a blank
    sha256     BLOB NOT NULL, -- first 16 bytes of the SHA-256 of the row's values in order; in Python: `sha256(marshal.dumps(row, 2)).digest()[:16]`
    PRIMARY KEY (table_name, key)
) STRICT, WITHOUT ROWID;

-- A row of a damaged archive that `qiosk db recover` could not take over as it was.
CREATE TABLE recovered_rows (
    id         INTEGER PRIMARY KEY,
    at         TEXT NOT NULL, -- when it was recovered
    table_name TEXT NOT NULL, -- the table
    key        TEXT NOT NULL, -- the row's primary key; several columns are joined by a blank
    fate       TEXT NOT NULL CHECK (fate IN ('mended', 'rebuilt', 'unproven', 'lost')) -- mended: one flipped bit put right, proven by its digest; rebuilt: made anew from a capture or from other rows; unproven: taken over although it differs from its digest or has none; lost: left out
) STRICT;
CREATE INDEX recovered_rows_row ON recovered_rows(table_name, key);

-- What the text of an article is compared by, for `similar`. Made from the text, can be made anew.
CREATE TABLE fingerprints (
    article_id  INTEGER PRIMARY KEY REFERENCES articles(id), -- the article
    text_sha256 TEXT NOT NULL, -- digest of the text it was made from, as in articles
    version     INTEGER NOT NULL, -- of the rules by which it was made
    rank        INTEGER NOT NULL, -- by its address: where very many articles share a slice, those of the lowest rank are compared with all
    slices      BLOB NOT NULL  -- 42 numbers of four bytes, big-endian: articles that share one are compared; empty for a text of less than 30 words
) STRICT;

-- place of the block among those of its page, from 1; before schema 2 blocks are numbered as they first came up
ALTER TABLE teasers ADD COLUMN block_position INTEGER;
UPDATE teasers SET block_position = (
    SELECT count(DISTINCT shown.block) FROM teasers shown
    WHERE shown.page_url = teasers.page_url AND shown.id <= (
        SELECT min(first.id) FROM teasers first WHERE first.page_url = teasers.page_url AND first.block = teasers.block
    )
);

CREATE INDEX frontier_following ON frontier(found_on) WHERE kind IN ('section', 'load_more');

-- The pages of the lists of an outlet: section pages, and what they go on with (further pages, "load more").
CREATE VIEW section_pages AS
WITH RECURSIVE pages(url, section_url, number, outlet_id) AS (
    SELECT url, url, 1, outlet_id FROM frontier
    WHERE kind IN ('section', 'load_more')
      AND NOT EXISTS (SELECT 1 FROM frontier before WHERE before.url = frontier.found_on
                      AND before.kind IN ('section', 'load_more'))
    UNION ALL
    SELECT f.url, pages.section_url, pages.number + 1, f.outlet_id
    FROM pages JOIN frontier f ON f.found_on = pages.url AND f.kind IN ('section', 'load_more')
)
SELECT pages.url AS page_url, -- the page, as in teasers.page_url
    pages.section_url AS section_url, -- the page its list begins on
    pages.number AS page_number, -- 1 for that page itself, 2 for the one it goes on with
    pages.outlet_id AS outlet_id -- the publication
FROM pages;

-- Where headlines stood: the teasers on section pages, as intervals. At a time T stood what has `first_seen_at <= T AND
-- (gone_at IS NULL OR gone_at > T)`; order by page_number, block_position, position. What lies between two captures is
-- not known: for sure it stood until last_seen_at.
CREATE VIEW placements AS
SELECT t.id AS teaser_id, -- the row of teasers
    o.slug AS outlet, -- short name of the publication
    coalesce(p.section_url, t.page_url) AS section_url, -- the section page
    coalesce(p.page_number, 1) AS page_number, -- 1 for that page itself, 2 and on for what it goes on with
    t.page_url AS page_url, -- the page that showed it
    t.block_position AS block_position, -- place of the block on the page, from 1
    t.block AS block, -- the block of the page it stood in
    t.position AS position, -- from 1 down its block
    t.url AS url, -- where it leads
    t.headline AS headline, -- headline as teased
    t.kicker AS kicker, -- label line as printed with it
    t.dek AS dek, -- line below it
    t.credit AS credit, -- credit of the picture shown with it
    t.article_id AS article_id, -- the archived article it leads to, or null
    a.headline AS article_headline, -- headline of that article as it stands now
    a.published_at AS published_at, -- when that article was published, as its outlet says
    t.first_seen_at AS first_seen_at, -- first capture in which it stood at this place, in these words
    t.last_seen_at AS last_seen_at, -- latest capture in which it still did
    t.gone_at AS gone_at -- first later capture of the page in which it no longer did; null while it stands
FROM teasers t
LEFT JOIN section_pages p ON p.page_url = t.page_url
LEFT JOIN articles a ON a.id = t.article_id
LEFT JOIN outlets o ON o.id = coalesce(p.outlet_id, a.outlet_id)
WHERE t.page_kind = 'section';

-- Where an address was listed, for each list the first time, and how old the list said it was.
CREATE TABLE sightings (
    url          TEXT NOT NULL, -- canonical URL that was listed; archived or not
    page_url     TEXT NOT NULL, -- the section page, feed or sitemap that listed it
    page_kind    TEXT NOT NULL, -- section, feed, sitemap, load_more
    seen_at      TEXT NOT NULL, -- when it was first seen there
    published_at TEXT, -- when it was published, as the list said then
    modified_at  TEXT, -- when it was last changed, as the sitemap said then
    PRIMARY KEY (url, page_url)
) STRICT, WITHOUT ROWID;
CREATE INDEX sightings_page_url ON sightings(page_url);

-- A host, and since when it has not been asked: a run that begins waits as one that goes on would.
CREATE TABLE hosts (
    host       TEXT PRIMARY KEY, -- host, with its port where it is not the usual one
    asked_at   TEXT, -- when it was last asked; kept where requests are a second or more apart
    not_before TEXT  -- it asked to be left alone until then (Retry-After); null otherwise
) STRICT, WITHOUT ROWID;

-- What the page of an article reserves as it stands now: against archiving, text and data mining, training of models.
CREATE TABLE rights (
    article_id INTEGER NOT NULL REFERENCES articles(id), -- the article
    source     TEXT NOT NULL CHECK (source IN ('header', 'meta')), -- where it stands
    name       TEXT NOT NULL, -- the header or meta tag, in lower case: x-robots-tag, robots, googlebot-news, tdm-reservation, tdm-policy
    value      TEXT NOT NULL, -- one directive, such as noarchive or noai; 1 for a reservation; the address of a policy
    capture_id INTEGER NOT NULL REFERENCES captures(id), -- the first capture that said so
    PRIMARY KEY (article_id, source, name, value)
) STRICT, WITHOUT ROWID;
CREATE INDEX rights_capture_id ON rights(capture_id);

-- Each new revision is looked for among the articles that wait for theirs (the reference is checked at the end): without
-- an index in all of them, 48 ms beside 100,000 articles.
CREATE INDEX articles_current_revision_id ON articles(current_revision_id);
CREATE INDEX crawl_outlets_first_crawl_id ON crawl_outlets(first_crawl_id);

-- What was done and is to be looked at again from a certain time on.
CREATE INDEX frontier_due ON frontier(outlet_id, not_before) WHERE state = 'done' AND not_before IS NOT NULL;

-- Made anew with the quotation marks by which sqlite-utils and Datasette find a full-text table.
DROP TABLE articles_fts;

-- Full text over headline, dek, byline and text of the articles; kept in step by triggers.
CREATE VIRTUAL TABLE articles_fts USING fts5(
    headline, dek, byline, text,
    content="articles", content_rowid='id', tokenize='porter unicode61 remove_diacritics 2'
);
INSERT INTO articles_fts(articles_fts) VALUES ('rebuild');

-- Fewer merges than FTS5's own 4: storing takes a tenth less time, a search 0.15 ms more (1,500 articles, SQLite 3.40).
INSERT INTO articles_fts(articles_fts, rank) VALUES ('automerge', 16);
