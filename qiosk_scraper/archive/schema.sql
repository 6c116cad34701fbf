-- The archive as of its first version, to which schema_2.sql and on add: archives of this version are about.
-- One SQLite file. Times are ISO 8601 text in UTC; JSON columns hold what their comment says.
-- The comment above a table and the comment behind a column are the file's own data dictionary.
-- Rows of one table are in the order of their ids, which is the order of storing; clocks may go backwards, ids do not.

-- A publication.
CREATE TABLE outlets (
    id       INTEGER PRIMARY KEY,
    slug     TEXT NOT NULL UNIQUE, -- short name used on the command line; the host for an outlet made on the fly
    name     TEXT NOT NULL,        -- name as printed
    home_url TEXT NOT NULL,        -- address of the front page
    language TEXT,                 -- BCP 47 code, where declared
    timezone TEXT NOT NULL         -- IANA name in which printed dates without a zone are read
) STRICT;

-- A run of the crawler or of another command that writes.
CREATE TABLE crawls (
    id          INTEGER PRIMARY KEY,
    started_at  TEXT NOT NULL, -- when the run began
    finished_at TEXT,          -- when it ended; null while it runs, and for ever if it was killed
    command     TEXT NOT NULL, -- the command line
    version     TEXT NOT NULL, -- version of qiosk-scraper
    seen        INTEGER NOT NULL DEFAULT 0, -- articles met: new + changed + same + failed + refused
    new         INTEGER NOT NULL DEFAULT 0, -- articles stored for the first time
    changed     INTEGER NOT NULL DEFAULT 0, -- articles that gained a revision, were found removed or came back
    same        INTEGER NOT NULL DEFAULT 0, -- articles met again unchanged
    failed      INTEGER NOT NULL DEFAULT 0, -- article pages that could not be fetched or read
    refused     INTEGER NOT NULL DEFAULT 0, -- article pages that robots.txt refused
    exit_code   INTEGER                     -- as the process ended; null while it runs
) STRICT;

-- An outlet's part in a run. A run that was killed or stopped is gone on with by the next one: both are one round.
CREATE TABLE crawl_outlets (
    crawl_id       INTEGER NOT NULL REFERENCES crawls(id), -- the run
    outlet_id      INTEGER NOT NULL REFERENCES outlets(id), -- the publication
    first_crawl_id INTEGER NOT NULL REFERENCES crawls(id), -- the run that began the round; what was fetched since is not asked again
    PRIMARY KEY (crawl_id, outlet_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX crawl_outlets_outlet ON crawl_outlets(outlet_id, crawl_id);

-- What the pages of an outlet have in common, by which they are compressed. Without it its payloads cannot be read.
CREATE TABLE dictionaries (
    id        INTEGER PRIMARY KEY,
    outlet_id INTEGER NOT NULL REFERENCES outlets(id), -- the publication whose pages it was trained on
    data      BLOB NOT NULL, -- zstd dictionary
    sha256    TEXT NOT NULL  -- SHA-256 of data, lower-case hex
) STRICT;
CREATE INDEX dictionaries_outlet_id ON dictionaries(outlet_id);

-- The bytes of a response, once for each digest.
CREATE TABLE payloads (
    sha256        TEXT PRIMARY KEY, -- SHA-256 of the bytes before compression, lower-case hex
    codec         TEXT NOT NULL,    -- how data is compressed: zstd
    dictionary_id INTEGER REFERENCES dictionaries(id), -- the dictionary it is compressed with, or null
    data          BLOB NOT NULL     -- the compressed bytes
) STRICT;
CREATE INDEX payloads_dictionary_id ON payloads(dictionary_id);

-- A response as received.
CREATE TABLE captures (
    id           INTEGER PRIMARY KEY,
    url          TEXT NOT NULL, -- address that answered, after redirects
    fetched_at   TEXT NOT NULL, -- when the response had arrived
    status       INTEGER NOT NULL, -- HTTP status
    headers      TEXT NOT NULL, -- response headers as received: JSON list of [name, value]
    content_type TEXT,          -- the Content-Type header
    sha256       TEXT NOT NULL REFERENCES payloads(sha256), -- digest of the body
    size         INTEGER NOT NULL, -- bytes of the body, content encoding undone
    crawl_id     INTEGER REFERENCES crawls(id), -- the run that fetched it
    requested_url TEXT, -- address first asked for, where it differs from url
    clock_back   INTEGER NOT NULL DEFAULT 0 CHECK (clock_back IN (0, 1)) -- 1 when fetched_at is over a minute before that of the capture stored before it: the clock was set back
) STRICT;
CREATE INDEX captures_url ON captures(url, id);
CREATE INDEX captures_sha256 ON captures(sha256);
CREATE INDEX captures_crawl_id ON captures(crawl_id);

-- An article as it stands now.
CREATE TABLE articles (
    id             INTEGER PRIMARY KEY,
    outlet_id      INTEGER NOT NULL REFERENCES outlets(id), -- the publication
    url            TEXT NOT NULL UNIQUE, -- canonical URL: one row whatever the spelling
    headline       TEXT, -- headline as displayed
    dek            TEXT, -- the line below the headline
    kicker         TEXT, -- raw label line, such as `Reporting | QiOSK`
    byline         TEXT, -- byline as printed
    text           TEXT NOT NULL, -- body, blocks joined by a blank line
    published_at   TEXT, -- when the outlet says it was published
    modified_at    TEXT, -- when the outlet says it was last changed
    first_seen_at  TEXT NOT NULL, -- first capture that held the article
    last_seen_at   TEXT NOT NULL, -- latest capture that held the article
    language       TEXT, -- BCP 47 code
    access         TEXT NOT NULL CHECK (access IN ('free', 'paywalled', 'truncated', 'unknown')), -- how much of it was readable
    word_count     INTEGER NOT NULL, -- words of the body
    revision_count INTEGER NOT NULL, -- how many revisions are kept
    status         TEXT NOT NULL CHECK (status IN ('live', 'removed', 'redirected')), -- what its address gives now
    current_revision_id INTEGER REFERENCES revisions(id) DEFERRABLE INITIALLY DEFERRED, -- the revision this row repeats
    text_sha256    TEXT NOT NULL, -- SHA-256 of text, lower-case hex
    flags          TEXT NOT NULL DEFAULT '[]', -- JSON list of oddities, such as `date_future`
    claimed_by     TEXT, -- while url itself was never fetched: the address whose page names url as its canonical; else null
    labels_sha256  TEXT NOT NULL -- digest of what may change without a revision: sections, tags, author pages, language
) STRICT;
CREATE INDEX articles_published ON articles(published_at);
CREATE INDEX articles_outlet_published ON articles(outlet_id, published_at);
CREATE INDEX articles_text_sha256 ON articles(text_sha256);

-- What an article said at one capture, kept for ever. An unchanged page adds no revision.
CREATE TABLE revisions (
    id             INTEGER PRIMARY KEY,
    article_id     INTEGER NOT NULL REFERENCES articles(id), -- the article
    number         INTEGER NOT NULL, -- 1 for the first revision of the article, then upwards
    capture_id     INTEGER NOT NULL REFERENCES captures(id), -- the response it was read from
    seen_at        TEXT NOT NULL, -- when that response arrived
    headline       TEXT, -- headline as displayed
    dek            TEXT, -- the line below the headline
    kicker         TEXT, -- raw label line
    byline         TEXT, -- byline as printed
    text           TEXT NOT NULL, -- body, blocks joined by a blank line
    body           TEXT NOT NULL, -- JSON list of blocks: type, text, links
    published_at   TEXT, -- publication time as stated then
    modified_at    TEXT, -- modification time as stated then
    published_raw  TEXT, -- publication time as printed
    modified_raw   TEXT, -- modification time as printed
    sha256         TEXT NOT NULL, -- digest of the normalised content; equal digests are the same revision
    parser_version TEXT NOT NULL, -- version of the parsers that read it
    UNIQUE (article_id, number)
) STRICT;
CREATE INDEX revisions_capture_id ON revisions(capture_id);

-- A name that stands in bylines.
CREATE TABLE authors (
    id   INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE -- as printed, without "By"
) STRICT;

-- The place of a name in the byline of an article as it stands now.
CREATE TABLE article_authors (
    article_id INTEGER NOT NULL REFERENCES articles(id), -- the article
    position   INTEGER NOT NULL, -- 1 for the first name
    author_id  INTEGER NOT NULL REFERENCES authors(id), -- the name
    url        TEXT, -- the author's page, where the byline links to it
    PRIMARY KEY (article_id, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX article_authors_author_id ON article_authors(author_id);

-- A section label of an outlet.
CREATE TABLE sections (
    id        INTEGER PRIMARY KEY,
    outlet_id INTEGER NOT NULL REFERENCES outlets(id), -- the publication
    name      TEXT NOT NULL, -- as printed
    UNIQUE (outlet_id, name)
) STRICT;

-- The section labels of an article as it stands now.
CREATE TABLE article_sections (
    article_id INTEGER NOT NULL REFERENCES articles(id), -- the article
    position   INTEGER NOT NULL, -- 1 for the first label
    section_id INTEGER NOT NULL REFERENCES sections(id), -- the label
    PRIMARY KEY (article_id, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX article_sections_section_id ON article_sections(section_id);

-- A keyword that an outlet gives its articles.
CREATE TABLE tags (
    id   INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE -- as the page has it
) STRICT;

-- The keywords of an article as it stands now.
CREATE TABLE article_tags (
    article_id INTEGER NOT NULL REFERENCES articles(id), -- the article
    position   INTEGER NOT NULL, -- 1 for the first keyword
    tag_id     INTEGER NOT NULL REFERENCES tags(id), -- the keyword
    PRIMARY KEY (article_id, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX article_tags_tag_id ON article_tags(tag_id);

-- A picture in a revision.
CREATE TABLE photos (
    id           INTEGER PRIMARY KEY,
    article_id   INTEGER NOT NULL REFERENCES articles(id), -- the article
    revision_id  INTEGER NOT NULL REFERENCES revisions(id), -- the revision that showed it
    position     INTEGER NOT NULL, -- order within the revision, from 1
    role         TEXT NOT NULL CHECK (role IN ('lead', 'inline')), -- above the body, or in it
    url          TEXT, -- address of the picture; the picture itself is not kept
    caption      TEXT, -- caption without the credit
    credit       TEXT, -- who made or provided it, without the label
    credit_line  TEXT, -- the whole line as printed that held the credit
    photographer TEXT, -- the person or persons in the credit
    agency       TEXT, -- the agency or source in the credit
    alt          TEXT  -- alternative text; may be a file name
) STRICT;
CREATE INDEX photos_revision_id ON photos(revision_id);
CREATE INDEX photos_article_id ON photos(article_id);
CREATE INDEX photos_agency ON photos(agency);

-- A headline shown somewhere, beside an article or on a section page, and while it stood there.
CREATE TABLE teasers (
    id            INTEGER PRIMARY KEY,
    page_url      TEXT NOT NULL, -- canonical URL of the page that showed it
    page_kind     TEXT NOT NULL CHECK (page_kind IN ('article', 'section')), -- kind of that page
    capture_id    INTEGER NOT NULL REFERENCES captures(id), -- the first capture in which it stood so
    position      INTEGER NOT NULL, -- from 1 down its block
    block         TEXT NOT NULL, -- the block of the page it stands in
    url           TEXT NOT NULL, -- canonical URL it leads to
    headline      TEXT, -- headline as teased; may differ from the article's
    kicker        TEXT, -- label line as printed
    section       TEXT, -- section it is labelled with
    dek           TEXT, -- line below the headline
    excerpt       TEXT, -- JSON list of paragraphs shown
    photo_url     TEXT, -- picture shown with it
    caption       TEXT, -- caption of that picture
    credit        TEXT, -- credit of that picture
    first_seen_at TEXT NOT NULL, -- first capture in which it stood at this place, in these words
    last_seen_at  TEXT NOT NULL, -- latest capture in which it still did
    gone_at       TEXT, -- first later capture of the page in which it no longer did; null while it stands
    article_id    INTEGER REFERENCES articles(id) -- the archived article it leads to, or null
) STRICT;
CREATE INDEX teasers_page ON teasers(page_url, first_seen_at);
CREATE INDEX teasers_standing ON teasers(page_url) WHERE gone_at IS NULL;
CREATE INDEX teasers_url ON teasers(url, article_id);
CREATE INDEX teasers_article_id ON teasers(article_id);
CREATE INDEX teasers_capture_id ON teasers(capture_id);

-- A link in the body of a revision.
CREATE TABLE links (
    article_id        INTEGER NOT NULL REFERENCES articles(id), -- the article
    revision_id       INTEGER NOT NULL REFERENCES revisions(id), -- the revision
    position          INTEGER NOT NULL, -- order within the body, from 1
    url               TEXT NOT NULL, -- where it leads
    text              TEXT NOT NULL, -- the words that carry it
    target_article_id INTEGER REFERENCES articles(id), -- the archived article it leads to, or null
    PRIMARY KEY (revision_id, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX links_article_id ON links(article_id);
CREATE INDEX links_target ON links(target_article_id);
CREATE INDEX links_url ON links(url, target_article_id);

-- A correction, clarification, update or editor's note.
CREATE TABLE corrections (
    id          INTEGER PRIMARY KEY,
    article_id  INTEGER NOT NULL REFERENCES articles(id), -- the article
    revision_id INTEGER NOT NULL REFERENCES revisions(id), -- the revision that carried it
    text        TEXT NOT NULL, -- the note as printed
    date        TEXT -- the date it names, ISO 8601
) STRICT;
CREATE INDEX corrections_article_id ON corrections(article_id);
CREATE INDEX corrections_revision_id ON corrections(revision_id);

-- Another address of an article.
CREATE TABLE url_aliases (
    url        TEXT PRIMARY KEY, -- the other address
    article_id INTEGER NOT NULL REFERENCES articles(id), -- the article it leads to
    reason     TEXT NOT NULL -- canonical, redirect, tracking, amp, moved, spelling
) STRICT, WITHOUT ROWID;
CREATE INDEX url_aliases_article_id ON url_aliases(article_id);

-- One request and how it ended.
CREATE TABLE fetches (
    id         INTEGER PRIMARY KEY,
    crawl_id   INTEGER NOT NULL REFERENCES crawls(id), -- the run
    url        TEXT NOT NULL, -- address asked for
    kind       TEXT NOT NULL, -- article, section, feed, sitemap, load_more, page
    started_at TEXT NOT NULL, -- when it was asked
    status     INTEGER, -- HTTP status; null when there was no answer
    outcome    TEXT NOT NULL, -- ok, not_article, not_modified, gone, failed, refused
    reason     TEXT, -- why it was not ok
    capture_id INTEGER REFERENCES captures(id), -- what it brought
    tries      INTEGER NOT NULL -- how often it had been tried, this time included
) STRICT;
CREATE INDEX fetches_crawl_id ON fetches(crawl_id);
CREATE INDEX fetches_url ON fetches(url);
CREATE INDEX fetches_capture_id ON fetches(capture_id);

-- A page that is no article, with why.
CREATE TABLE quarantine (
    id         INTEGER PRIMARY KEY,
    url        TEXT NOT NULL, -- address asked for
    capture_id INTEGER REFERENCES captures(id), -- what was received, if anything
    reason     TEXT NOT NULL, -- not_html, empty, soft_404, captcha, consent_wall, login_wall, maintenance, needs_javascript, truncated, too_large, too_deep, timeout, parser_error, empty_body, listing, http_error
    detail     TEXT, -- what was seen
    at         TEXT NOT NULL -- when
) STRICT;
CREATE INDEX quarantine_url ON quarantine(url);
CREATE INDEX quarantine_capture_id ON quarantine(capture_id);

-- A URL to visit or visited: the crawl's whole memory of where to go.
CREATE TABLE frontier (
    id         INTEGER PRIMARY KEY,
    url        TEXT NOT NULL UNIQUE, -- canonical URL
    kind       TEXT NOT NULL, -- article, section, feed, sitemap, load_more, page
    outlet_id  INTEGER NOT NULL REFERENCES outlets(id), -- the publication it belongs to
    priority   INTEGER NOT NULL, -- higher is sooner
    not_before TEXT, -- do not ask before
    tries      INTEGER NOT NULL DEFAULT 0, -- how often it was asked in vain
    state      TEXT NOT NULL CHECK (state IN ('pending', 'done', 'failed', 'refused')), -- what is left to do; failed and refused are tried again when a later run finds them again
    found_on   TEXT, -- the page that led to it
    crawl_id   INTEGER REFERENCES crawls(id) -- the run that last asked for it
) STRICT;
CREATE INDEX frontier_next ON frontier(outlet_id, state, priority DESC, id);
CREATE INDEX frontier_crawl_id ON frontier(crawl_id);

-- Something that happened to an article.
CREATE TABLE events (
    id         INTEGER PRIMARY KEY,
    article_id INTEGER NOT NULL REFERENCES articles(id), -- the article
    at         TEXT NOT NULL, -- when it was noticed
    kind       TEXT NOT NULL, -- headline_changed, dek_changed, kicker_changed, byline_changed, published_changed, body_changed, caption_changed, credit_changed, corrected, redirected, removed, returned
    detail     TEXT, -- JSON: before and after, the note, the HTTP status, or the addresses
    revision_id INTEGER REFERENCES revisions(id) -- the revision that shows it; null when the text did not change
) STRICT;
CREATE INDEX events_article_id ON events(article_id);
CREATE INDEX events_revision_id ON events(revision_id);
CREATE INDEX events_at ON events(at);

-- Which layer gave a field of a revision.
CREATE TABLE answers (
    revision_id INTEGER NOT NULL REFERENCES revisions(id), -- the revision
    field       TEXT NOT NULL, -- the field, named as in the article's JSON
    layer       TEXT NOT NULL, -- the layer whose reader answered
    raw         TEXT NOT NULL, -- the value as the page had it
    PRIMARY KEY (revision_id, field)
) STRICT, WITHOUT ROWID;

-- A reader that failed on a capture; it cost that one field.
CREATE TABLE reader_failures (
    capture_id INTEGER NOT NULL REFERENCES captures(id), -- the page
    field      TEXT NOT NULL, -- the field
    layer      TEXT NOT NULL, -- the layer whose reader failed
    error      TEXT NOT NULL, -- the error in one line
    PRIMARY KEY (capture_id, field, layer)
) STRICT, WITHOUT ROWID;

-- Near-duplicates and syndicated copies: at least half of the five-word sequences of two texts are in both. All copies
-- are kept; a pair stands twice, once from either side.
CREATE TABLE similar (
    article_id INTEGER NOT NULL REFERENCES articles(id), -- the article
    other_id   INTEGER NOT NULL REFERENCES articles(id), -- the one it resembles
    score      REAL NOT NULL, -- share of the text in common, 0 to 1
    group_id   INTEGER NOT NULL, -- the lowest article id of the group both belong to
    PRIMARY KEY (article_id, other_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX similar_other_id ON similar(other_id);
CREATE INDEX similar_group_id ON similar(group_id);

-- A robots.txt as it was read.
CREATE TABLE robots_files (
    host        TEXT NOT NULL, -- scheme, host and port it speaks for
    fetched_at  TEXT NOT NULL, -- when it was read
    status      INTEGER, -- HTTP status; null when there was no answer
    body        TEXT, -- the file, at most its first 500 KiB
    crawl_delay REAL, -- seconds between requests that it asks of us
    PRIMARY KEY (host, fetched_at)
) STRICT, WITHOUT ROWID;

-- What each table and column holds: this file's comments.
CREATE TABLE data_dictionary (
    table_name  TEXT NOT NULL, -- the table
    column_name TEXT NOT NULL, -- the column; empty for the table itself
    description TEXT NOT NULL, -- what it holds
    PRIMARY KEY (table_name, column_name)
) STRICT, WITHOUT ROWID;

-- Full text over headline, dek, byline and text of the articles; kept in step by triggers.
CREATE VIRTUAL TABLE articles_fts USING fts5(
    headline, dek, byline, text,
    content='articles', content_rowid='id', tokenize='porter unicode61 remove_diacritics 2'
);
CREATE TRIGGER articles_fts_insert AFTER INSERT ON articles BEGIN
    INSERT INTO articles_fts(rowid, headline, dek, byline, text)
    VALUES (new.id, new.headline, new.dek, new.byline, new.text);
END;
CREATE TRIGGER articles_fts_delete AFTER DELETE ON articles BEGIN
    INSERT INTO articles_fts(articles_fts, rowid, headline, dek, byline, text)
    VALUES ('delete', old.id, old.headline, old.dek, old.byline, old.text);
END;
CREATE TRIGGER articles_fts_update AFTER UPDATE OF headline, dek, byline, text ON articles BEGIN
    INSERT INTO articles_fts(articles_fts, rowid, headline, dek, byline, text)
    VALUES ('delete', old.id, old.headline, old.dek, old.byline, old.text);
    INSERT INTO articles_fts(rowid, headline, dek, byline, text)
    VALUES (new.id, new.headline, new.dek, new.byline, new.text);
END;
