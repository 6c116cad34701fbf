-- Corrections, and when they appeared
-- Each note once, with the first revision that carried it; `from_the_start` is 1 when the first capture had it already.
-- group: Edits
-- :limit [200] rows at most
SELECT min(r.seen_at) AS first_seen_at, c.date, a.id AS article_id, o.slug AS outlet, a.headline, c.text AS note,
       min(r.number) AS revision, min(r.number) = 1 AS from_the_start
FROM corrections c
JOIN revisions r ON r.id = c.revision_id
JOIN articles a ON a.id = c.article_id
JOIN outlets o ON o.id = a.outlet_id
GROUP BY c.article_id, c.text
ORDER BY first_seen_at DESC, a.id, c.text
LIMIT CAST(:limit AS INTEGER)
