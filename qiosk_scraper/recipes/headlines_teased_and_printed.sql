-- Headlines as teased that the article itself never had
-- Teasers in other words than any revision of the article they lead to, beside its headline as it stands now.
-- group: Placement
-- :limit [200] rows at most
SELECT t.article_id, t.headline AS as_teased, a.headline AS as_printed, count(DISTINCT t.page_url) AS pages,
       min(t.first_seen_at) AS first_seen_at, max(t.last_seen_at) AS last_seen_at, min(t.page_url) AS one_page
FROM teasers t JOIN articles a ON a.id = t.article_id
WHERE NOT EXISTS (SELECT 1 FROM revisions r WHERE r.article_id = a.id AND r.headline = t.headline)
GROUP BY t.article_id, t.headline
ORDER BY pages DESC, t.article_id, t.headline
LIMIT CAST(:limit AS INTEGER)
