-- How long each headline of an article stood on section pages
-- One row for each stay of one wording on one section page, wherever on it; a headline test shows as several wordings.
-- It stood at least for the hours between the first and the last capture that had it, at most until the one without it.
-- group: Placement
-- :article [1] the article: its id or any of its addresses
SELECT section_url, headline, min(first_seen_at) AS first_seen_at, max(last_seen_at) AS last_seen_at,
       CASE WHEN count(gone_at) = count(*) THEN max(gone_at) END AS gone_at,
       round((julianday(max(last_seen_at)) - julianday(min(first_seen_at))) * 24, 1) AS hours_at_least,
       CASE WHEN count(gone_at) = count(*)
            THEN round((julianday(max(gone_at)) - julianday(min(first_seen_at))) * 24, 1) END AS hours_at_most,
       group_concat(DISTINCT block) AS blocks
FROM (
    SELECT *, sum(begins) OVER (PARTITION BY section_url, headline ORDER BY first_seen_at, teaser_id) AS stay
    FROM (
        SELECT *, coalesce(max(coalesce(gone_at, '9')) OVER (
                      PARTITION BY section_url, headline ORDER BY first_seen_at, teaser_id
                      ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), '') < first_seen_at AS begins
        FROM placements
        WHERE article_id = coalesce((SELECT id FROM articles WHERE id = :article OR url = :article),
                                    (SELECT a.article_id FROM url_aliases a WHERE a.url = :article))
    )
)
GROUP BY section_url, headline, stay
ORDER BY min(first_seen_at), section_url, min(teaser_id)
