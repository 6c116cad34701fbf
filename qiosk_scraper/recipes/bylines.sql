-- Who wrote how much
-- Every name in the bylines, with articles, words and the time between the first and the last of them.
-- group: Coverage
-- :limit [100] rows at most
SELECT n.name, o.slug AS outlet, count(*) AS articles, sum(a.word_count) AS words,
       min(a.published_at) AS first_published_at, max(a.published_at) AS last_published_at
FROM article_authors w
JOIN authors n ON n.id = w.author_id
JOIN articles a ON a.id = w.article_id
JOIN outlets o ON o.id = a.outlet_id
GROUP BY n.id, o.id
ORDER BY articles DESC, n.name, o.slug
LIMIT CAST(:limit AS INTEGER)
