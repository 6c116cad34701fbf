-- How soon articles were archived
-- Hours from publication, as the outlet states it, to the first capture; below zero where the stated time lay in the
-- future. `with_first_run` is 1 for what the outlet's first run found, which was there for long.
-- group: Coverage
-- :limit [200] rows at most
SELECT a.id AS article_id, o.slug AS outlet, a.headline, a.published_at, a.first_seen_at,
       round((julianday(a.first_seen_at) - julianday(a.published_at)) * 24, 1) AS hours,
       c.crawl_id = (SELECT min(x.crawl_id) FROM crawl_outlets x WHERE x.outlet_id = a.outlet_id) AS with_first_run
FROM articles a
JOIN outlets o ON o.id = a.outlet_id
JOIN revisions r ON r.article_id = a.id AND r.number = 1
JOIN captures c ON c.id = r.capture_id
WHERE a.published_at IS NOT NULL
ORDER BY a.first_seen_at DESC, a.published_at DESC, a.id
LIMIT CAST(:limit AS INTEGER)
