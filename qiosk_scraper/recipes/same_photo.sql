-- Photos used in more than one article
-- By their credit and caption, as the pages print them: sites serve one picture under many addresses.
-- group: Photos
-- :limit [100] rows at most
SELECT p.caption, p.credit, count(DISTINCT p.article_id) AS articles, min(a.published_at) AS first_published_at,
       max(a.published_at) AS last_published_at, group_concat(DISTINCT p.article_id) AS article_ids
FROM photos p JOIN articles a ON a.current_revision_id = p.revision_id
WHERE p.caption IS NOT NULL
GROUP BY p.caption, p.credit
HAVING count(DISTINCT p.article_id) > 1
ORDER BY articles DESC, p.caption
LIMIT CAST(:limit AS INTEGER)
