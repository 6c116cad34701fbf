-- Photographers
-- Everybody whose name stands in a credit, with the agencies named beside it.
-- group: Photos
-- :limit [100] rows at most
SELECT p.photographer, count(*) AS photos, count(DISTINCT a.id) AS articles,
       group_concat(DISTINCT p.agency) AS agencies, min(a.published_at) AS first_published_at,
       max(a.published_at) AS last_published_at
FROM photos p JOIN articles a ON a.current_revision_id = p.revision_id
WHERE p.photographer IS NOT NULL
GROUP BY p.photographer
ORDER BY photos DESC, p.photographer
LIMIT CAST(:limit AS INTEGER)
