-- Articles that were removed, or lead elsewhere now
-- Their text and captures stay in the archive. `noticed_at` is when the address first said so.
-- group: Edits
-- :limit [200] rows at most
SELECT a.id AS article_id, o.slug AS outlet, a.headline, a.url, a.status, a.published_at, a.last_seen_at,
       (SELECT max(e.at) FROM events e WHERE e.article_id = a.id AND e.kind IN ('removed', 'redirected')) AS noticed_at
FROM articles a JOIN outlets o ON o.id = a.outlet_id
WHERE a.status <> 'live'
ORDER BY noticed_at DESC, a.id
LIMIT CAST(:limit AS INTEGER)
