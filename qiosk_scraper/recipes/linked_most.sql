-- Articles that other articles link to most
-- Links in the bodies as they stand now, from articles of this archive to articles of this archive.
-- group: Links and copies
-- :limit [50] rows at most
SELECT t.id AS article_id, o.slug AS outlet, t.headline, t.published_at, count(DISTINCT l.article_id) AS articles,
       count(*) AS links, min(l.text) AS in_the_words
FROM links l
JOIN articles a ON a.current_revision_id = l.revision_id
JOIN articles t ON t.id = l.target_article_id
JOIN outlets o ON o.id = t.outlet_id
WHERE t.id <> l.article_id
GROUP BY t.id
ORDER BY articles DESC, links DESC, t.id
LIMIT CAST(:limit AS INTEGER)
