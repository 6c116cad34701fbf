-- What was on top of a section page, and when
-- The first headline of the first block, from the capture that first had it there to the one that no longer had.
-- group: Placement
-- :page [] section page: its address or the end of it; empty for all
SELECT section_url, headline, url, article_id, min(first_seen_at) AS first_seen_at, max(last_seen_at) AS last_seen_at,
       CASE WHEN count(gone_at) = count(*) THEN max(gone_at) END AS gone_at
FROM (
    -- Rows of one article that follow each other (its headline or credit changed) count as one stay.
    SELECT *, sum(begins) OVER (PARTITION BY section_url, url ORDER BY first_seen_at, teaser_id) AS stay
    FROM (
        SELECT *, coalesce(lag(gone_at) OVER (PARTITION BY section_url, url ORDER BY first_seen_at, teaser_id), '')
                  < first_seen_at AS begins
        FROM placements
        WHERE page_number = 1 AND block_position = 1 AND position = 1
          AND (:page = '' OR '/' || rtrim(section_url, '/') LIKE '%/' || trim(:page, '/'))
    )
)
GROUP BY section_url, url, stay
ORDER BY section_url, min(first_seen_at), min(teaser_id)
