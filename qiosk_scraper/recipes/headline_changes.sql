-- Headlines that were changed
-- The headline before and after, and how long after publication the change was noticed.
-- group: Edits
-- :limit [200] rows at most
SELECT e.at AS noticed_at, a.id AS article_id, o.slug AS outlet, json_extract(e.detail, '$.from') AS before,
       json_extract(e.detail, '$.to') AS after,
       round((julianday(e.at) - julianday(a.published_at)) * 24, 1) AS hours_after_publication
FROM events e JOIN articles a ON a.id = e.article_id JOIN outlets o ON o.id = a.outlet_id
WHERE e.kind = 'headline_changed'
ORDER BY e.at DESC, e.id DESC
LIMIT CAST(:limit AS INTEGER)
