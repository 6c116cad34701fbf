-- What is edited after publication, month by month
-- How often each kind of edit was noticed, and on how many articles.
-- group: Edits
SELECT substr(e.at, 1, 7) AS month, o.slug AS outlet, e.kind, count(*) AS times,
       count(DISTINCT e.article_id) AS articles
FROM events e JOIN articles a ON a.id = e.article_id JOIN outlets o ON o.id = a.outlet_id
GROUP BY month, o.id, e.kind
ORDER BY month DESC, o.slug, times DESC, e.kind
